using PingOneScenarios.Cli.Tests.Driving;

namespace PingOneScenarios.Cli.Tests;

/// <summary>No file that somebody else named becomes options of the command: neither <c>@x.yaml</c> nor <c>-x.yaml</c>.</summary>
public sealed class ResponseFileTests : IDisposable
{
    private const string Right =
        "scenario: S\nsteps:\n  - step: A\n    request: GET https://h.example/\n    expect: { status: 200, json: { a: 1 } }\n";

    private const string Expanded = "--format\nexpanded\n--expanded\n";

    // Names that begin with an at sign have to stand in the folder the command runs in.
    private readonly string own = $"p1s-{Guid.NewGuid():N}";

    public ResponseFileTests()
    {
        _ = CommandRun.RunAsync("--version");
        foreach (var sign in new[] { "", "@", "@@" })
            Directory.CreateDirectory(sign + own);
    }

    public void Dispose()
    {
        foreach (var sign in new[] { "", "@", "@@" })
            Directory.Delete(sign + own, recursive: true);
    }

    [Theory]
    [InlineData("validate", "@OWN/x.yaml")]
    [InlineData("validate", "@@OWN/x.yaml")]
    [InlineData("validate", "@OWN/.x.yaml")]
    [InlineData("validate", "./@OWN/x.yaml")]
    [InlineData("validate", "OWN/@x.yaml")]
    [InlineData("validate", "@OWN/x.yaml", "--strict")]
    [InlineData("validate", "OWN/right.yaml", "@OWN/x.yaml")]
    [InlineData("validate", "@OWN")]
    [InlineData("fmt", "@OWN/x.yaml")]
    [InlineData("docs", "@OWN/x.yaml")]
    [InlineData("list", "@OWN/x.yaml")]
    [InlineData("list", "@OWN")]
    [InlineData("plan", "@OWN/x.yaml", "--allow-origin", "https://h.example")]
    public async Task A_file_whose_name_begins_with_an_at_sign_is_a_file_like_any_other(params string[] arguments)
    {
        foreach (var name in new[] { "@OWN/x.yaml", "@@OWN/x.yaml", "@OWN/.x.yaml", "OWN/@x.yaml", "OWN/right.yaml" })
            Write(name, Right);
        // What the names without the first at sign would be expanded to; @@OWN/x.yaml has @OWN/x.yaml there.
        foreach (var name in new[] { "OWN/x.yaml", "OWN/.x.yaml" })
            Write(name, Expanded);

        var run = await RunAsync(arguments);

        Assert.DoesNotContain("expanded", run.Printed, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Passed, run.Code);
    }

    [Theory]
    [InlineData(ExitCode.Invalid, "there is no file \"@OWN/own.txt\"", "validate", "@OWN/own.txt")]
    [InlineData(ExitCode.Invalid, "there is no file \"@@OWN/own.txt\"", "run", "@@OWN/own.txt")]
    [InlineData(ExitCode.Invalid, "there is no file \"@-\"", "validate", "@-")]
    [InlineData(ExitCode.Invalid, "there is no file \"@\"", "validate", "@")]
    [InlineData(ExitCode.Invalid, "there is no file \"@@\"", "run", "@@")]
    [InlineData(ExitCode.Invalid, "@OWN/own.txt", "plan", "OWN/right.yaml", "--environment", "@OWN/own.txt")]
    [InlineData(ExitCode.Invalid, "@OWN/own.txt", "plan", "OWN/right.yaml", "--environment=@OWN/own.txt")]
    [InlineData(ExitCode.Invalid, "@OWN/own.txt", "plan", "OWN/right.yaml", "-e@OWN/own.txt")]
    [InlineData(ExitCode.WrongUse, "@OWN/own.txt", "validate", "OWN/right.yaml", "--format", "@OWN/own.txt")]
    [InlineData(ExitCode.WrongUse, "there is no command @OWN/own.txt", "@OWN/own.txt")]
    [InlineData(ExitCode.WrongUse, "@OWN/own.txt", "@OWN/own.txt", "validate", "OWN/right.yaml")]
    [InlineData(ExitCode.WrongUse, "@OWN/own.txt", "schema", "@OWN/own.txt")]
    [InlineData(ExitCode.WrongUse, "@OWN/own.txt", "completion", "@OWN/own.txt")]
    [InlineData(ExitCode.WrongUse, "@OWN/own.txt", "functions", "@OWN/own.txt")]
    [InlineData(ExitCode.WrongUse, "@OWN/own.txt", "explain", "@OWN/own.txt")]
    [InlineData(ExitCode.Invalid, "@OWN/own.txt", "diff", "@OWN/own.txt", "@OWN/own.txt")]
    [InlineData(ExitCode.Invalid, "@OWN/own.txt", "report", "@OWN/own.txt", "--html", "OWN/r.html")]
    public async Task An_at_sign_anywhere_is_taken_as_it_stands(int code, string said, params string[] arguments)
    {
        Write("OWN/right.yaml", Right);
        Write("OWN/own.txt", Expanded);

        var run = await RunAsync(arguments);

        Assert.DoesNotContain("expanded", run.Printed, StringComparison.Ordinal);
        Assert.Contains(said.Replace("OWN", own, StringComparison.Ordinal), run.Printed, StringComparison.Ordinal);
        Assert.Equal(code, run.Code);
    }

