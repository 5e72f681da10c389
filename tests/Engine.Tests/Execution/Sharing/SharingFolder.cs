using PingOneScenarios.Engine.Execution.Sharing;
using PingOneScenarios.Engine.Tests.Http;

namespace PingOneScenarios.Engine.Tests.Execution.Sharing;

/// <summary>Runs of one file, in one folder, that obtain a token from another file there.</summary>
internal sealed class SharingFolder : IDisposable
{
    public const string Token = """
        scenario: Get a token
        inputs:
          api: { type: url }
          clientSecret: { secret: true }
        steps:
          - step: Ask for it
            request: POST <<api>>/token
            form: { secret: <<clientSecret>> }
            expect: { status: 200 }
            extract: { accessToken: $.access_token }
        outputs:
          accessToken: <<accessToken>>
        """;

    public const string Main = """
        scenario: Use a token
        inputs:
          api: { type: url }
          v: { required: false }
          accessToken: { secret: true, obtain: token.yaml }
        steps:
          - step: Use it
            request: GET <<api>>/use/<<v>>
            auth: { bearer: <<accessToken>> }
            expect: { status: 200 }
        """;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("p1s-shared-");

    public SharingFolder(string token = Token)
    {
        Write("token.yaml", token);
        Write("test.yaml", Main);
    }

    public Workspace Workspace { get; init; } = new();

    public SharedRuns? Shared { get; init; } = new();

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    public string Scenario
    {
        get;
        init => Write("test.yaml", field = value);
    } = Main;

    public string Path => folder.FullName;

    public void Write(string name, string text) => File.WriteAllText(System.IO.Path.Combine(folder.FullName, name), text);

    public Task<Happened> RunAsync(
        LoopbackServer server,
        string v = "x",
        string secret = "Client-secret-7",
        CancellationToken? stop = null
    ) => Prepared(server, v, secret, stop).RunAsync();

    /// <summary>A run that is not begun.</summary>
    public ScenarioRun Prepared(LoopbackServer server, string v = "x", string secret = "Client-secret-7", CancellationToken? stop = null)
    {
        var run = new ScenarioRun(Scenario)
        {
            Workspace = Workspace,
            Shared = Shared,
            Clock = Clock,
            Folder = folder.FullName,
            Stop = stop ?? TestContext.Current.CancellationToken,
        };
        return run.With("api", server.Address).With("v", v).With("clientSecret", secret);
    }

    /// <summary>A run that is given nothing but which one it is.</summary>
    public ScenarioRun Bare(string v) =>
        new ScenarioRun(Scenario)
        {
            Workspace = Workspace,
            Shared = Shared,
            Clock = Clock,
            Folder = folder.FullName,
        }.With("v", v);

    public static Task<Happened[]> ManyAsync(int runs, Func<int, Task<Happened>> run) =>
        Task.WhenAll(Enumerable.Range(0, runs).Select(i => Task.Run(() => run(i))));

    public static bool IsToken(Recorded request) => request.Line.Contains("/token", StringComparison.Ordinal);

    public static int TokensOf(LoopbackServer server) => server.Requests.Count(IsToken);

    public void Dispose()
    {
        Workspace.Dispose();
        folder.Delete(recursive: true);
    }
}
