using System.Text.Json;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Execution.Journaling;

/// <summary>What facts are put together of; <see cref="HistoryReader"/> reads it back.</summary>
/// <param name="values">Writes values with their labels.</param>
internal sealed class FactParts(StateWriter values)
{
    /// <summary>The requests nobody knows of whether they were carried out.</summary>
    /// <param name="json">Takes it.</param>
    /// <param name="open">The requests.</param>
    /// <param name="givenBy">The names of what the lost answer of a step would have given.</param>
    public static void WriteDoubts(Utf8JsonWriter json, IReadOnlyList<Doubt> open, Func<string, IEnumerable<string>> givenBy)
    {
        json.WriteStartArray("doubts");
        foreach (var doubt in open)
        {
            json.WriteStartObject();
            WritePlace(json, doubt.Place);
            json.WriteString("method", doubt.Method);
            json.WriteString("address", doubt.Address);
            json.WriteNumber("attempt", doubt.Attempt);
            json.WriteString("reason", doubt.Reason);
            json.WriteString("since", doubt.At);
            WriteNames(json, "gives", [.. givenBy(doubt.Place.Path)]);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    /// <summary>A step in its turn, and what decided that it is run.</summary>
    public void WriteTurn(Utf8JsonWriter json, Turn turn)
    {
        WritePlace(json, turn.Place);
        json.WritePropertyName("cause");
        values.WriteLabels(json, turn.Step.Cause);
    }

    /// <summary>What a step leaves: what it extracts, and what was set by hand.</summary>
    public void WriteChanges(Utf8JsonWriter json, Turn turn, StepResult result)
    {
        var names = turn.Step.Step.Extractions.Select(e => e.Name).Concat(result.Edited).Distinct(StringComparer.Ordinal).ToList();
        WriteVariables(json, names.Select(name => result.Bag.TryGet(name, out var there) ? there : null).OfType<Variable>());
        json.WriteStartObject("lacking");
        foreach (var name in names)
        {
            if (!result.Bag.TryGet(name, out _) && result.Bag.ReasonFor(name) is { } reason)
                json.WriteString(name, reason);
        }
        json.WriteEndObject();
        json.WriteStartObject("until");
        foreach (var (name, until) in result.GoodUntil)
            json.WriteString(name, until);
        json.WriteEndObject();
    }

    public void WriteVariables(Utf8JsonWriter json, IEnumerable<Variable> variables)
    {
        json.WriteStartArray("variables");
        foreach (var variable in variables)
            values.WriteVariable(json, variable);
        json.WriteEndArray();
    }

    public static void WriteNames(Utf8JsonWriter json, string member, IReadOnlyCollection<string> names)
    {
        if (names.Count == 0)
            return;
        json.WriteStartArray(member);
        foreach (var name in names)
            json.WriteStringValue(name);
        json.WriteEndArray();
    }

    public static void WritePlace(Utf8JsonWriter json, StepPlace place)
    {
        json.WriteString("at", place.Path);
        json.WriteString("phase", place.Phase.ToString());
        json.WriteNumber("number", place.Number);
        json.WriteNumber("total", place.Total);
        json.WriteNumber("depth", place.Depth);
        json.WriteString("id", place.Id);
        json.WriteString("title", place.Title);
        json.WriteNumber("turn", place.Turn);
        json.WriteNumber("turns", place.Turns);
        json.WriteString("for", place.For);
        json.WriteString("prefix", place.Prefix);
    }
}
