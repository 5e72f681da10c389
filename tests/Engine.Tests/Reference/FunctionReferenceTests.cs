using PingOneScenarios.Engine.Reference;

namespace PingOneScenarios.Engine.Tests.Reference;

public sealed class FunctionReferenceTests
{
    public static TheoryData<string> Names => [.. LanguageReference.FunctionNames];

    [Fact]
    public void Every_function_has_a_group_and_every_group_a_function()
    {
        Assert.Equal(FunctionGroups.Rows.Length, FunctionGroups.All.Sum(g => g.Rows.Length));
        Assert.DoesNotContain(FunctionGroups.All, g => g.Rows.IsEmpty);
    }

    [Theory, MemberData(nameof(Names))]
    public void Every_name_is_explained_within_the_width(string name)
    {
        var text = LanguageReference.Functions(name, 80)!;
        Assert.Contains(name, text, StringComparison.Ordinal);
        // Signatures, examples and results stay on one line.
        var prose = text.Split('\n').Where(l => !l.Contains('[') && !l.Contains("<<") && !l.Contains("gives"));
        Assert.DoesNotContain(prose, l => l.Length > 80);
    }

    [Theory]
    [InlineData("text.upper", "\"ABC\"", false)]
    [InlineData("list.sort", "[1,2,3]", false)]
    [InlineData("base64url.encode", "\"YWJj\"", false)]
    [InlineData("random.int", "2", true)]
    [InlineData("time.now", "\"2026-01-31T12:00:00.000Z\"", true)]
    public void The_result_of_an_example_is_computed(string name, string json, bool another)
    {
        var result = ExampleResult.Of(FunctionGroups.Rows.Single(r => r.Name == name));
        Assert.Equal(new ExampleResult(json, another), result);
    }

    [Theory]
    [InlineData("url.query"), InlineData("is.uuid"), InlineData("client_secret_jwt")]
    public void What_needs_a_run_has_no_result(string name) =>
        Assert.Null(ExampleResult.Of(FunctionGroups.Rows.Single(r => r.Name == name)));
}
