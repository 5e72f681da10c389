using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Engine.Reporting;

/// <summary>Which steps were done again after their run had stopped: what they did the last time is what counts.</summary>
internal static class DoneAgain
{
    /// <summary>For each step whether a later one is the same, done when the run had gone on. With a call all it called was done again.</summary>
    /// <param name="steps">In the order they ended: what a call ran comes before the call.</param>
    public static bool[] Of(IReadOnlyList<StepMark> steps)
    {
        var isAgain = new bool[steps.Count];
        if (steps.Count == 0 || steps[^1].Stretch == 0)
            return isAgain;
        var scopes = new int[steps.Count];
        var last = new Dictionary<(int Scope, long Key), int>();
        var above = new Stack<int>();
        for (var i = steps.Count - 1; i >= 0; i--)
        {
            var step = steps[i];
            while (above.TryPeek(out var deep) && steps[deep].Depth >= step.Depth)
                above.Pop();
            var caller = above.TryPeek(out var next) ? next : -1;
            above.Push(i);
            scopes[i] =
                !step.IsObtained ? caller
                : caller < 0 ? -1
                : scopes[caller];
            isAgain[i] =
                caller >= 0 && isAgain[caller] && !step.IsObtained
                || !last.TryAdd((scopes[i], step.Key), step.Stretch) && last[(scopes[i], step.Key)] > step.Stretch;
        }
        return isAgain;
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
