using System.Net;
using System.Net.Sockets;
using PingOneScenarios.Emulator;
using PingOneScenarios.Engine.Tests.Http;

namespace PingOneScenarios.Cli.Tests.Driving;

/// <summary>Who a command can talk to on loopback: a local PingOne, two more with other clocks, a server of odd answers, a listener that never answers, a port nobody listens at.</summary>
public sealed class Peers : IAsyncLifetime
{
    private static readonly TimeSpan Shift = TimeSpan.FromMinutes(10);

    private readonly TcpListener silent = new(IPAddress.Loopback, 0);
    private readonly LoopbackServer odd = new(OddAnswers.To);
    private EmulatorServer? emulator;
    private EmulatorServer? late;
    private EmulatorServer? early;

    internal EmulatorServer Emulator => emulator!;

    /// <summary>Names for the addresses, as transcripts write them.</summary>
    internal IReadOnlyList<(string Name, string Address)> Names { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        // One seed for all: they have the same ids and secrets.
        emulator = await StartAsync(TimeSpan.Zero);
        late = await StartAsync(Shift);
        early = await StartAsync(-Shift);
        silent.Start();
        Names =
        [
            ("{emulator}", emulator.Address.Authority),
            ("{late}", late.Address.Authority),
            ("{early}", early.Address.Authority),
            ("{odd}", $"127.0.0.1:{odd.Port}"),
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
        await odd.DisposeAsync();
        foreach (var server in new[] { emulator, late, early }.OfType<EmulatorServer>())
            await server.DisposeAsync();
    }

    private static Task<EmulatorServer> StartAsync(TimeSpan ahead) =>
        EmulatorServer.StartAsync(
            new EmulatorSettings { Clock = new ShiftedClock(ahead), Ids = IdSource.Seeded(1) },
            TestContext.Current.CancellationToken
        );
}
