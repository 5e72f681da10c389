using PingOneScenarios.Cli;
using PingOneScenarios.Cli.Commands;
using PingOneScenarios.Cli.Display;
using PingOneScenarios.Cli.Journals;
using PingOneScenarios.Cli.Telemetry;
using PingOneScenarios.Cli.Tests.Driving;
using PingOneScenarios.Engine;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Tests.Events;
using PingOneScenarios.Engine.Tests.Http;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Scenarios.Tests.Leaks;

/// <summary>Trust rules 9 and 10 on what leaves for a collector: the twelve secrets through every feature and every outcome.</summary>
public sealed class TelemetryLeakTests
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    [Theory]
    [MemberData(nameof(LeakOutcome.Names), MemberType = typeof(LeakOutcome))]
    public async Task Rule_9_no_span_and_no_metric_holds_a_secret(string name)
    {
        var outcome = LeakOutcome.All.Single(o => o.Name == name);
        foreach (var canary in Canaries.All)
        {
            await using var pack = new LeakPack(canary, outcome);
            await using var collector = Collector();
            var run = await CommandRun.RunAsync(
                ["run", pack.Scenario, "--environment", pack.Environment, "--max-secret-bits", "1000", "--undo", "always", "--quiet"],
                new Surroundings
                {
                    Variables = new Dictionary<string, string>(pack.Variables) { [Endpoint] = collector.Address },
                    Stop = pack.Stop.Token,
                }
            );
            Assert.True(run.Code == outcome.Code && pack.HasEnded, $"{canary}: exit code {run.Code}\n{run.Printed}");
            var exported = Exported(collector);
            Assert.Contains("url.full", exported, StringComparison.Ordinal);
            Assert.Contains("http.client.request.duration", exported, StringComparison.Ordinal);
            Assert.True(
                SecretShapes.In(exported, canary).Count == 0,
                $"{string.Join(", ", SecretShapes.In(exported, canary))}\n{exported}"
            );
        }
    }

    [Theory]
    [MemberData(nameof(Canaries.Data), MemberType = typeof(Canaries))]
    public async Task Rule_10_without_the_mask_a_secret_leaves_and_the_run_fails_by_its_self_test(string canary)
    {
        using var folder = new TemporaryFolder();
        await using var collector = Collector();
        await using var server = new LoopbackServer(Answers.Empty(204));
        var scenario = folder.Write(
            "title.yaml",
            $"scenario: {System.Text.Json.JsonSerializer.Serialize("Of " + canary)}\ninputs: {{ api: {{ type: url }}, secret: {{ secret: true }} }}\n"
                + "steps: [{ step: Ask, request: 'GET <<api>>/x?a=<<secret>>' }]\n"
        );

        var run = await RunBlindAsync(scenario, canary, server.Address, collector.Address);

        Assert.NotEmpty(SecretShapes.In(Exported(collector), canary));
        Assert.Equal(ExitCode.Broken, run.Code);
        Assert.Contains("p1s: telemetry holds ‹secret›", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(canary, run.Error, StringComparison.Ordinal);
    }

    // The wiring of the command, its second net taken away; what it prints is thrown away, it would be found first.
    private static async Task<CommandRun> RunBlindAsync(string scenario, string secret, string api, string collector)
    {
        using var error = new StringWriter { NewLine = "\n" };
        var terminal = Terminal.Over(TextWriter.Null, error, name => name == Endpoint ? collector : null);
        using var workspace = new Workspace(TimeProvider.System, RandomSource.System) { Net = _ => new SecretMask() };
        var settings = OtlpSettings.Read(terminal.Variable, isAsked: false, _ => false)!;
        var wanted = new RunSettings
        {
            Operator = terminal,
            Inputs = [new("api", api), new("secret", secret)],
            Trace = settings.Trace,
        };
        var ct = TestContext.Current.CancellationToken;
        var prepared = await (await workspace.LoadAsync(scenario, ct)).BindAsync(wanted, ct);
        Assert.DoesNotContain(prepared.Diagnostics, d => d.Severity == Severity.Error);
        using var run = new WatchedRun(terminal, workspace.Secrets, [], ct) { Commands = new RunCommands(null) };
        run.Export(settings);
        var wishes = new DisplayWishes(IsQuiet: true, IsVerbose: false, IsEmulator: false, Scenarios: 1);
        using var display = new RunDisplay(run.Watched, wishes, TimeProvider.System);
        var code = await run.RunAsync([prepared], display, null, ct);
        return new CommandRun(code, "", error.ToString());
    }

    private static LoopbackServer Collector() => new(Answers.Of(200, "", "Content-Type: application/x-protobuf"));

    // Names and values stand in protobuf as they are.
    private static string Exported(LoopbackServer collector) => string.Join('\n', collector.Requests.Select(r => r.BodyText));
}
