using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using PingOneScenarios.Engine.Scenarios;

namespace PingOneScenarios.Engine.Documenting;

/// <summary>The steps of a scenario as a Mermaid sequence diagram: the scenario, whom it talks to, and what comes back.</summary>
internal sealed partial class SequenceDiagram
{
    private const string Plain = " .,-_/()?=";

    private readonly ScenarioTree tree;
    private readonly List<string> names = [];
    private readonly List<string> messages = [];

    private SequenceDiagram(ScenarioTree tree) => this.tree = tree;

    public static string Of(ScenarioTree tree)
    {
        var diagram = new SequenceDiagram(tree);
        var number = 1;
        foreach (var step in tree.Entry.AllSteps)
            diagram.Add(step, number++);
        var participants = diagram.names.Select((name, i) => $"  participant P{i + 1} as {Text(name)}");
        return string.Join('\n', ["sequenceDiagram", $"  participant S as {Text(tree.Entry.Title)}", .. participants, .. diagram.messages]);
    }

    private void Add(Step step, int number)
    {
        var other = Participant(step);
        List<string> blocks =
        [
            .. step.When is { } when ? [$"opt when {when.Text}"] : Array.Empty<string>(),
            .. Written.Items(step) is { } items ? [$"loop for each item of {items}"] : Array.Empty<string>(),
        ];
        messages.AddRange(blocks.Select(b => "  " + Text(b)));
        var sent = step.Request is { } request ? $"{request.Method} {Written.Path(request.Address)}" : step.Title;
        messages.Add($"  S->>{other}: {number} {Text(sent)}");
        var extracted = step.Extractions.Select(e => e.Name).ToList();
        var answer = step.Call is null ? step.Expect.Status?.Text ?? "2xx" : "outputs";
        messages.Add($"  {other}-->>S: {Text(extracted.Count == 0 ? answer : $"{answer} → {string.Join(", ", extracted)}")}");
        messages.AddRange(blocks.Select(_ => "  end"));
    }

    private string Participant(Step step)
    {
        var name = step switch
        {
            { Call: { } call } => tree.ByPath.GetValueOrDefault(call.File.FullPath)?.Title ?? call.File.Written,
            { Request: { } request } => request.Address.Origin.Whole?.Text ?? request.Address.Origin.Literal ?? "",
            _ => "",
        };
        if (!names.Contains(name))
            names.Add(name);
        return $"P{names.IndexOf(name) + 1}";
    }

    /// <summary>Everything that means something to Mermaid becomes a character code.</summary>
    private static string Text(string text)
    {
        var safe = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (
                Rune.IsLetterOrDigit(rune)
                || rune.Value == '→'
                || rune.IsAscii && Plain.Contains((char)rune.Value, StringComparison.Ordinal)
            )
                safe.Append(rune.ToString());
            else if (Rune.IsWhiteSpace(rune) || Rune.IsControl(rune))
                safe.Append(' ');
            else
                safe.Append(CultureInfo.InvariantCulture, $"#{rune.Value};");
        }
        // The word "end" closes a block.
        return EndWord()
            .Replace(safe.ToString().Trim(), m => string.Create(CultureInfo.InvariantCulture, $"#{(int)m.Value[0]};{m.Value[1..]}"));
    }

    [GeneratedRegex(@"\bend\b", RegexOptions.IgnoreCase)]
    private static partial Regex EndWord();
}
