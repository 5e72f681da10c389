using PingOneScenarios.Engine.Tests;

namespace PingOneScenarios.Scenarios.Tests.Gallery;

/// <summary>A line of a table in <c>Mistakes</c>: what is wrong, where it shows, and what is said then.</summary>
/// <param name="Line">Where it stands: <c>authentication.txt:12</c>.</param>
/// <param name="Scenario">The file, as a path from the folder of scenarios.</param>
/// <param name="Text">What is replaced: a text that occurs once in the scenario, or else once in all it includes; <c>--set NAME</c> gives an input, <c>--fault</c> lets the server go wrong.</param>
/// <param name="Replacement">What stands there instead, the value of the input, or the fault.</param>
/// <param name="Step">The step that is red.</param>
/// <param name="Words">A part of what is said of it.</param>
public sealed record Mistake(string Line, string Scenario, string Text, string Replacement, string Step, string Words)
{
    private static string Folder => RepositoryRoot.PathOf("tests", "Scenarios.Tests", "Mistakes");

    internal static IEnumerable<Mistake> All() =>
        Directory.EnumerateFiles(Folder, "*.txt").Order(StringComparer.Ordinal).SelectMany(InFile);

    private static IEnumerable<Mistake> InFile(string path) =>
        File.ReadLines(path)
            .Select((text, at) => (Text: text, Place: $"{Path.GetFileName(path)}:{at + 1}"))
            .Where(l => l.Text.Length > 0 && l.Text[0] != '#')
            .Select(l => Of(l.Place, l.Text.Split(" ⇒ ")));

    private static Mistake Of(string place, string[] parts) =>
        parts.Length == 5
            ? new Mistake(place, parts[0], Lines(parts[1]), Lines(parts[2]), parts[3], parts[4])
            : throw new FormatException($"{place}: scenario ⇒ text ⇒ replacement ⇒ step ⇒ words, this line has {parts.Length} parts");

    private static string Lines(string text) => text.Replace("\\n", "\n", StringComparison.Ordinal);
}
