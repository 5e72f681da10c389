using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;

namespace PingOneScenarios.Engine.Reference;

/// <summary>
/// The explanation of every code, from the texts in Explanations, one file a stage: <c>=== code</c> begins one, <c>--- wrong</c>,
/// <c>--- right</c> and <c>--- both</c> an example file. The word behind it is the path, or "environment" for an environment file.
/// </summary>
internal static class ExplanationTable
{
    private const string CodeMark = "\n=== ";
    private const string FileMark = "\n--- ";

    private static readonly string[] Texts =
    [
        "1-files.txt",
        "1-keys.txt",
        "2-templates.txt",
        "2-rows.txt",
        "3-inputs.txt",
        "4-judging.txt",
        "5-policy.txt",
        "6-expectations.txt",
        "7-suspicions.txt",
    ];

    private static readonly Lazy<ImmutableArray<CodeExplanation>> Read = new(() =>
        [.. Texts.SelectMany(ReadText).OrderBy(e => e.Code.Id, StringComparer.Ordinal)]
    );

    /// <summary>In the order of the codes.</summary>
    public static ImmutableArray<CodeExplanation> All => Read.Value;

    public static CodeExplanation? Find(string code) => All.FirstOrDefault(e => e.Code.Id.Equals(code, StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<CodeExplanation> ReadText(string name)
    {
        using var stream = typeof(ExplanationTable).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return [.. ("\n" + reader.ReadToEnd()).Split(CodeMark).Skip(1).Select(ReadOne)];
    }

    private static CodeExplanation ReadOne(string text)
    {
        var parts = text.Split(FileMark);
        var (id, meaning) = Cut(parts[0]);
        var files = parts.Skip(1).Select(Cut).ToList();
        return new CodeExplanation(
            DiagnosticCodes.All.First(c => c.Id == id),
            meaning.Trim().Replace('\n', ' '),
            [.. files.Where(f => !f.First.StartsWith("right", StringComparison.Ordinal)).Select(ToFile)],
            [.. files.Where(f => !f.First.StartsWith("wrong", StringComparison.Ordinal)).Select(ToFile)]
        );
    }

    private static ExampleFile ToFile((string First, string Others) part)
    {
        var name = part.First.Split(' ').ElementAtOrDefault(1);
        var isEnvironment = name == "environment";
        return new ExampleFile(isEnvironment ? "environment.yaml" : name ?? "scenario.yaml", isEnvironment, part.Others.TrimEnd() + "\n");
    }

    private static (string First, string Others) Cut(string text)
    {
        var end = text.IndexOf('\n', StringComparison.Ordinal);
        return (text[..end], text[(end + 1)..]);
    }
}
