using System.Collections.Immutable;
using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Engine.Reporting;

/// <summary>
/// What was told of steps that have not ended. Only a step without a request, a call, has steps within it: what is sent belongs to the step
/// that ends next, unless the run stopped in between and goes on elsewhere.
/// </summary>
internal sealed class StepGathering
{
    private readonly List<RequestSent> sent = [];
    private readonly List<RetryScheduled> retries = [];
    private readonly List<RunResumed> resumptions = [];
    private readonly List<DoubtSettled> settled = [];
    private int stretch;

    public void Follow(RunEvent happened)
    {
        switch (happened)
        {
            case RunStarted:
                Clear();
                break;
            case RequestSent request:
                sent.Add(request);
                break;
            case RetryScheduled retry:
                retries.Add(retry);
                break;
            case RunResumed resumed:
                stretch++;
                resumptions.Add(resumed);
                break;
            case DoubtSettled doubt:
                settled.Add(doubt);
                break;
        }
    }

    /// <summary>All that was told of a step that has ended.</summary>
    public StepLog Take(StepFinished step)
    {
        if (stretch > 0)
            return TakeOwn(step);
        var log = new StepLog(step, Exchanges(sent), [.. retries]);
        sent.Clear();
        retries.Clear();
        return log;
    }

    private StepLog TakeOwn(StepFinished step) =>
        new(step, Exchanges(Taken(sent, s => s.Step, step.Step)), [.. Taken(retries, r => r.Step, step.Step)])
        {
            Stretch = stretch,
            Resumptions = [.. Taken(resumptions, r => r.Step, step.Step)],
            Settled = [.. Taken(settled, s => s.Step, step.Step)],
        };

    private static ImmutableArray<ExchangeRecord> Exchanges(List<RequestSent> sent)
    {
        if (sent.Count == 0)
            return [];
        var exchanges = ImmutableArray.CreateBuilder<ExchangeRecord>(sent.Count);
        foreach (var request in sent)
            exchanges.Add(request.Exchange);
        return exchanges.MoveToImmutable();
    }

    private static List<T> Taken<T>(List<T> all, Func<T, ShownPlace?> placeOf, ShownPlace step)
    {
        var taken = all.FindAll(e => IsSame(placeOf(e), step));
        all.RemoveAll(e => IsSame(placeOf(e), step));
        return taken;
    }

    // A title may be told with less in it when more secrets are known.
    private static bool IsSame(ShownPlace? place, ShownPlace step) =>
        place is not null
        && (place.Phase, place.Number, place.Depth, place.Turn, place.Id) == (step.Phase, step.Number, step.Depth, step.Turn, step.Id);

    private void Clear()
    {
        sent.Clear();
        retries.Clear();
        resumptions.Clear();
        settled.Clear();
        stretch = 0;
    }
}