    [Fact]
    public async Task The_empty_file_of_another_team_chooses_neither_address_nor_environment()
    {
        Write("@OWN/n.yaml", "");
        Write("OWN/n.yaml", "--set\napi=http://127.0.0.1:1\n--environment\nOWN/theirs.yaml\n");
        Write("OWN/theirs.yaml", "environment: theirs\n");
        Write("OWN/a.yaml", Right.Replace("https://h.example", "<<api>>", StringComparison.Ordinal) + "inputs: { api: { type: url } }\n");
        Write("OWN/mine.yaml", "environment: mine\ninputs: { api: http://127.0.0.1:2 }\n");

        var run = await RunAsync("plan", "@OWN/n.yaml", "OWN/a.yaml", "--environment", "OWN/mine.yaml");

        Assert.DoesNotContain("127.0.0.1:1", run.Printed, StringComparison.Ordinal);
        Assert.DoesNotContain("theirs", run.Printed, StringComparison.Ordinal);
        Assert.NotEqual(ExitCode.Passed, run.Code);
    }

    [Theory]
    [InlineData("validate @x")]
    [InlineData("validate @x --")]
    [InlineData("@x validate --")]
    [InlineData("run a.yaml --environment @x --")]
    [InlineData("fmt @@x @x --")]
    public async Task Completion_expands_nothing_either(string line)
    {
        Write("OWN/x", "--format\nexpanded\nvalidate\n");
        var written = line.Replace("@x", $"@{own}/x", StringComparison.Ordinal);

        var with = await CommandRun.RunAsync($"[suggest:{written.Length}]", written);
        File.Delete($"{own}/x");
        var without = await CommandRun.RunAsync($"[suggest:{written.Length}]", written);

        Assert.Equal(without.Printed, with.Printed);
    }

    [Theory]
    [InlineData("-etheirs.yaml")]
    [InlineData("--environment=theirs.yaml")]
    [InlineData("--set=api=x.yaml")]
    [InlineData("--undo")]
    [InlineData("-v.yaml")]
    public async Task An_option_that_is_the_name_of_a_file_here_is_refused(string name)
    {
        var here = Path.Combine(Environment.CurrentDirectory, name);
        File.WriteAllText(here, Right);
        try
        {
            var run = await CommandRun.RunAsync("run", name, "scenarios/authentication/client-secret-jwt.yaml");
            Assert.Equal(ExitCode.WrongUse, run.Code);
            Assert.Contains("there is a file of that name here", run.Error, StringComparison.Ordinal);
            Assert.Equal(ExitCode.Passed, (await CommandRun.RunAsync("validate", "./" + name)).Code);
        }
        finally
        {
            File.Delete(here);
        }
    }

    private void Write(string name, string text) => File.WriteAllText(name.Replace("OWN", own, StringComparison.Ordinal), text);

    private Task<CommandRun> RunAsync(params string[] arguments) =>
        CommandRun.RunAsync([.. arguments.Select(a => a.Replace("OWN", own, StringComparison.Ordinal))]);
}
