using System.Text.RegularExpressions;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Planning;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Tests.Http;

namespace PingOneScenarios.Engine.Tests.Loading;

/// <summary>The wrong files of tests/cases/wrong, run against a server that would answer: it never hears of them.</summary>
public sealed partial class NothingSentTests
{
    private const string RightFile =
        "scenario: Right\ninputs: { apiPath: { type: url } }\nsteps:\n  - step: Read\n    request: GET <<apiPath>>/a\n";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string> Files =>
        [.. Directory.EnumerateFiles(RepositoryRoot.PathOf("tests", "cases", "wrong"), "*.txt").Select(f => Path.GetFileName(f)!)];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_wrong_file_never_sends_a_request(string file)
    {
        await using var server = new LoopbackServer("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
        using var workspace = new Workspace(TimeProvider.System, RandomSource.System);
        var isEnvironment = file == "environments.txt";
        var wrong = 0;
        foreach (var files in CaseFiles.Read(file, isEnvironment ? "mine.yaml" : "scenario.yaml"))
        {
            using var pack = new TemporaryPack();
            foreach (var (path, text) in files.Files)
                pack.Write(path, isEnvironment ? text : Host().Replace(text, server.Address));
            if (isEnvironment)
                pack.Write("scenario.yaml", RightFile);
            // What is only probably not meant is run.
            var before = server.Requests.Count;
            var (result, happened) = await RunAsync(workspace, pack, server, isEnvironment ? "mine.yaml" : null);
            if (!result.Diagnostics.Any(d => d.Severity == Severity.Error))
                continue;
            wrong++;
            Assert.True(result.Summary is null && happened == 0 && server.Requests.Count == before, $"{file}: {files.Name}");
        }
        Assert.True(wrong > 0, $"no file of {file} is wrong");
    }

    [Fact]
    public async Task The_server_hears_of_a_right_file()
    {
        await using var server = new LoopbackServer("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
        using var workspace = new Workspace(TimeProvider.System, RandomSource.System);
        using var pack = new TemporaryPack();
        pack.Write("scenario.yaml", RightFile);

        var (result, happened) = await RunAsync(workspace, pack, server, environment: null);

        Assert.Empty(result.Diagnostics.Where(d => d.Severity == Severity.Error));
        Assert.True(happened > 0);
        Assert.Equal("GET /a HTTP/1.1", server.Only.Line);
    }

    private static async Task<(RunResult Result, int Happened)> RunAsync(
        Workspace workspace,
        TemporaryPack pack,
        LoopbackServer server,
        string? environment
    )
    {
        var observer = new Counting();
        var settings = new RunSettings
        {
            Operator = new Generous(server.Address),
            Environment = environment is null ? null : pack.PathOf(environment),
            AllowOrigins = [server.Address],
        };
        // What is right but for the server of the test must not run for long.
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        limit.CancelAfter(TimeSpan.FromSeconds(5));
        var loaded = await workspace.LoadAsync(pack.PathOf("scenario.yaml"), limit.Token);
        var prepared = await loaded.BindAsync(settings, limit.Token);
        return (await prepared.RunAsync(observer, null, limit.Token, limit.Token), observer.Happened);
    }

    [GeneratedRegex(@"https://[a-z][a-z.]*(?=[/\s""'},\]])")]
    private static partial Regex Host();

    /// <summary>Has a value for everything.</summary>
    private sealed class Generous(string address) : IOperator
    {
        public string? Variable(string name) => name.Contains("PATH", StringComparison.Ordinal) ? address : "x";

        public string? Prompt(string name) => "x";
    }

    private sealed class Counting : IRunObserver
    {
        public int Happened { get; private set; }

        public void Observe(RunEvent happened) => Happened++;
    }
}
