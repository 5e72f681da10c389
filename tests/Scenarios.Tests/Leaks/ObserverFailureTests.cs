using PingOneScenarios.Cli;
using PingOneScenarios.Cli.Commands;
using PingOneScenarios.Cli.Display;
using PingOneScenarios.Cli.Journals;
using PingOneScenarios.Engine;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Tests.Http;

namespace PingOneScenarios.Scenarios.Tests.Leaks;

/// <summary>A display that fails: the runs go on, and the end says so.</summary>
public sealed class ObserverFailureTests
{
    [Theory]
    [InlineData(true, "p1s: the display could not be written; the runs went on without\n")]
    [InlineData(
        false,
        "p1s: the display failed (InvalidOperationException), which is a fault of p1s, please report it; the runs went on without\n"
    )]
    public async Task It_is_named_and_makes_the_exit_code_4(bool isBroken, string said)
    {
        await using var server = new LoopbackServer(Answers.Empty(204));
        var folder = Directory.CreateTempSubdirectory("p1s-observer-");
        var path = Path.Combine(folder.FullName, "a.yaml");
        await File.WriteAllTextAsync(
            path,
            "scenario: A\ninputs:\n  api: { type: url }\nsteps:\n  - { step: A, request: GET <<api>>/a }\n  - { step: B, request: GET <<api>>/b }\n",
            TestContext.Current.CancellationToken
        );
        using var error = new StringWriter { NewLine = "\n" };
        var terminal = Terminal.Over(TextWriter.Null, error, _ => null);
        using var workspace = new Workspace(TimeProvider.System, RandomSource.System);
        var settings = new RunSettings { Operator = terminal, Inputs = [KeyValuePair.Create("api", server.Address)] };
        var ct = TestContext.Current.CancellationToken;
        var prepared = await (await workspace.LoadAsync(path, ct)).BindAsync(settings, ct);
        using var run = new WatchedRun(terminal, workspace.Secrets, [], ct) { Commands = new RunCommands(null) };
        var code = await run.RunAsync([prepared], new FailingDisplay(isBroken), null, ct);
        folder.Delete(recursive: true);
        Assert.Equal((4, said), (code, error.ToString()));
        Assert.Equal(2, server.Requests.Count);
    }

    private sealed class FailingDisplay(bool isBroken) : IRunDisplay
    {
        public bool IsLive => false;

        public void Observe(RunEvent happened) =>
            throw (isBroken ? new IOException("gone") : new InvalidOperationException("not to be shown"));

        public void Rest() { }

        public void Finish() { }
    }
}
