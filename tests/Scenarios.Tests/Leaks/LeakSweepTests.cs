using System.Text;
using PingOneScenarios.Cli;
using PingOneScenarios.Cli.Commands;
using PingOneScenarios.Cli.Display;
using PingOneScenarios.Cli.Journals;
using PingOneScenarios.Cli.Reports;
using PingOneScenarios.Cli.Tests.Driving;
using PingOneScenarios.Engine;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Reporting;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Tests.Events;
using PingOneScenarios.Engine.Tests.Http;
using PingOneScenarios.Engine.Trust;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Scenarios.Tests.Leaks;

/// <summary>Trust rules 9 and 10 on everything the command prints and writes: twelve secrets through every feature and every outcome,
/// and on every kind of report.</summary>
public sealed class LeakSweepTests
{
    private static readonly (string[] Options, int? LiveWidth)[] Displays =
    [
        (["--verbose", "--undo", "always"], null),
        ([], 100),
        (["--quiet", "--undo", "failure"], null),
        (["--pause", "--undo", "always"], null),
    ];

    /// <summary>What is answered at each stop: more often than there are stops.</summary>
    private static readonly byte[] Answered = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("vars\n\n", 500)));

    private static readonly string[] OtherCommands =
    [
        "plan {0} --environment {1}",
        "plan {0} --environment {1} --format json",
        "validate {0}",
        "fmt --check {0}",
        "list {2}",
        "docs {0}",
    ];

    [Theory]
    [MemberData(nameof(LeakOutcome.Names), MemberType = typeof(LeakOutcome))]
    public async Task Rule_9_nothing_a_run_prints_holds_a_secret(string name)
    {
        var outcome = LeakOutcome.All.Single(o => o.Name == name);
        var artefacts = 0;
        foreach (var canary in Canaries.All)
        {
            foreach (var (options, width) in Displays)
            {
                await using var pack = new LeakPack(canary, outcome);
                var run = await CommandRun.RunAsync(
                    ["run", pack.Scenario, "--environment", pack.Environment, "--max-secret-bits", "1000", .. options, .. ReportsOf(pack)],
                    new Surroundings
                    {
                        Variables = pack.Variables,
                        LiveWidth = width,
                        Input = options.Contains("--pause") ? new MemoryStream(Answered) : null,
                        Stop = pack.Stop.Token,
                    }
                );
                Assert.True(run.Code == outcome.Code && pack.HasEnded, $"{canary}: exit code {run.Code}\n{run.Printed}");
                AssertHoldsNone(canary, run.Printed);
                foreach (var reporter in ReporterTable.Rows)
                {
                    var report = await File.ReadAllTextAsync(PathOf(pack, reporter), TestContext.Current.CancellationToken);
                    Assert.True(report.Length > 0, $"the report {reporter.Name} is empty");
                    AssertHoldsNone(canary, report);
                }
                artefacts += 2 + ReporterTable.Rows.Length;
            }
        }
        Print($"{name}: {Canaries.All.Length} secrets, {LeakPack.FeatureCount} features, {artefacts} artefacts, 0 of 24 shapes");
    }

    [Fact]
    public async Task Rule_9_nothing_the_other_commands_print_holds_a_secret()
    {
        foreach (var canary in Canaries.All)
        {
            await using var pack = new LeakPack(canary, LeakOutcome.All[1]);
            foreach (var command in OtherCommands)
            {
                var words = command.Split(' ').Select(w => string.Format(null, w, pack.Scenario, pack.Environment, pack.Folder));
                var run = await CommandRun.RunAsync([.. words], new Surroundings { Variables = pack.Variables });
                Assert.True(run.Code is 0 or 1 && run.Printed.Length > 0, $"{command}: exit code {run.Code}\n{run.Printed}");
                AssertHoldsNone(canary, run.Printed);
            }
        }
        Print($"{OtherCommands.Length} commands, {Canaries.All.Length} secrets, 0 of 24 shapes");
    }

    [Theory]
    [MemberData(nameof(Canaries.Data), MemberType = typeof(Canaries))]
    public async Task Rule_10_without_the_mask_all_24_shapes_are_found_and_the_run_fails_by_its_self_test(string canary)
    {
        await using var pack = new LeakPack(canary, LeakOutcome.All.Single(o => o.Name == "5xx"));

        var run = await RunBlindAsync(pack);

        var shapes = SecretShapes.In(run.Output, canary);
        Assert.True(shapes.Count == 24, $"only {string.Join(", ", shapes)}");
        Assert.Equal(ExitCode.Broken, run.Code);
        Assert.Contains("p1s: standard output holds ‹", run.Error, StringComparison.Ordinal);
        // The others do not tell what was answered.
        foreach (var reporter in ReporterTable.Rows.Where(r => r.Name is not ("tap" or "markdown" or "curl")))
            Assert.Contains($"p1s: the report {PathOf(pack, reporter)} holds ‹", run.Error, StringComparison.Ordinal);
        Assert.Contains("‹secret›", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(canary, run.Error, StringComparison.Ordinal);
        Print("24 of 24 shapes found");
    }

    [Theory]
    [InlineData("password")]
    [InlineData("By query")]
    [InlineData("X-Answer")]
    public async Task Rule_10_a_secret_that_is_a_word_of_the_scenario_raises_no_alarm_and_is_masked(string secret)
    {
        using var folder = new TemporaryFolder();
        await using var server = new LoopbackServer(Answers.Json("{}", 200, "X-Answer: 1"));
        var scenario = folder.Write(
            "words.yaml",
            "scenario: Words\ninputs: { api: { type: url }, password: { secret: true } }\nsteps:\n"
                + "  - step: By query\n    request: GET <<api>>/password?password=<<password>>\n"
                + "  - step: Wrong\n    request: GET <<api>>/x\n    headers: { X-Answer: password }\n    expect: { status: 204 }\n"
        );
        var run = await CommandRun.RunAsync("run", scenario, "--set", $"api={server.Address}", "--set", $"password={secret}", "--verbose");
        Assert.True(run.Code == ExitCode.Failed, run.Printed);
        Assert.DoesNotContain(secret, run.Printed.Replace("‹password›", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    // The wiring of the command, its second net taken away.
    private static async Task<CommandRun> RunBlindAsync(LeakPack pack)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var terminal = Terminal.Over(output, error, pack.Variables.GetValueOrDefault);
        using var workspace = new Workspace(TimeProvider.System, RandomSource.System) { Net = _ => new SecretMask() };
        var settings = new RunSettings
        {
            Operator = terminal,
            Environment = pack.Environment,
            RecordAll = true,
            // Each feature decides something by the secret.
            Budgets = new Budgets { SecretBits = 1000 },
        };
        var ct = TestContext.Current.CancellationToken;
        var prepared = await (await workspace.LoadAsync(pack.Scenario, ct)).BindAsync(settings, ct);
        Assert.DoesNotContain(prepared.Diagnostics, d => d.Severity == Severity.Error);
        using var run = new WatchedRun(
            terminal,
            workspace.Secrets,
            [.. ReporterTable.Rows.Select(r => new WantedReport(r, PathOf(pack, r)))],
            ct
        )
        {
            Commands = new RunCommands(null),
        };
        var wishes = new DisplayWishes(IsQuiet: false, IsVerbose: true, IsEmulator: false, Scenarios: 1);
        using var display = new RunDisplay(run.Watched, wishes, TimeProvider.System);
        var code = await run.RunAsync([prepared], display, null, ct);
        return new CommandRun(code, output.ToString(), error.ToString());
    }

    private static IEnumerable<string> ReportsOf(LeakPack pack) =>
        ReporterTable.Rows.SelectMany(r => new[] { "--report", $"{r.Name}={PathOf(pack, r)}" });

    private static string PathOf(LeakPack pack, Reporter reporter) => Path.Combine(pack.Folder, "reports", reporter.Name);

    private static void AssertHoldsNone(string canary, string text) =>
        Assert.True(SecretShapes.In(text, canary).Count == 0, $"{string.Join(", ", SecretShapes.In(text, canary))}\n{text}");

    private static void Print(string numbers) => TestContext.Current.TestOutputHelper!.WriteLine(numbers);
}
