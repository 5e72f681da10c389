using System.Runtime.InteropServices;

namespace PingOneScenarios.Cli;

/// <summary>
/// Ctrl+C, Ctrl+\, SIGTERM, and a terminal that goes away: the first one ends the steps, the second one everything, the third one is not
/// caught. What was ignored when the process began stays ignored.
/// </summary>
internal sealed class Signals : IDisposable
{
    private static readonly PosixSignal[] Ending = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT];

    private readonly CancellationTokenSource stop = new();
    private readonly CancellationTokenSource abort = new();
    private readonly List<PosixSignalRegistration> registered = [];

    public Signals()
    {
        var ignored = Inherited.Ignored(Ending);
        foreach (var signal in Ending)
            registered.Add(PosixSignalRegistration.Create(signal, ignored.Contains(signal) ? Ignore : End));
    }

    public CancellationToken Stop => stop.Token;

    public CancellationToken Abort => abort.Token;

    public void Dispose()
    {
        foreach (var registration in registered)
            registration.Dispose();
        stop.Dispose();
        abort.Dispose();
    }

    private static void Ignore(PosixSignalContext signal) => signal.Cancel = true;

    private void End(PosixSignalContext signal)
    {
        signal.Cancel = !abort.IsCancellationRequested;
        if (stop.IsCancellationRequested)
            abort.Cancel();
        stop.Cancel();
    }
}
