using System.Text.Json;
using PingOneScenarios.Cli.Display.Runs;
using PingOneScenarios.Cli.Journals;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Journal;
using PingOneScenarios.Engine.Tests;
using PingOneScenarios.Engine.Tests.Reporting;

namespace PingOneScenarios.Cli.Tests.Journals;

/// <summary>What <c>p1s runs</c>, <c>show</c>, <c>prune</c> and <c>forget</c> print, and what they do.</summary>
public sealed class RunsTests : IDisposable
{
    private readonly JournalBench bench = new();

    public void Dispose() => bench.Dispose();

    [Fact]
    public async Task The_list_shows_where_each_run_stands()
    {
        await FillAsync();
        Golden.Check(
            "journal/runs.txt",
            await bench.TranscriptAsync(["runs", "--journal", "runs.db"], ["runs", "--journal", "runs.db", "--format", "json"])
        );
    }

    [Fact]
    public async Task Without_the_key_the_rest_is_listed_and_it_is_said_once()
    {
        await FillAsync();
        bench.Variables.Remove(JournalKeySource.Variable);
        bench.Variables["XDG_CONFIG_HOME"] = bench.Folder.PathOf("config");
        Golden.Check(
            "journal/without-key.txt",
            await bench.TranscriptAsync(["runs", "--journal", "runs.db"], ["show", "11", "--journal", "runs.db"])
        );

        bench.Variables[JournalKeySource.Variable] = new string('a', 63) + "b";
        Golden.Check(
            "journal/other-key.txt",
            await bench.TranscriptAsync(["runs", "--journal", "runs.db"], ["show", "11", "--journal", "runs.db"])
        );
    }

    [Fact]
    public async Task Where_nothing_was_written_down_it_is_said_what_would()
    {
        bench.Variables["HOME"] = bench.Folder.Folder;
        bench.Variables.Remove("XDG_STATE_HOME");
        Golden.Check(
            "journal/empty.txt",
            await bench.TranscriptAsync(
                ["runs"],
                ["runs", "--format", "json"],
                ["runs", "prune"],
                ["runs", "forget", "abc"],
                ["show", "abc"],
                ["runs", "--journal", "runs.db"],
                ["show", "abc", "--journal", "runs.db"]
            )
        );
        Assert.Empty(Directory.GetFileSystemEntries(bench.Folder.Folder));
    }

    [Fact]
    public async Task A_run_is_shown_as_it_was_printed()
    {
        await FillAsync();
        Golden.Check(
            "journal/show.txt",
            await bench.TranscriptAsync(
                ["show", "0a1b2c3d", "--journal", "runs.db"],
                ["show", "1111", "--journal", "runs.db"],
                ["show", "1111", "--quiet", "--journal", "runs.db"],
                ["show", "1111", "--verbose", "--journal", "runs.db"],
                ["show", "22222222", "--journal", "runs.db"],
                ["show", "33", "--journal", "runs.db"],
                ["show", "4", "--journal", "runs.db"],
                ["show", "0a1b2c3e", "--journal", "runs.db"],
                ["show", "zz", "--journal", "runs.db"],
                ["show", "1", "--verbose", "--quiet", "--journal", "runs.db"]
            )
        );
    }

    [Fact]
    public async Task Reports_are_made_of_a_past_run_also_of_one_without_an_end()
    {
        await FillAsync();
        foreach (var id in (string[])["11111111", "22222222"])
        {
            var report = bench.Folder.PathOf(id + ".json");
            var run = await bench.RunAsync(
                "show",
                id,
                "--quiet",
                "--report",
                "json=" + report,
                "--report",
                "junit=" + report + ".xml",
                "--journal",
                "runs.db"
            );
            Assert.True(run.Code == ExitCode.Passed, run.Printed);
            using var json = JsonDocument.Parse(await File.ReadAllTextAsync(report, TestContext.Current.CancellationToken));
            Assert.Equal(id == "11111111" ? "broken" : "cancelled", OutcomeIn(json));
            var again = await bench.RunAsync("report", report, "--html", report + ".html", "--markdown", report + ".md");
            Assert.True(again.Code == ExitCode.Passed, again.Printed);
            Assert.EndsWith(
                "</testsuites>",
                (await File.ReadAllTextAsync(report + ".xml", TestContext.Current.CancellationToken)).Trim(),
                StringComparison.Ordinal
            );
        }
    }

    [Fact]
    public async Task A_row_that_was_changed_is_said_and_what_stands_before_it_is_shown()
    {
        await bench.AddAsync(JournalBench.Ended("11111111", Outcome.Broken, JournalBench.Begin), SampleRuns.Failed);
        await ChangeAsync("11111111", 3);
        Golden.Check(
            "journal/changed.txt",
            await bench.TranscriptAsync(["show", "11", "--journal", "runs.db"], ["runs", "--journal", "runs.db"])
        );
    }

