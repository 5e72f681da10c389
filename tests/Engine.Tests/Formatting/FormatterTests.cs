using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Formatting;
using PingOneScenarios.Engine.Yaml;

namespace PingOneScenarios.Engine.Tests.Formatting;

/// <summary>tests/cases/formatting.txt, and what is refused.</summary>
public sealed class FormatterTests
{
    public static IEnumerable<TheoryDataRow<string>> Names => FormatCase.All.Select(c => new TheoryDataRow<string>(c.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_file_is_formatted_as_its_case_says(string name)
    {
        var formatting = FormatCase.All.Single(c => c.Name == name);
        Assert.Equal(formatting.Formatted, Formats.Text(formatting.Written));
    }

    [Theory]
    [InlineData("scenario: S\nscenario: T\nsteps: []\n", "PS1006")]
    [InlineData("scenario: [\n", "PS1003")]
    [InlineData("pack: P\n", "PS1016")]
    [InlineData("- scenario\n", "PS1016")]
    [InlineData("? scenario\n: S\nsteps: []\n", "PS1016")]
    [InlineData("scenario: S\n? steps\n: []\n", "PS1016")]
    [InlineData("&a scenario: S\nsteps: []\n", "PS1016")]
    [InlineData("--- # here\n&a\nscenario: S\nsteps: []\n", "PS1016")]
    [InlineData("scenario: S\nsteps: []\ndescription: |\n  no line break at the end", "PS1016")]
    public void What_cannot_be_formatted_is_said_and_left_alone(string text, string code)
    {
        var problems = new DiagnosticBag();
        Assert.Null(Formatter.Format(Document.Read(new SourceText("file.yaml", text), ""), problems));
        Assert.Equal(code, Assert.Single(problems.All).Code.Id);
    }
}
