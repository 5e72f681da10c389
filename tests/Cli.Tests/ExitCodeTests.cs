using System.Net;
using System.Net.Sockets;
using PingOneScenarios.Cli.Tests.Driving;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Tests;

namespace PingOneScenarios.Cli.Tests;

/// <summary>What the process says when it ends (the scenario language, section 8).</summary>
public sealed class ExitCodeTests
{
    private static readonly string Files = "tests/Cli.Tests/Files/";

    [Theory]
    [InlineData(0, "run population.yaml --emulator")]
    [InlineData(0, "run population.yaml --emulator --undo always")]
    [InlineData(0, "validate ask.yaml")]
    [InlineData(0, "run --help")]
    [InlineData(1, "run expectant.yaml --emulator")]
    [InlineData(1, "run population.yaml expectant.yaml --emulator")]
    [InlineData(2, "run ask.yaml --emulatr")]
    [InlineData(3, "run names.yaml --emulator")]
    [InlineData(3, "validate names.yaml ask.yaml")]
    [InlineData(4, "run ask.yaml --set apiPath=http://127.0.0.1:1")]
    [InlineData(5, "run elsewhere.yaml --emulator")]
    [InlineData(6, "run kept.yaml --emulator --undo always")]
    public async Task Every_way_to_end_has_its_code(int code, string line)
    {
        var words = line.Split(' ').Select(w => w.EndsWith(".yaml", StringComparison.Ordinal) ? Files + w : w);

        var run = await CommandRun.RunAsync([.. words]);

        Assert.True(code == run.Code, run.Printed);
    }

    [Fact]
    public void A_run_that_cannot_go_back_for_a_value_stays_in_doubt() =>
        Assert.Equal(
            7,
            ExitCode.From([
                new Diagnostic(DiagnosticCodes.ValueStale, new SourceText("a.yaml", "").Beginning, "it ran out", null, "give it"),
            ])
        );

    [Theory]
    [InlineData(1, "skipped: 1 skipped")]
    [InlineData(0, "skipped: 1 skipped", "--allow-empty")]
    public async Task A_run_without_a_step_has_the_code_of_one_that_failed(int code, string said, params string[] more)
    {
        using var folder = new TemporaryFolder();
        var empty = folder.Write(
            "empty.yaml",
            "scenario: Look at each of no users\nvars: { users: [] }\nsteps:\n"
                + "  - step: Read a user\n    for_each: <<users>>\n    request: GET https://h.example/<<item>>\n    expect: { status: 200 }\n"
        );

        var run = await CommandRun.RunAsync(["run", empty, "--allow-origin", "https://h.example", .. more]);

        Assert.True(code == run.Code, run.Printed);
        Assert.Contains(said, run.Output, StringComparison.Ordinal);
        Assert.Equal(code == 1, run.Printed.Contains("PS6009: no step ran, each of them was skipped", StringComparison.Ordinal));
        Assert.Equal(code == 1, run.Printed.Contains("let it pass with --allow-empty", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_several_runs_the_gravest_code_counts()
    {
        var run = await CommandRun.RunAsync("run", Files + "expectant.yaml", Files + "kept.yaml", "--emulator", "--undo", "always");

        Assert.Equal(ExitCode.Failed, run.Code);
    }

    [Fact]
    public async Task A_taken_port_is_wrong_use_and_one_clear_line()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port.ToString(System.Globalization.CultureInfo.InvariantCulture);

        var run = await CommandRun.RunAsync("emulator", "--port", port);

        Assert.Equal(ExitCode.WrongUse, run.Code);
        Assert.Equal("", run.Output);
        Assert.StartsWith(
            $"p1s: The emulator cannot start: port {port} on 127.0.0.1 is already in use.",
            run.Error,
            StringComparison.Ordinal
        );
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task A_wrong_second_file_means_that_nothing_is_sent()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();

        var run = await CommandRun.RunAsync(
            "run",
            Files + "ask.yaml",
            Files + "needy.yaml",
            "--set",
            $"apiPath=http://{listener.LocalEndpoint}"
        );

        Assert.Equal(ExitCode.Invalid, run.Code);
        Assert.Equal("", run.Output);
        Assert.Contains("needy.yaml:5:3: error PS3001", run.Error, StringComparison.Ordinal);
        Assert.False(listener.Pending());
    }

    [Fact]
    public async Task Ctrl_C_ends_the_steps_and_still_runs_finally_and_undo()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        string[] arguments =
        [
            "run",
            Files + "waiting.yaml",
            "--emulator",
            "--undo",
            "always",
            "--set",
            $"slowPath=http://{silent.LocalEndpoint}",
        ];

        var running = CommandRun.RunAsync(arguments, new Surroundings { Stop = stop.Token });
        using var connection = await silent.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        await stop.CancelAsync();
        var run = await running;

        Assert.Equal(ExitCode.Cancelled, run.Code);
        Assert.Matches("2/3  cancelled Wait", run.Output);
        Assert.Matches("finally 1  passed    Look around", run.Output);
        Assert.Matches("undo 1  passed    Create a population +204", run.Output);
        Assert.DoesNotContain("Never reached   ", run.Output, StringComparison.Ordinal);
        Assert.Equal("", run.Error);
    }

    [Fact]
    public async Task The_emulator_ends_in_order_when_it_is_interrupted()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        using var output = new Watched("adminAppSecret", stop);
        using var error = new StringWriter();
        var terminal = Terminal.Over(output, error, _ => null);

        var code = await Program.RunAsync(["emulator"], terminal, TestContext.Current.CancellationToken, stop.Token);

        Assert.Equal(ExitCode.Passed, code);
        Assert.Contains("has ended", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_code_is_in_the_help() =>
        Assert.All(
            [
                ExitCode.Passed,
                ExitCode.Failed,
                ExitCode.WrongUse,
                ExitCode.Invalid,
                ExitCode.Broken,
                ExitCode.Refused,
                ExitCode.LeftBehind,
                ExitCode.InDoubt,
                ExitCode.Cancelled,
            ],
            code => Assert.Matches($"\n  {code} +\\w", File.ReadAllText(RepositoryRoot.PathOf("tests", "golden", "cli", "help.txt")))
        );

    /// <summary>Presses Ctrl+C when a word was printed.</summary>
    private sealed class Watched(string word, CancellationTokenSource stop) : StringWriter
    {
        public override async Task WriteLineAsync(string? value)
        {
            await base.WriteLineAsync(value);
            if (value?.Contains(word, StringComparison.Ordinal) == true)
                await stop.CancelAsync();
        }
    }
}
