using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Trust;

namespace PingOneScenarios.Engine.Planning;

/// <summary>What settles a request of which nobody knows whether it arrived, with nothing left open.</summary>
/// <param name="Way">How it is settled.</param>
/// <param name="IsSaid">Whether the file says so; what is only usual for a method counts when a run is resumed, not in a live one.</param>
internal sealed record PlannedUnknown(UnknownWay Way, bool IsSaid)
{
    /// <summary>The step that finds out, ready to be run; null without one.</summary>
    public PlannedStep? Probe { get; init; }

    /// <summary>The statuses that say that the request was not carried out; null for none.</summary>
    public StatusExpectation? Absent { get; init; }

    /// <summary>How often the probe is sent; null without one.</summary>
    public SettledRetry? Retry { get; init; }

    /// <summary>How often the probe is sent at most: what it says did not happen is asked once more.</summary>
    public int MostProbes => Probe is null ? 0 : (Retry?.Attempts ?? RetryPolicy.MostAttempts) + 1;

    /// <summary>For a step with its defaults filled in; null where nothing can be in doubt.</summary>
    /// <param name="step">The step.</param>
    /// <param name="request">What it sends.</param>
    /// <param name="sendsKey">Whether it sends an idempotency key of the engine's.</param>
    public static PlannedUnknown? Of(Step step, RequestTemplate request, bool sendsKey)
    {
        if (MethodTable.IsSafe(request.Method))
            return null;
        if (step.OnUnknown?.Probe is { } probe)
            return OfProbe(step, DefaultsMerge.Beside(request, probe.Request), probe);
        return step.OnUnknown is { } written ? new PlannedUnknown(written.Way, IsSaid: true)
            : sendsKey ? new PlannedUnknown(UnknownWay.Again, IsSaid: true)
            : new PlannedUnknown(MethodTable.MayBeRepeated(request.Method) ? UnknownWay.Again : UnknownWay.Ask, IsSaid: false);
    }

    private static PlannedUnknown OfProbe(Step step, RequestTemplate request, ProbeTemplate probe)
    {
        var alone = new Step
        {
            Id = step.Id,
            Title = step.Title,
            Span = request.Span,
            Request = request,
            Expect = probe.Expect,
            Extractions = [.. probe.Extractions.Select(e => AsIn(step, e))],
        };
        return new PlannedUnknown(UnknownWay.Probe, IsSaid: true)
        {
            Probe = new PlannedStep(alone, request, null, null),
            Absent = probe.Absent,
            Retry = SettledRetry.Of(probe.Retry ?? new RetryPolicy { Span = request.Span }, request.Method),
        };
    }

    // What is secret in the answer that was lost is secret wherever it is found.
    private static Extraction AsIn(Step step, Extraction extraction) =>
        extraction.Secret is null && step.Extractions.FirstOrDefault(e => e.Name == extraction.Name) is { } lost
            ? extraction with
            {
                Secret = lost.Secret ?? (SecretRule.IsSecret(lost, step) ? true : null),
            }
            : extraction;
}
