using System.Net;
using System.Net.Sockets;
using PingOneScenarios.Emulator;

namespace PingOneScenarios.Cli.Tests.Driving;

/// <summary>Who a command can talk to on loopback: a local PingOne, a listener that never answers, a port nobody listens at.</summary>
public sealed class Peers : IAsyncLifetime
{
    private readonly TcpListener silent = new(IPAddress.Loopback, 0);
    private EmulatorServer? emulator;

    internal EmulatorServer Emulator => emulator!;

    /// <summary>Names for the addresses, as transcripts write them.</summary>
    internal IReadOnlyList<(string Name, string Address)> Names { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        emulator = await EmulatorServer.StartAsync(new EmulatorSettings(), TestContext.Current.CancellationToken);
        silent.Start();
        Names =
        [
            ("{emulator}", emulator.Address.Authority),
            ("{silent}", silent.LocalEndpoint.ToString()!),
            ("{closed}", "127.0.0.1:1"),
            ("{environment}", emulator.EnvironmentId),
            ("{worker}", emulator.WorkerClientId),
            ("{secret}", emulator.WorkerClientSecret),
        ];
    }

    public async ValueTask DisposeAsync()
    {
        silent.Dispose();
        if (emulator is not null)
            await emulator.DisposeAsync();
    }
}
