namespace PingOneScenarios.Emulator.State;

/// <summary>Writes the state soon after it changed, and once more at the end. A large state is written less often: it takes a tenth of the time at most.</summary>
internal sealed class StateSaver : IAsyncDisposable
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1);

    private readonly StateFile file;
    private readonly CurrentOrganization current;
    private readonly CancellationTokenSource end = new();
    private readonly Task saving;
    private int changes;

    public StateSaver(StateFile file, CurrentOrganization current)
    {
        (this.file, this.current) = (file, current);
        saving = Task.Run(SaveAsync);
    }

    /// <summary>A request may have changed something.</summary>
    public void Changed() => Interlocked.Increment(ref changes);

    /// <summary>Writes what is still to be written.</summary>
    /// <exception cref="StateRefusedException">It cannot be written.</exception>
    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await saving;
        end.Dispose();
        if (current.Opened is not { } organization)
            return;
        try
        {
            file.Write(Snapshot.Of(organization));
        }
        catch (StateRefusedException refused)
        {
            throw new StateRefusedException(refused.Path, refused.Why) { IsLoss = true };
        }
    }

    private async Task SaveAsync()
    {
        var pause = ShortestPause;
        while (!end.IsCancellationRequested)
        {
            await Task.Delay(pause, TimeProvider.System, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (end.IsCancellationRequested || Interlocked.Exchange(ref changes, 0) == 0)
                continue;
            var start = TimeProvider.System.GetTimestamp();
            try
            {
                file.Write(Snapshot.Of(current.Opened!));
            }
            catch (StateRefusedException)
            {
                // It is tried again, and the last time tells.
                Changed();
            }
            var took = TimeProvider.System.GetElapsedTime(start) * 10;
            pause = took > ShortestPause ? took : ShortestPause;
        }
    }
}
