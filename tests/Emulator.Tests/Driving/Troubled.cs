using PingOneScenarios.Emulator.Faults;

namespace PingOneScenarios.Emulator.Tests.Driving;

/// <summary>An emulator with settings of its own, and its worker.</summary>
internal sealed class Troubled : IAsyncDisposable
{
    private Troubled(EmulatorServer server) => (Server, Worker) = (server, new Browser(server.Address));

    public EmulatorServer Server { get; }

    public Browser Worker { get; }

    public string EnvironmentPath => $"/v1/environments/{Server.EnvironmentId}";

    /// <summary>The worker has its token already.</summary>
    public static async Task<Troubled> StartAsync(params string[] faults)
    {
        var settings = new EmulatorSettings
        {
            Faults =
            [
                .. faults.Select(text => FaultSyntax.TryRead(text, out var fault, out var why) ? fault : throw new FormatException(why)),
            ],
        };
        var house = await StartAsync(settings);
        await house.SignOnAsync();
        return house;
    }

    public static async Task<Troubled> StartAsync(EmulatorSettings settings) =>
        new(await EmulatorServer.StartAsync(settings, TestContext.Current.CancellationToken));

    public async Task SignOnAsync()
    {
        Worker.Authorization = Secrets.Basic(Server.WorkerClientId, Server.WorkerClientSecret);
        var reply = await Worker.PostFormAsync($"/{Server.EnvironmentId}/as/token", ("grant_type", "client_credentials"));
        Worker.Authorization = $"Bearer {reply["access_token"]}";
    }

    public Task<Reply> PostAsync(string collection, string name) =>
        Worker.SendAsync(HttpMethod.Post, $"{EnvironmentPath}/{collection}", $$"""{"name":"{{name}}"}""");

    public async ValueTask DisposeAsync()
    {
        Worker.Dispose();
        await Server.DisposeAsync();
    }
}
