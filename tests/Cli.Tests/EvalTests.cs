using PingOneScenarios.Cli.Tests.Driving;

namespace PingOneScenarios.Cli.Tests;

/// <summary>One expression by itself.</summary>
public sealed class EvalTests
{
    private const string Answer = """{"users":[{"id":"a","tier":2.50},{"id":"b"}],"total":12345678901}""";

    [Theory]
    [InlineData("text.upper \"abc\"", "ABC\n")]
    [InlineData("<<text.upper \"abc\">>", "ABC\n")]
    [InlineData("  1 + 2 ", "3\n")]
    [InlineData("response.json.users[1].id", "b\n")]
    [InlineData("response.json.users[0]", "{\n  \"id\": \"a\",\n  \"tier\": 2.50\n}\n")]
    [InlineData("response.json.total == n", "true\n")]
    [InlineData("missing ?? \"none\"", "none\n")]
    [InlineData("list.last names", "y\n")]
    [InlineData("word", "a \"b\n")]
    [InlineData("null", "null\n")]
    public async Task A_value_is_printed(string expression, string expected)
    {
        using var folder = new TemporaryFolder();
        folder.Write("answer.json", Answer);
        var given = new[] { "-s", "n=12345678901", "--set", "names=[\"x\", \"y\"]", "-s", "word=a \"b" };
        var run = await CommandRun.RunAsync(["eval", expression, "--json", folder.PathOf("answer.json"), .. given]);
        Assert.Equal((ExitCode.Passed, expected), (run.Code, run.Printed));
    }

    [Theory]
    [InlineData("text.uper \"a\"", "PS2002", "did you mean \"text.upper\"?")]
    [InlineData("wrd", "PS2001", "did you mean \"word\"?")]
    [InlineData("other", "PS2001", "give it with --set other")]
    [InlineData("response.json", "PS2001", "name the file of an answer with --json")]
    [InlineData("is.uuid", "PS4006", "^^^^^^^")]
    [InlineData("word.length", "PS4006", "     ^^^^^^")]
    [InlineData("P", "PS2001", "nothing provides the variable")]
    public async Task What_is_wrong_is_shown_at_its_place(string expression, string code, string part)
    {
        // Neither an environment nor the inputs of the process environment are looked at.
        var run = await CommandRun.RunAsync(
            ["eval", expression, "-s", "word=x"],
            new Surroundings
            {
                Variables = new Dictionary<string, string> { ["P1S_P"] = "1", ["P1S_OTHER"] = "1" },
            }
        );
        Assert.Equal((ExitCode.Invalid, ""), (run.Code, run.Output));
        Assert.StartsWith("expression:1:", run.Error, StringComparison.Ordinal);
        Assert.Contains(code, run.Error, StringComparison.Ordinal);
        Assert.Contains(part, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"a\":1,}", ":1:8:")]
    [InlineData("{\n  \"ä\": 1\n  \"b\": 2\n}", ":3:3:")]
    [InlineData("", ":1:1:")]
    [InlineData("{\"a\":1,\"a\":2}", "is not JSON")]
    [InlineData("<html>", ":1:1:")]
    public async Task An_answer_that_is_no_JSON_is_told_at_its_place_and_nothing_else(string text, string place)
    {
        using var folder = new TemporaryFolder();
        folder.Write("answer.json", text);
        var run = await CommandRun.RunAsync("eval", "response.json.a", "--json", folder.PathOf("answer.json"));
        Assert.Equal(ExitCode.Invalid, run.Code);
        Assert.Contains(place, run.Error, StringComparison.Ordinal);
        Assert.Equal(1, run.Error.Split("error PS").Length - 1);
    }

    [Theory]
    [InlineData("eval")]
    [InlineData("eval", "a", "-s", "b")]
    [InlineData("eval", "a", "b")]
    public async Task Wrong_use_is_told(params string[] arguments) =>
        Assert.Equal(ExitCode.WrongUse, (await CommandRun.RunAsync(arguments)).Code);
}
