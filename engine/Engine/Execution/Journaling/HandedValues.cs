using System.Collections.Immutable;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Execution.Journaling;

/// <summary>Values that a person gives to a run that goes on, in place of those it had.</summary>
internal static class HandedValues
{
    /// <summary>Puts them where a variable of the name was left; a name that no step gave, and no scenario began with, is passed over.</summary>
    /// <param name="values">By name, as text.</param>
    /// <param name="history">What the run did.</param>
    /// <param name="state">Hides what is secret of them.</param>
    /// <returns>Those that took the place of others.</returns>
    public static ImmutableArray<Variable> Give(ImmutableArray<KeyValuePair<string, string>> values, RunHistory history, RunState state)
    {
        var given = new Dictionary<string, Variable>(StringComparer.Ordinal);
        foreach (var (name, text) in values)
            history.Replace(name, (old, isWithheld) => given[name] = Of(name, text, old, isWithheld, state));
        return [.. given.Values];
    }

    // As secret as the one it takes the place of.
    private static Variable Of(string name, string text, Variable? old, bool isWithheld, RunState state)
    {
        Value value = new TextValue(text);
        if (isWithheld || old is { Labels.IsEmpty: false })
            value = value.Labelled(state.Secrets.LabelFound(name, value, old?.Labels ?? LabelSet.None));
        return new Variable(name, value, "given when the run went on") { IsRenewed = true };
    }
}
