using System.Collections.Immutable;
using System.Text;
using PingOneScenarios.Engine.Reporting.Diffing;

namespace PingOneScenarios.Cli.Display;

/// <summary>What differs between two runs, for people and for programs.</summary>
internal static class ChangeText
{
    /// <summary>The words for the kinds of changes.</summary>
    public static IReadOnlyList<string> Kinds { get; } = [.. Enum.GetValues<ChangeKind>().Select(Word)];

    /// <summary>Without a line break at its end.</summary>
    public static string Lines(ImmutableArray<Change> changes)
    {
        if (changes.IsEmpty)
            return "no difference";
        var text = new StringBuilder();
        foreach (var scenario in changes.GroupBy(c => c.Scenario))
        {
            text.Append(SafeText.Line(scenario.Key)).Append('\n');
            foreach (var step in scenario.GroupBy(c => c.Step))
                Append(text, step.Key, [.. step]);
            text.Append('\n');
        }
        return text.Append(Count(changes.Length)).ToString();
    }

    public static string Json(ImmutableArray<Change> changes) =>
        PrintedJson.Write(json =>
        {
            json.WriteStartArray();
            foreach (var change in changes)
            {
                json.WriteStartObject();
                json.WriteString("scenario", change.Scenario);
                json.WriteString("step", change.Step);
                json.WriteString("kind", Word(change.Kind));
                json.WriteString("where", change.Where);
                json.WriteString("before", change.Before);
                json.WriteString("after", change.After);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        });

    private static void Append(StringBuilder text, string step, ImmutableArray<Change> changes)
    {
        if (step.Length > 0)
            text.Append("  ").Append(SafeText.Line(step)).Append('\n');
        foreach (var change in changes)
        {
            text.Append(step.Length > 0 ? "    " : "  ").Append($"{Word(change.Kind), -8}  {SafeText.Line(change.Where)}: ");
            text.Append($"{SafeText.Line(change.Before)} → {SafeText.Line(change.After)}").Append('\n');
        }
    }

    public static string Word(ChangeKind kind) => kind.ToString().ToLowerInvariant();

    private static string Count(int changes) => changes == 1 ? "1 difference" : $"{changes} differences";
}
