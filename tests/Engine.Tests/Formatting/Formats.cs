using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Formatting;
using PingOneScenarios.Engine.Yaml;

namespace PingOneScenarios.Engine.Tests.Formatting;

/// <summary>Text to formatted text, with what must be true of every one of them.</summary>
internal static class Formats
{
    /// <summary>The formatted text, which formats to itself and reads like the text; null when it was refused.</summary>
    public static string? Checked(string text)
    {
        var problems = new DiagnosticBag();
        var source = new SourceText("file.yaml", text);
        if (Formatter.Format(Document.Read(source, ""), problems)?.Source.Text is not { } formatted)
        {
            Assert.True(problems.HasErrors, text);
            return null;
        }
        Assert.Equal(formatted, Formatter.Format(Document.Read(new SourceText("file.yaml", formatted), ""), problems)?.Source.Text);
        Assert.Equal(BesideTree(text), BesideTree(formatted));
        Assert.True(TreeCheck.AreSame(Read(text), Read(formatted), PlaceOf(text)), text);
        return formatted;
    }

    /// <summary>The formatted text of one that must not be refused.</summary>
    public static string Text(string text)
    {
        var problems = new DiagnosticBag();
        Formatter.Format(Document.Read(new SourceText("file.yaml", text), ""), problems);
        Assert.True(problems.Count == 0, string.Join('\n', problems.All) + "\n" + text);
        return Checked(text)!;
    }

    public static LocatedNode Read(string text) => YamlReader.Read(new SourceText("file.yaml", text), new DiagnosticBag())!;

    public static IReadOnlyList<string> BesideTree(string text)
    {
        var source = new SourceText("file.yaml", text);
        return Comments.BesideTree(source, YamlReader.Read(source, new DiagnosticBag())!);
    }

    public static FormatLevel PlaceOf(string text) =>
        DocumentKinds.Of(new SourceText("file.yaml", text), Read(text)) == DocumentKind.Environment
            ? FormatLevel.Environment
            : FormatLevel.Scenario;
}
