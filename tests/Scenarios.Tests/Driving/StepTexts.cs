using System.Text.RegularExpressions;
using PingOneScenarios.Engine.Tests;

namespace PingOneScenarios.Scenarios.Tests.Driving;

/// <summary>What is written in each step of the shipped scenarios, and which steps use what another one extracts.</summary>
internal static partial class StepTexts
{
    private static readonly ILookup<string, string> ByTitle = Pack.Files()
        .SelectMany(f => Steps(File.ReadAllText(RepositoryRoot.PathOf(f.Split('/')))))
        .ToLookup(t => t[..t.IndexOf('\n', StringComparison.Ordinal)], t => t);

    /// <summary>Whether a step sends, expects, extracts or computes with something of a name.</summary>
    public static bool Names(string title, string word) =>
        ByTitle[title].Any(t => Regex.IsMatch(t, $@"(?<![\w/]){Regex.Escape(word)}(?!\w)", RegexOptions.IgnoreCase));

    /// <summary>Whether a step extracts from a place of its answer: <c>$.id</c>, or a header.</summary>
    public static bool IsExtracted(string title, string place) => VariablesOf(title, place).Any();

    /// <summary>Whether what a step extracts is used in another one: that one may be the first that can tell.</summary>
    public static bool IsHandedOn(string from, string place, string to) => VariablesOf(from, place).Any(v => Uses(to, v));

    /// <summary>Whether what a step extracts is used in any other one.</summary>
    public static bool IsHandedOn(string from, string place) => ByTitle.Any(step => step.Key != from && IsHandedOn(from, place, step.Key));

    // What another step extracts under the same name is another thing.
    private static bool Uses(string title, string variable) =>
        ByTitle[title].Any(t => Regex.IsMatch(Extracted().Replace(t, ""), $@"(?<![\w/]){Regex.Escape(variable)}(?!\w)"));

    private static IEnumerable<string> VariablesOf(string title, string place) =>
        ByTitle[title].SelectMany(t => Extracted().Matches(t)).Where(m => IsFrom(m.Groups[2].Value, place)).Select(m => m.Groups[1].Value);

    private static bool IsFrom(string source, string place) =>
        place.StartsWith('$') ? source == place || source == "$" : source.Contains(place, StringComparison.OrdinalIgnoreCase);

    // The defaults of a file hold for each of its steps.
    private static IEnumerable<string> Steps(string file)
    {
        var parts = file.Split("\noutputs:")[0].Split("  - step: ");
        var defaults = parts[0].IndexOf("\ndefaults:", StringComparison.Ordinal) is >= 0 and var at ? parts[0][at..] : "";
        return parts.Skip(1).Select(step => step + defaults);
    }

    [GeneratedRegex(@"^      (\w+): (\$\S*|<<response\.headers.*>>)$", RegexOptions.Multiline)]
    private static partial Regex Extracted();
}
