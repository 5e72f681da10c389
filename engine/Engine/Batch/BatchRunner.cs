using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Reporting.Ordering;

namespace PingOneScenarios.Engine.Batch;

/// <summary>
/// Many runs, some at a time, in the order they are given. What is told of them is told in that order too, whichever ends first, and so is
/// how each of them ended.
/// </summary>
/// <param name="wishes">How many at a time, and when no more begin.</param>
/// <param name="order">Takes what is told of them.</param>
/// <param name="ended">Hears how each of them ended, in the same order.</param>
/// <param name="live">Hears everything as it happens, from several threads; each run in its order.</param>
/// <param name="clock">Tells when a run could not begin.</param>
internal sealed class BatchRunner(BatchWishes wishes, RunOrder order, Action<BatchEnd> ended, IRunObserver? live, TimeProvider clock)
{
    private readonly Lock turn = new();
    private int wrong;
    private bool isOver;

    /// <summary>Whether runs were left because too many did not pass.</summary>
    public bool HasStopped { get; private set; }

    /// <summary>Whether each of them was begun.</summary>
    public bool HasBegunAll { get; private set; }

    /// <summary>Returns when all that began have ended; what one throws ends the beginning of others, and is thrown at the end.</summary>
    /// <param name="items">Taken one by one, as there is room for them.</param>
    /// <param name="abort">Ends even <c>finally</c> and undo.</param>
    /// <param name="ct">No more begin, and the steps of those under way end.</param>
    public async Task RunAsync(IEnumerable<BatchItem> items, CancellationToken abort, CancellationToken ct)
    {
        using var source = items.GetEnumerator();
        await Task.WhenAll(Enumerable.Range(0, wishes.Parallel).Select(_ => WorkAsync(source, abort, ct)));
    }

    private async Task WorkAsync(IEnumerator<BatchItem> source, CancellationToken abort, CancellationToken ct)
    {
        // Who only computes leaves the others their turn.
        if (wishes.Parallel > 1)
            await Task.Yield();
        try
        {
            while (Next(source, ct) is var (item, lane))
            {
                using (lane)
                    await RunAsync(item, lane, abort, ct);
            }
        }
        catch
        {
            lock (turn)
                isOver = true;
            throw;
        }
    }

    private (BatchItem Item, RunLane Lane)? Next(IEnumerator<BatchItem> source, CancellationToken ct)
    {
        lock (turn)
        {
            if (isOver || ct.IsCancellationRequested)
                return null;
            if (!source.MoveNext())
            {
                (isOver, HasBegunAll) = (true, true);
                return null;
            }
            if (wishes.StopAfter <= wrong)
            {
                (isOver, HasStopped) = (true, true);
                return null;
            }
            return (source.Current, order.Begin());
        }
    }

    private async Task RunAsync(BatchItem item, RunLane lane, CancellationToken abort, CancellationToken ct)
    {
        if (item.Standing is not null)
        {
            lane.End(() => ended(new BatchEnd(item, null, null)));
            return;
        }
        IRunObserver observer = live is null ? lane : new ObserverFanOut(lane, live);
        var end = await AttemptsAsync(item, observer, abort, ct);
        if (!end.HasPassed)
            lock (turn)
                wrong++;
        lane.End(() => ended(end));
    }

    private async Task<BatchEnd> AttemptsAsync(BatchItem item, IRunObserver observer, CancellationToken abort, CancellationToken ct)
    {
        for (var slot = item.Slot; ; slot = slot with { Attempt = slot.Attempt + 1 })
        {
            var prepared = await item.Prepare(slot, ct);
            if (prepared.NotStarted is { } stopped)
            {
                stopped = stopped with { At = clock.GetUtcNow() };
                observer.Observe(stopped);
                return EndOf(new BatchEnd(item, stopped, null), prepared);
            }
            var result = await prepared.RunAsync(observer, wishes.Gate, abort, ct);
            if (result.Summary is not { IsRunAnew: true } || ct.IsCancellationRequested)
                return EndOf(new BatchEnd(item, null, result), prepared);
        }
    }

    private static BatchEnd EndOf(BatchEnd end, PreparedRun run) => end with { Path = run.Path, Environment = run.Environment?.Name ?? "" };
}
