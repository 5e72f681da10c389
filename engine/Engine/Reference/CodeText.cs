using System.Collections.Immutable;
using System.Text;
using PingOneScenarios.Engine.Diagnostics;

namespace PingOneScenarios.Engine.Reference;

/// <summary>The codes and their explanations for terminals.</summary>
internal static class CodeText
{
    /// <summary>The stages by the first digit of a code.</summary>
    public static readonly ImmutableArray<(char Digit, string Title)> Stages =
    [
        ('1', "Reading files"),
        ('2', "Templates and variables"),
        ('3', "Inputs and environments"),
        ('4', "What could not be judged"),
        ('5', "Refused by policy"),
        ('6', "Expectations"),
        ('7', "What is probably not meant"),
    ];

    public static string List()
    {
        var text = new StringBuilder();
        foreach (var (digit, title) in Stages)
        {
            text.Append(title).Append('\n');
            foreach (var code in DiagnosticCodes.All.Where(c => c.Id[2] == digit))
                text.Append("  ")
                    .Append(code.Id)
                    .Append("  ")
                    .Append(DiagnosticText.Word(code.Severity).PadRight(9))
                    .Append(code.Title)
                    .Append('\n');
            text.Append('\n');
        }
        return text.Append("p1s explain PS2001 says what a code means.\n").ToString();
    }

    public static string Explain(CodeExplanation explanation, int width)
    {
        var text = new StringBuilder();
        text.Append($"{explanation.Code.Id} {DiagnosticText.Word(explanation.Code.Severity)}: {explanation.Code.Title}\n\n");
        text.Append(WrappedProse.Wrap(explanation.Text, width)).Append('\n');
        AppendFiles(text, "Wrong", explanation.Wrong);
        AppendFiles(text, "Right", explanation.Right);
        return text.ToString();
    }

    private static void AppendFiles(StringBuilder text, string heading, ImmutableArray<ExampleFile> files)
    {
        foreach (var file in files)
        {
            text.Append('\n').Append(heading).Append(files.Length > 1 || file.IsEnvironment ? $", {file.Path}:" : ":").Append("\n\n");
            text.Append(WrappedProse.Indent(file.Text, "  "));
        }
    }
}
