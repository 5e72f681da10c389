using System.Text.RegularExpressions;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Templating.Functions;

namespace PingOneScenarios.Engine.Tests.Templating;

public sealed partial class FunctionTableTests
{
    public static IEnumerable<TheoryDataRow<string>> Names() => StandardFunctions.Rows.Select(row => new TheoryDataRow<string>(row.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_row_documents_itself(string name)
    {
        var row = StandardFunctions.Rows.Single(r => r.Name == name);
        Assert.Matches(ValidName(), row.Name);
        Assert.EndsWith(".", row.Meaning, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', row.Meaning);
        Assert.All(row.Parameters, p => Assert.Matches(ValidName(), p.Name));
        Assert.Equal(row.Parameters.Length, row.Parameters.Select(p => p.Name).Distinct().Count());
        Assert.Equal(row.Parameters.OrderByDescending(p => p.IsRequired), row.Parameters);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_example_of_a_row_calls_its_function(string name)
    {
        var row = StandardFunctions.Rows.Single(r => r.Name == name);
        var problems = new DiagnosticBag();
        var text = $"<<{row.Example}>>";
        var span = new SourceSpan(new SourceText("example", text), 0, text.Length);
        var template = new TemplateParser(new FunctionTable(StandardFunctions.Rows)).Parse(new LocatedText(text, span, null, 0), problems);
        Assert.Empty(problems.All);
        Assert.Contains(name, row.Example, StringComparison.Ordinal);
        Assert.NotNull(template.Whole);
    }

    [Fact]
    public void Rows_are_sorted_by_name()
    {
        var table = new FunctionTable(StandardFunctions.Rows.Reverse());
        Assert.Equal(table.Rows.Select(r => r.Name).Order(StringComparer.Ordinal), table.Rows.Select(r => r.Name));
    }

    [Fact]
    public void A_signature_shows_what_may_be_left_out()
    {
        var row = StandardFunctions.Rows.Single(r => r.Name == "client_secret_jwt");
        Assert.Equal(
            "client_secret_jwt client_id client_secret audience [algorithm: HS256] [lifetime: 5m] [claims] [header: {typ: \"JWT\"}]",
            row.Signature
        );
        Assert.Equal(3, row.Parameters.Count(p => p.IsRequired));
    }

    [Fact]
    public void A_wrong_call_shows_how_it_is_called()
    {
        var problem = new ExpressionBench().Problem("<<text.upper>>");
        Assert.Equal("it is called as text.upper text, for example <<text.upper \"abc\">>", problem.Fix);
    }

    [Fact]
    public void An_unknown_function_suggests_the_nearest_one() =>
        Assert.Equal("did you mean \"text.upper\"?", new ExpressionBench().Problem("<<text.uper 1>>").Fix);

    [GeneratedRegex(@"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?$")]
    private static partial Regex ValidName();
}
