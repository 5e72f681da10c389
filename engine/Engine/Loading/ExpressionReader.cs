using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Yaml;

namespace PingOneScenarios.Engine.Loading;

/// <summary>A value that is one expression and nothing else.</summary>
internal static class ExpressionReader
{
    /// <param name="node">The value.</param>
    /// <param name="what">What it is the value of: <c>"when"</c>, in quotes.</param>
    /// <param name="file">Where it is.</param>
    public static Expression? Read(LocatedNode node, string what, FileScope file)
    {
        if (MapReader.ReadScalar(node, file, "<<response.status == 200>>") is not { } scalar)
            return null;
        var before = file.Problems.Count;
        var template = file.Parse(scalar.Text);
        if (template.Whole is { } expression)
            return expression;
        if (file.Problems.Count == before)
            file.Say(
                DiagnosticCodes.InvalidValue,
                node.Span,
                $"{what} is one expression",
                "plain text would always pass for true",
                Whole(scalar, file)
            );
        return null;
    }

    // It is what was meant when it is an expression by itself.
    private static Remedy Whole(ScalarNode scalar, FileScope file)
    {
        var written = $"'<<{Bare(scalar.Text.Text).Replace("'", "''", StringComparison.Ordinal)}>>'";
        var text = new SourceText("", "<<" + Bare(scalar.Text.Text) + ">>");
        var located = new LocatedText(text.Text, new SourceSpan(text, 0, text.Text.Length), null, 0);
        var isOne = file.Templates.Parse(located, new DiagnosticBag()).Whole is not null;
        return new Remedy("write " + written) { Edit = isOne ? new SourceEdit(scalar.Span, written) : null };
    }

    private static string Bare(string text) => text.Replace("<<", "", StringComparison.Ordinal).Replace(">>", "", StringComparison.Ordinal);
}
