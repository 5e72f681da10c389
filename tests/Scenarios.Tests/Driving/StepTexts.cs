using System.Text.RegularExpressions;
using PingOneScenarios.Engine.Tests;

namespace PingOneScenarios.Scenarios.Tests.Driving;

/// <summary>What is written in each step of a scenario and of what it includes, and which steps use what another one extracts.</summary>
internal sealed partial class StepTexts
{
    private readonly ILookup<string, string> byTitle;

    private StepTexts(ILookup<string, string> byTitle) => this.byTitle = byTitle;

    /// <param name="file">As a path from the root of the repository.</param>
    public static StepTexts Of(string file) =>
        new(
            Pack.TreeOf(file)
                .SelectMany(f => Steps(File.ReadAllText(RepositoryRoot.PathOf(f.Split('/')))))
                .ToLookup(t => t[..t.IndexOf('\n', StringComparison.Ordinal)], t => t)
        );

    /// <summary>Whether a step sends, expects, extracts or computes with something of a name.</summary>
    public bool Names(string title, string word) =>
        byTitle[title].Any(t => Regex.IsMatch(t, $@"(?<![\w/]){Regex.Escape(word)}(?!\w)", RegexOptions.IgnoreCase));

    /// <summary>Whether a step looks for one in a list.</summary>
    public bool Looks(string title) => byTitle[title].Any(t => t.Contains("list.find response.json.", StringComparison.Ordinal));

    /// <summary>Whether a step takes this status beside others.</summary>
    public bool Takes(string title, string status) =>
        byTitle[title].Any(t => Regex.IsMatch(t, $@"^      status: (\[.*\b{status}\b.*\]|{status[0]}xx)$", RegexOptions.Multiline));

    /// <summary>Whether a step extracts from a place of its answer: <c>$.id</c>, or a header.</summary>
    public bool IsExtracted(string title, string place) => VariablesOf(title, place).Any();

    /// <summary>Whether what a step extracts is used in another one: that one may be the first that can tell.</summary>
    public bool IsHandedOn(string from, string place, string to) => VariablesOf(from, place).Any(v => Uses(to, v));

    /// <summary>Whether what a step extracts is used in any other one.</summary>
    public bool IsHandedOn(string from, string place) => byTitle.Any(step => step.Key != from && IsHandedOn(from, place, step.Key));

    // What another step extracts under the same name is another thing.
    private bool Uses(string title, string variable) =>
        byTitle[title].Any(t => Regex.IsMatch(Extracted().Replace(t, ""), $@"(?<![\w/]){Regex.Escape(variable)}(?!\w)"));

    private IEnumerable<string> VariablesOf(string title, string place) =>
        byTitle[title].SelectMany(t => Extracted().Matches(t)).Where(m => IsFrom(m.Groups[2].Value, place)).Select(m => m.Groups[1].Value);

    // One that is looked for in a list is told of by its first item as well.
    private static bool IsFrom(string source, string place)
    {
        if (!place.StartsWith('$'))
            return source.Contains(place, StringComparison.OrdinalIgnoreCase);
        var names = place.Split('.');
        return source == place
            || source == "$"
            || source.Contains($"response.json.{names[1]}", StringComparison.Ordinal)
                && source.EndsWith($").{names[^1]}>>", StringComparison.Ordinal);
    }

    // The defaults of a file hold for each of its steps; a probe is only sent when an answer is lost, and judges another one.
    private static IEnumerable<string> Steps(string file)
    {
        var parts = file.Split("\noutputs:")[0].Split("  - step: ");
        var defaults = parts[0].IndexOf("\ndefaults:", StringComparison.Ordinal) is >= 0 and var at ? parts[0][at..] : "";
        return parts.Skip(1).Select(step => Unread().Replace(step, "") + defaults);
    }

    [GeneratedRegex(@"^    on_unknown:.*\n(?:      .*\n)*|^ *#.*\n", RegexOptions.Multiline)]
    private static partial Regex Unread();

    [GeneratedRegex(@"^      (\w+): (?:\{ from: )?'?(\$[^\s,']*|<<[^<>\n]*\bresponse\..*?>>)'?(?:, .*\})?$", RegexOptions.Multiline)]
    private static partial Regex Extracted();
}
