using System.Collections.Immutable;
using PingOneScenarios.Emulator;
using PingOneScenarios.Engine;

namespace PingOneScenarios.Cli.Locals;

/// <summary>A local PingOne with what its fixtures put there.</summary>
internal sealed class LocalServer(EmulatorServer emulator, FixtureRunner fixtures) : IAsyncDisposable
{
    public EmulatorServer Emulator => emulator;

    /// <summary>The outputs of the fixtures, a later one in the place of an earlier one of its name.</summary>
    public ImmutableArray<RunOutput> Given { get; private set; } = [];

    /// <summary>As an environment.</summary>
    public LocalPingOne Environment =>
        new(emulator.ApiPath, emulator.AuthPath, emulator.EnvironmentId, emulator.WorkerClientId, emulator.WorkerClientSecret)
        {
            InboxUrl = emulator.InboxUrl,
            JwksUrl = emulator.JwksUrl,
            Given = Given,
        };

    /// <exception cref="EmulatorStartException">The port is taken or may not be used.</exception>
    /// <exception cref="FixtureFailedException">A fixture did not pass, which has been told.</exception>
    public static async Task<LocalServer> StartAsync(EmulatorSettings settings, FixtureRunner fixtures, CancellationToken ct)
    {
        var server = new LocalServer(await EmulatorServer.StartAsync(settings, ct), fixtures);
        try
        {
            await server.RunFixturesAsync(ct);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
        return server;
    }

    /// <summary>Another PingOne at the same address, with what the fixtures put there anew.</summary>
    /// <inheritdoc cref="StartAsync" path="/exception"/>
    public async Task RenewAsync(CancellationToken ct)
    {
        emulator.Renew();
        await RunFixturesAsync(ct);
    }

    public ValueTask DisposeAsync() => emulator.DisposeAsync();

    private async Task RunFixturesAsync(CancellationToken ct)
    {
        Given = [];
        foreach (var path in fixtures.Paths)
        {
            var outputs = await fixtures.RunAsync(path, Environment, ct);
            Given = [.. Given.Where(given => outputs.All(output => output.Name != given.Name)), .. outputs];
        }
    }
}
