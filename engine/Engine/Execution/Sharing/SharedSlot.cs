namespace PingOneScenarios.Engine.Execution.Sharing;

/// <summary>One scenario that is run by one for all: whoever asks has what it gave, runs it, or waits for the one who does. Safe to use from several threads.</summary>
internal sealed class SharedSlot
{
    private readonly Lock turn = new();
    private readonly LinkedList<TaskCompletionSource<SharedTurn>> waiting = [];
    private SharedOutputs? good;
    private bool isBeingRun;
    private bool isOwn;

    /// <summary>What to do for the value; whoever is to run it says how that ended, whatever happens.</summary>
    /// <exception cref="OperationCanceledException">The wish to stop came first.</exception>
    public async Task<SharedTurn> AskAsync(DateTimeOffset now, CancellationToken ct)
    {
        LinkedListNode<TaskCompletionSource<SharedTurn>> place;
        lock (turn)
        {
            if (Answer(now) is { } answer)
                return answer;
            ct.ThrowIfCancellationRequested();
            place = waiting.AddLast(new TaskCompletionSource<SharedTurn>(TaskCreationOptions.RunContinuationsAsynchronously));
        }
        await using var stop = ct.UnsafeRegister((_, token) => Leave(place, token), null);
        return await place.Value.Task;
    }

    /// <summary>It passed.</summary>
    public void Give(SharedOutputs outputs)
    {
        lock (turn)
        {
            good = outputs;
            End(new SharedTurn(outputs, null));
        }
    }

    /// <summary>It did not pass: those who wait do not have it either, whoever asks next runs it anew.</summary>
    public void Fail(SharedFailure failure)
    {
        lock (turn)
            End(new SharedTurn(null, failure));
    }

    /// <summary>Nobody knows how it would have ended: the one who waits longest takes over.</summary>
    public void LetGo()
    {
        lock (turn)
        {
            isBeingRun = waiting.Count > 0;
            if (waiting.First is not { } next)
                return;
            waiting.Remove(next);
            next.Value.SetResult(SharedTurn.Run);
        }
    }

    /// <summary>What it left cannot be shared: each runs it for itself.</summary>
    public void KeepApart()
    {
        lock (turn)
        {
            isOwn = true;
            End(SharedTurn.Apart);
        }
    }

    // One that is to be renewed is good for the others meanwhile.
    private SharedTurn? Answer(DateTimeOffset now)
    {
        if (isOwn)
            return SharedTurn.Apart;
        if (good is { } had && now < had.Until && (isBeingRun || now < had.RenewAt))
            return new SharedTurn(had, null);
        if (isBeingRun)
            return null;
        isBeingRun = true;
        return SharedTurn.Run;
    }

    private void End(SharedTurn how)
    {
        isBeingRun = false;
        foreach (var waiter in waiting)
            waiter.SetResult(how);
        waiting.Clear();
    }

    private void Leave(LinkedListNode<TaskCompletionSource<SharedTurn>> place, CancellationToken ct)
    {
        lock (turn)
        {
            if (place.List is null)
                return;
            waiting.Remove(place);
            place.Value.SetCanceled(ct);
        }
    }
}

/// <summary>What somebody who asks is to do: take the outputs, end as the failure says, or, without either, run it.</summary>
internal sealed record SharedTurn(SharedOutputs? Outputs, SharedFailure? Failure)
{
    /// <summary>To run it for all.</summary>
    public static SharedTurn Run { get; } = new(null, null);

    /// <summary>To run it for itself alone.</summary>
    public static SharedTurn Apart { get; } = new(null, null);
}
