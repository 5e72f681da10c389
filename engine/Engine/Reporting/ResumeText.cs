using System.Globalization;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Reporting;

/// <summary>How a run went on that had stopped, in one line each.</summary>
internal static class ResumeText
{
    /// <summary>Where it goes on, how much later, and why: <c>resumed at step 7 "Create a user", 3 h 12 min after it had stopped: the process ended</c>.</summary>
    public static string Of(RunResumed resumed) => $"resumed {PlaceOf(resumed)}, {GapOf(resumed)} after it had stopped: {resumed.Why}";

    /// <summary>For how long it had stopped; never less than nothing, whatever the clock did.</summary>
    public static string GapOf(RunResumed resumed) => DurationText.Long(Gap(resumed));

    /// <inheritdoc cref="GapOf"/>
    public static TimeSpan Gap(RunResumed resumed) => resumed.At > resumed.StoppedAt ? resumed.At - resumed.StoppedAt : TimeSpan.Zero;

    /// <summary>Which step it goes on with.</summary>
    public static string PlaceOf(RunResumed resumed) =>
        resumed.Step switch
        {
            null => "behind its last step",
            { Depth: 0, Phase: Phase.Steps } step => string.Create(
                CultureInfo.InvariantCulture,
                $"at step {step.Number} \"{StepNames.Of(step)}\""
            ),
            var step => $"at \"{StepNames.Of(step with { For = default })}\"{(step.For.Length == 0 ? "" : $" for {step.For}")}",
        };

    /// <summary>Who says what became of a request in doubt: <c>settled by the operator: POST … was carried out (step "…": …)</c>.</summary>
    public static string Of(DoubtSettled settled) =>
        $"settled by {settled.By}: {settled.Request.Method} {settled.Request.Address} {EndOf(settled.End)} ({DoubtText.Cause(settled.Request)})";

    private static string EndOf(DoubtEnd end) =>
        end switch
        {
            DoubtEnd.Happened => "was carried out",
            DoubtEnd.DidNotHappen => "did not arrive, and is sent again",
            _ => "is sent again, whatever became of it",
        };
}
