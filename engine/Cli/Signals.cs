using System.Runtime.InteropServices;

namespace PingOneScenarios.Cli;

/// <summary>Ctrl+C and SIGTERM: the first one ends the steps, the second one everything.</summary>
internal sealed class Signals : IDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly CancellationTokenSource abort = new();
    private readonly PosixSignalRegistration interrupt;
    private readonly PosixSignalRegistration terminate;

    public Signals()
    {
        interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
        terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
    }

    public CancellationToken Stop => stop.Token;

    public CancellationToken Abort => abort.Token;

    public void Dispose()
    {
        interrupt.Dispose();
        terminate.Dispose();
        stop.Dispose();
        abort.Dispose();
    }

    private void End(PosixSignalContext signal)
    {
        signal.Cancel = true;
        if (stop.IsCancellationRequested)
            abort.Cancel();
        stop.Cancel();
    }
}
