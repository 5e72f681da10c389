using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Trust;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Execution;

/// <summary>A problem in a turn of <c>for_each</c> says which item that turn was for.</summary>
internal static class LoopItem
{
    /// <summary>In characters; an item may be a map of any size.</summary>
    private const int LongestShown = 120;

    /// <summary>The same result, its first problem with the item of the turn.</summary>
    public static StepResult Name(Turn turn, StepResult result, SecretRegister secrets) =>
        turn.Place.Turns == 0 || result.Problems.IsEmpty
            ? result
            : result with
            {
                Problems = result.Problems.SetItem(0, Name(turn, result.Problems[0], secrets)),
            };

    /// <summary>The same problem with the item of the turn; as it is outside of a loop.</summary>
    public static Diagnostic Name(Turn turn, Diagnostic problem, SecretRegister secrets)
    {
        if (turn.Place.Turns == 0 || !turn.Bag.TryGet(ScopeTable.Item.Name, out var item))
            return problem;
        var shown = secrets.ShownFor(ValueJson.Write(new Rendered(item.Value).Shown));
        // Before it is cut, so that no half of a secret escapes.
        shown = secrets.Mask.Apply(shown);
        if (shown.Length > LongestShown)
            shown = shown[..(LongestShown - (char.IsHighSurrogate(shown[LongestShown - 1]) ? 1 : 0))] + "…";
        var turned = $"it was turn {turn.Place.Turn} of {turn.Place.Turns} of for_each, for {shown}";
        return problem with { Why = problem.Why is null ? turned : $"{problem.Why}\n{turned}" };
    }
}
