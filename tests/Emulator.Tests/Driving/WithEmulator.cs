using Microsoft.Extensions.Time.Testing;

namespace PingOneScenarios.Emulator.Tests.Driving;

/// <summary>A fresh emulator a test: stopped clock, seeded ids.</summary>
public abstract class WithEmulator : IAsyncLifetime
{
    private EmulatorServer? server;
    private Browser? worker;
    private Browser? browser;

    internal static DateTimeOffset Start { get; } = new(2026, 4, 20, 16, 19, 34, 570, TimeSpan.Zero);

    internal FakeTimeProvider Clock { get; } = new(Start);

    internal EmulatorServer Server => server!;

    /// <summary>Carries the worker's token.</summary>
    internal Browser Worker => worker!;

    /// <summary>Carries a user's cookies and no token.</summary>
    internal Browser User => browser!;

    internal string EnvironmentPath => $"/v1/environments/{Server.EnvironmentId}";

    internal string Sign => $"/{Server.EnvironmentId}/as";

    internal static EmulatorSettings Settings(TimeProvider clock, int seed = 1) => new() { Clock = clock, Ids = IdSource.Seeded(seed) };

    public async ValueTask InitializeAsync()
    {
        server = await EmulatorServer.StartAsync(Settings(Clock), TestContext.Current.CancellationToken);
        worker = new Browser(Server.Address);
        browser = new Browser(Server.Address);
        await RenewWorkerTokenAsync();
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        worker?.Dispose();
        browser?.Dispose();
        if (server is not null)
            await server.DisposeAsync();
    }

    internal async Task RenewWorkerTokenAsync()
    {
        Worker.Authorization = Secrets.Basic(Server.WorkerClientId, Server.WorkerClientSecret);
        var reply = await Worker.PostFormAsync($"{Sign}/token", ("grant_type", "client_credentials"));
        Worker.Authorization = $"Bearer {reply["access_token"]}";
    }
}
