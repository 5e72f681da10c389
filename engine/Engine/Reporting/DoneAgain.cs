using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Engine.Reporting;

/// <summary>Which steps were done again after their run had stopped: what they did the last time is what counts.</summary>
internal static class DoneAgain
{
    /// <summary>For each step whether a later one is the same, done when the run had gone on.</summary>
    /// <param name="steps">In the order they ended: what a call ran comes before the call.</param>
    public static bool[] Of(IReadOnlyList<StepMark> steps)
    {
        var isAgain = new bool[steps.Count];
        if (steps.Count == 0 || steps[^1].Stretch == 0)
            return isAgain;
        var callers = CallersOf(steps);
        var scopes = new int[steps.Count];
        // What a call ran belongs to it as it ended the last time: it may have gone on within.
        var lasts = new int[steps.Count];
        var known = new Dictionary<(int Scope, long Key), int>();
        for (var i = steps.Count - 1; i >= 0; i--)
        {
            var (step, caller) = (steps[i], callers[i]);
            scopes[i] =
                caller < 0 ? -1
                : step.IsObtained ? scopes[caller]
                : lasts[caller];
            known.TryAdd((scopes[i], step.Key), i);
            var last = known[(scopes[i], step.Key)];
            isAgain[i] = steps[last].Stretch > step.Stretch;
            lasts[i] = isAgain[i] ? last : i;
        }
        return isAgain;
    }

    // The next step less deep: the one that called it, or that it was obtained before; -1 for none.
    private static int[] CallersOf(IReadOnlyList<StepMark> steps)
    {
        var callers = new int[steps.Count];
        var above = new Stack<int>();
        for (var i = steps.Count - 1; i >= 0; i--)
        {
            while (above.TryPeek(out var next) && steps[next].Depth >= steps[i].Depth)
                above.Pop();
            callers[i] = above.TryPeek(out var caller) ? caller : -1;
            above.Push(i);
        }
        return callers;
    }

    /// <summary>The steps without those that were done again.</summary>
    public static IEnumerable<StepLog> Left(IReadOnlyList<StepLog> steps)
    {
        var isAgain = Of([.. steps.Select(StepMark.Of)]);
        return steps.Where((_, i) => !isAgain[i]);
    }
}

/// <summary>A step, as far as others can be the same.</summary>
/// <param name="Key">Which step of its scenario and which turn.</param>
/// <param name="Depth">See <see cref="ShownPlace.Depth"/>.</param>
/// <param name="IsObtained">Whether its scenario was run for an input.</param>
/// <param name="Stretch">How often the run had gone on when it ended.</param>
internal readonly record struct StepMark(long Key, int Depth, bool IsObtained, int Stretch)
{
    public static StepMark Of(StepLog step)
    {
        var place = step.Step.Step;
        var (one, other) = (
            HashCode.Combine(place.Phase, place.Number, place.Turn, place.Id),
            HashCode.Combine(place.Id, place.For, place.Turn, place.Number)
        );
        var isObtained = place.For.Text.StartsWith("input ", StringComparison.Ordinal);
        return new StepMark(((long)one << 32) | (uint)other, place.Depth, isObtained, step.Stretch);
    }
}
