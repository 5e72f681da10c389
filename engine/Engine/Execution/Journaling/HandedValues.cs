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
    public static void Give(ImmutableArray<KeyValuePair<string, string>> values, RunHistory history, RunState state)
    {
        foreach (var (name, text) in values)
            history.Replace(name, (old, isWithheld) => Of(name, text, old, isWithheld, state));
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
