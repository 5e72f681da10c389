using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Engine.Batch.Load;

/// <summary>When the runs of a load begin. Times count from the begin of the load.</summary>
/// <param name="plan">What was asked for.</param>
internal sealed class LoadSchedule(LoadPlan plan)
{
    /// <summary>How many runs of an open load are under way at most, if nothing else is said.</summary>
    public const int UsualMostRunning = 1000;

    public LoadPlan Plan => plan;

    /// <summary>How many are under way at most.</summary>
    public int MostRunning => plan.MostRunning ?? UsualMostRunning;

    /// <summary>The most users there are at a time.</summary>
    public int Users => (int)Math.Max(plan.From, plan.To);

    /// <summary>In an open load: when a run is to begin; null when the time is up before.</summary>
    /// <param name="number">From 0.</param>
    public TimeSpan? StartOf(long number)
    {
        var seconds = SecondsUntil(number);
        return seconds < plan.Duration.TotalSeconds && Ticks(seconds) < plan.Duration ? Ticks(seconds) : null;
    }

    /// <summary>In a closed load: when a user begins to run, and when it begins no further run.</summary>
    /// <param name="user">From 0.</param>
    public (TimeSpan From, TimeSpan To) TurnsOf(int user)
    {
        if (plan.Ramp == TimeSpan.Zero || plan.From == plan.To)
            return (TimeSpan.Zero, plan.Duration);
        var moment = Shorter(plan.Ramp * ((user - plan.From) / (plan.To - plan.From)), plan.Duration);
        if (plan.To > plan.From)
            return (user < plan.From ? TimeSpan.Zero : moment, plan.Duration);
        return (TimeSpan.Zero, user < plan.To ? plan.Duration : moment);
    }

    // The rate is a straight line, so what was started by a time is the area below it: the run is begun where that area is its number.
    private double SecondsUntil(long number)
    {
        var ramp = plan.Ramp.TotalSeconds;
        if (number == 0 && plan.From + plan.To > 0)
            return 0;
        var ofRamp = (plan.From + plan.To) / 2 * ramp;
        if (number > ofRamp || ramp == 0)
            return plan.To > 0 ? ramp + (number - ofRamp) / plan.To : double.PositiveInfinity;
        var slope = (plan.To - plan.From) / ramp;
        return 2 * number / (plan.From + Math.Sqrt(Math.Max(0, plan.From * plan.From + 2 * slope * number)));
    }

    private static TimeSpan Ticks(double seconds) => TimeSpan.FromTicks((long)Math.Round(seconds * TimeSpan.TicksPerSecond));

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
