using System.Text.RegularExpressions;
using PingOneScenarios.Cli.Tests.Driving;

namespace PingOneScenarios.Cli.Tests.Many;

/// <summary>Rows that were ended in the middle, and the same command again.</summary>
public sealed partial class BatchContinuingTests : IAsyncDisposable
{
    private static readonly string[] Users = [.. Enumerable.Range(1, 12).Select(n => $"u{n}")];

    private readonly ManyStage stage = new ManyStage().WriteUsers("u.csv", Users);

    public ValueTask DisposeAsync() => stage.DisposeAsync();

    [Theory]
    [InlineData("", 5)]
    [InlineData("", 1)]
    [InlineData("", 12)]
    [InlineData(" --parallel 4", 6)]
    [InlineData(" --undo always", 3)]
    public async Task Each_row_is_done_once_when_it_was_ended_in_the_middle(string more, int middle)
    {
        var first = await EndAsync(more, "GET", middle);
        // Beside the one that is ended another may be waiting for an answer.
        var isInDoubt = first.Code == ExitCode.InDoubt && more.Contains("parallel", StringComparison.Ordinal);
        Assert.True(first.Code == ExitCode.Cancelled || isInDoubt, first.Printed);
        var made = stage.Made.Count();

        var run = await stage.RunAsync(Line + more);

        Assert.Equal(isInDoubt ? ExitCode.InDoubt : ExitCode.Passed, run.Code);
        Assert.Matches(@"^goes on with batch [0-9a-f]{8,12}: \d+ of 12 rows (is|are) done; --new begins anew\n", run.Output);
        Assert.True(made < 12 || middle == 12);
        if (more.Contains("undo", StringComparison.Ordinal))
            return;
        // One that is in doubt may not have come to the server.
        Assert.InRange(Users.Except(stage.Made).Count(), 0, ResumeLine().Count(run.Error));
        Assert.Equal(stage.Made.Distinct(), stage.Made);
    }

    [Fact]
    public async Task A_batch_that_ended_is_run_again_in_full()
    {
        await stage.RunAsync(Line);
        var run = await stage.RunAsync(Line);
        Assert.Equal(ExitCode.Passed, run.Code);
        Assert.DoesNotContain("goes on", run.Output, StringComparison.Ordinal);
        Assert.Equal([.. Users, .. Users], stage.Made);
    }

    [Fact]
    public async Task A_batch_gone_on_with_to_its_end_is_over_too()
    {
        await EndAsync("", "GET", 4);
        await stage.RunAsync(Line);
        await stage.RunAsync(Line);
        Assert.Equal(24, stage.Made.Count());
    }

    [Fact]
    public async Task New_begins_all_rows_anew()
    {
        await EndAsync("", "GET", 4);
        var run = await stage.RunAsync(Line + " --new");
        Assert.DoesNotContain("goes on", run.Output, StringComparison.Ordinal);
        Assert.Equal(16, stage.Made.Count());
        // And the one before is not what is gone on with.
        await stage.RunAsync(Line);
        Assert.Equal(28, stage.Made.Count());
    }

    [Theory]
    [InlineData("v.csv", "")]
    [InlineData("u.csv", " --set age=5")]
    [InlineData("u.csv", " --rows 1-12")]
    [InlineData("u.csv", " --repeat 1")]
    public async Task Other_rows_or_inputs_are_another_batch(string file, string more)
    {
        await EndAsync("", "GET", 4);
        stage.WriteUsers("v.csv", [.. Users[..11], "other"]);
        var run = await stage.RunAsync(Line.Replace("u.csv", file, StringComparison.Ordinal) + more);
        var isSame = file == "u.csv" && !more.Contains("age", StringComparison.Ordinal);
        Assert.Equal(ExitCode.Passed, run.Code);
        Assert.Equal(isSame ? 12 : 16, stage.Made.Count());
    }

    [Fact]
    public async Task Rows_that_are_the_same_are_told_apart()
    {
        stage.WriteUsers("u.csv", ["ada", "ada", "zoe", "ada"]);
        await EndAsync("", "GET", 2);
        await stage.RunAsync(Line);
        Assert.Equal(["ada", "ada", "zoe", "ada"], stage.Made);
    }

    [Fact]
    public async Task What_failed_before_counts_and_is_written_as_if_it_had_failed_now()
    {
        stage.WriteUsers("u.csv", ["ada", "bad", "zoe", "eva"]);
        await EndAsync("", "GET", 2);
        var run = await stage.RunAsync(Line + " --output @/rows.csv");
        Assert.Equal(ExitCode.Failed, run.Code);
        Assert.Contains("done before: 1 passed, 1 failed", run.Error, StringComparison.Ordinal);
        Assert.Equal(
            ["passed", "failed", "passed", "passed"],
            stage.Read("rows.csv").TrimEnd().Split('\n').Skip(1).Select(l => l.Split(',')[2])
        );
        Assert.Equal("user\nbad\n", stage.Read("rows.failed.csv"));
    }

    [Fact]
    public async Task A_row_in_doubt_is_named_with_what_to_type()
    {
        var first = await EndAsync("", "POST", 3);
        Assert.Equal(ExitCode.InDoubt, first.Code);
        Assert.Contains("p1s resume", first.Error, StringComparison.Ordinal);

        var run = await stage.RunAsync(Line);

        Assert.Equal(ExitCode.InDoubt, run.Code);
        Assert.Contains("1 waits until somebody says what became of a request", run.Error, StringComparison.Ordinal);
        Assert.Matches("  p1s resume [0-9a-f]{8,12}", run.Error);
        Assert.Equal(Users, stage.Made);
        // It stays open until somebody has said so.
        run = await stage.RunAsync(Line);
        Assert.Equal((ExitCode.InDoubt, 12), (run.Code, stage.Made.Count()));
        await SettleAsync(run);
        run = await stage.RunAsync(Line);
        Assert.Equal((ExitCode.Passed, 13), (run.Code, stage.Made.Count()));
        await stage.RunAsync(Line);
        Assert.Equal(25, stage.Made.Count());
    }

    private const string Line = "run @/make.yaml --data @/u.csv --journal @/runs.db";

    // What the one that waits is said to need.
    private async Task SettleAsync(CommandRun told)
    {
        var id = ResumeLine().Match(told.Error).Groups[1].Value;
        var settled = await stage.TypeAsync($"resume {id} --settle make=again --journal @/runs.db");
        Assert.Equal(ExitCode.Passed, settled.Code);
    }

    [GeneratedRegex("  p1s resume ([0-9a-f]{8,12})")]
    private static partial Regex ResumeLine();

    // Ctrl+C at the request of this number, before it is answered.
    private async Task<CommandRun> EndAsync(string more, string method, int number)
    {
        using var stop = new CancellationTokenSource();
        var heard = 0;
        stage.Heard = request =>
        {
            if (request.Method != method || Interlocked.Increment(ref heard) != number)
                return;
            stop.Cancel();
            Thread.Sleep(50);
        };
        return await stage.RunAsync(Line + more, new Surroundings { Stop = stop.Token });
    }
}
