using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Formatting;
using PingOneScenarios.Engine.Yaml;

namespace PingOneScenarios.Engine.Fuzz.Targets;

/// <summary>A file brought into its usual form.</summary>
internal static class FormatTarget
{
    public static FuzzTarget Row { get; } =
        new(
            "format",
            "refused with a reason, or: formatting again changes nothing, tree and comments are the same",
            FuzzWorld.Scenarios,
            YamlTarget.Tokens,
            Run
        );

    private static string Run(byte[] input)
    {
        var text = FuzzWorld.Text(input).Replace("\r\n", "\n", StringComparison.Ordinal);
        var problems = new DiagnosticBag();
        var source = new SourceText("fuzz.yaml", text);
        if (Formatter.Format(Document.Read(source, ""), problems)?.Source.Text is not { } formatted)
        {
            FuzzFailureException.Unless(problems.HasErrors, "it was refused without a reason");
            return $"refused {FuzzWorld.Check(problems.All)}";
        }
        var result = new SourceText("fuzz.yaml", formatted);
        FuzzFailureException.Unless(
            Formatter.Format(Document.Read(result, ""), problems)?.Source.Text == formatted,
            "formatting again changes it"
        );
        var (before, after) = (Read(source), Read(result));
        var place = DocumentKinds.Of(source, before) == DocumentKind.Environment ? FormatLevel.Environment : FormatLevel.Scenario;
        FuzzFailureException.Unless(TreeCheck.AreSame(before, after, place), "the tree is another");
        FuzzFailureException.Unless(
            Comments.BesideTree(source, before).SequenceEqual(Comments.BesideTree(result, after), StringComparer.Ordinal),
            "the comments are others"
        );
        return $"{(formatted == text ? "same" : "changed")} {FuzzWorld.Check(problems.All)}";
    }

    private static LocatedNode Read(SourceText source) => YamlReader.Read(source, new DiagnosticBag())!;
}