    [Fact]
    public async Task Old_runs_are_pruned_but_none_that_something_hangs_on()
    {
        var now = TimeProvider.System.GetUtcNow();
        await bench.AddAsync(JournalBench.Ended("aaaaaaaa", Outcome.Passed, now.AddDays(-1)), []);
        await bench.AddAsync(JournalBench.Ended("bbbbbbbb", Outcome.Failed, now.AddDays(-29.9)), []);
        await bench.AddAsync(JournalBench.Ended("cccccccc", Outcome.Passed, now.AddDays(-31)), []);
        await bench.AddAsync(JournalBench.Ended("dddddddd", Outcome.Passed, now.AddDays(-32)) with { LeftBehind = 1 }, []);
        await bench.AddAsync(JournalBench.Ended("eeeeeeee", Outcome.Unknown, now.AddDays(-33)) with { InDoubt = 2 }, []);
        await bench.AddAsync(JournalBench.Stopped("ffffffff", now.AddDays(-34)), []);
        await bench.AddAsync(JournalBench.Ended("99999999", Outcome.Passed, now.AddDays(-35)), []);

        var trial = await bench.RunAsync("runs", "prune", "--dry-run", "--journal", "runs.db");
        Assert.StartsWith("would forget 2 runs\n  cccccccc  ", trial.Output, StringComparison.Ordinal);
        Assert.Contains(
            "\n  dddddddd  " + RunWords.When(now.AddDays(-32)) + "  left 1 thing behind\n",
            trial.Output,
            StringComparison.Ordinal
        );
        Assert.Contains("  has 2 requests in doubt\n", trial.Output, StringComparison.Ordinal);
        Assert.Contains("  is stopped\n", trial.Output, StringComparison.Ordinal);
        Assert.Equal(7, (await IdsAsync()).Count);

        var pruned = await bench.RunAsync("runs", "prune", "--journal", "runs.db");
        Assert.StartsWith("forgot 2 runs\nkept 3 runs as old, since something hangs on them:\n", pruned.Output, StringComparison.Ordinal);
        Assert.Equal(["aaaaaaaa", "bbbbbbbb", "dddddddd", "eeeeeeee", "ffffffff"], await IdsAsync());

        await bench.RunAsync("runs", "prune", "--keep-runs", "1", "--journal", "runs.db");
        Assert.Equal(["aaaaaaaa", "dddddddd", "eeeeeeee", "ffffffff"], await IdsAsync());
        await bench.RunAsync("runs", "prune", "--keep-days", "0", "--journal", "runs.db");
        Assert.Equal(["dddddddd", "eeeeeeee", "ffffffff"], await IdsAsync());
        Assert.Equal(ExitCode.WrongUse, (await bench.RunAsync("runs", "prune", "--keep-days", "-1", "--journal", "runs.db")).Code);
        Assert.Equal(ExitCode.WrongUse, (await bench.RunAsync("runs", "prune", "--keep-runs", "many", "--journal", "runs.db")).Code);
    }

    [Fact]
    public async Task A_run_that_something_hangs_on_is_forgotten_only_when_it_is_said_twice()
    {
        await FillAsync();
        Golden.Check(
            "journal/forget.txt",
            await bench.TranscriptAsync(
                ["runs", "forget", "1111", "--journal", "runs.db"],
                ["runs", "forget", "zz", "0a1b2c3e", "--journal", "runs.db"],
                ["runs", "forget", "4", "--journal", "runs.db"],
                ["runs", "forget", "44444444", "--yes", "--journal", "runs.db"],
                ["runs", "forget", "0a1b", "--journal", "runs.db"],
                ["runs", "forget", "1111", "33", "1111", "--yes", "--journal", "runs.db"],
                ["runs", "forget", "--journal", "runs.db"],
                ["runs", "foget", "--journal", "runs.db"],
                ["runs", "--fromat", "json"],
                ["runs", "--format", "yaml"],
                ["runs", "--journal", "postgres://me:secret@db/p1s"],
                ["runs", "--journal", "https://db/p1s"]
            )
        );
        Assert.Equal(["44444445", "44444444", "22222222"], await IdsAsync());
    }

    [Fact]
    public void The_schema_of_runs_is_that_of_the_shapes() => CommittedFile.Check("schemas/runs.schema.json", RunsJson.Schema());

    private static string? OutcomeIn(JsonDocument json) =>
        json.RootElement.GetProperty("runs")[0].GetProperty("summary").GetProperty("outcome").GetString();

    private async Task FillAsync()
    {
        var at = JournalBench.Begin;
        await bench.AddAsync(JournalBench.Ended("0a1b2c3d", Outcome.Passed, at), SampleRuns.Passed);
        await bench.AddAsync(JournalBench.Ended("11111111", Outcome.Broken, at.AddMinutes(1)) with { LeftBehind = 1 }, SampleRuns.Failed);
        await bench.AddAsync(
            JournalBench.Stopped("22222222", at.AddMinutes(2)) with
            {
                LeftBehind = 2,
                StepsDone = 2,
            },
            [.. SampleRuns.Passed.Take(6)]
        );
        await bench.AddAsync(
            JournalBench.Stopped("33333333", at.AddMinutes(3)) with
            {
                State = JournalState.Waiting,
                InDoubt = 1,
                Environment = "eu",
            },
            [.. SampleRuns.Passed.Take(7)],
            "create-a-user[2]"
        );
        await bench.AddAsync(
            JournalBench.Stopped("44444444", at.AddMinutes(4)) with
            {
                Owner = RunOwner.Here.ToString(),
            },
            [.. SampleRuns.Passed.Take(1)]
        );
        await bench.AddAsync(
            JournalBench.Stopped("44444445", at.AddMinutes(5)) with
            {
                Owner = (RunOwner.Here with { Machine = "another" }).ToString(),
            },
            []
        );
    }

    private async Task<List<string>> IdsAsync()
    {
        using var json = JsonDocument.Parse((await bench.RunAsync("runs", "--format", "json", "--journal", "runs.db")).Output);
        return [.. json.RootElement.EnumerateArray().Select(r => r.GetProperty("id").GetString()!)];
    }

    private async Task ChangeAsync(string id, int number)
    {
        await using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={bench.Path};Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "UPDATE journal SET body = zeroblob(60) WHERE run = $run AND number = $number";
        command.Parameters.AddWithValue("$run", id);
        command.Parameters.AddWithValue("$number", number);
        Assert.Equal(1, await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));
    }
}
