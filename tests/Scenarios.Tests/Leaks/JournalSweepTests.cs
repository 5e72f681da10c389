using System.Text;
using System.Text.Json;
using PingOneScenarios.Cli;
using PingOneScenarios.Cli.Commands;
using PingOneScenarios.Cli.Display;
using PingOneScenarios.Cli.Journals;
using PingOneScenarios.Cli.Reports;
using PingOneScenarios.Cli.Tests.Driving;
using PingOneScenarios.Engine;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Execution.Journaling;
using PingOneScenarios.Engine.Journal;
using PingOneScenarios.Engine.Reporting;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Tests.Events;
using PingOneScenarios.Journals;

namespace PingOneScenarios.Scenarios.Tests.Leaks;

/// <summary>Trust rules 9 and 10 on what is written down of a run, and on all that goes on with it or shows it: the twelve secrets through every feature and every outcome.</summary>
public sealed class JournalSweepTests
{
    private const string Key = "5f0e1d2c3b4a59687786958493a2b1c0cfdeedfc0b1a29384756657483920a1b";

    [Theory]
    [MemberData(nameof(LeakOutcome.Names), MemberType = typeof(LeakOutcome))]
    public async Task Rule_9_the_journal_of_a_run_holds_no_secret_and_none_is_shown_of_it(string name)
    {
        var outcome = LeakOutcome.All.Single(o => o.Name == name);
        foreach (var canary in CanariesOf(outcome, 0))
        {
            foreach (var secrets in (string[])["sealed", "none"])
            {
                await using var pack = new LeakPack(canary, outcome);
                // Kept open, so that the log stands beside the file.
                await using var open = await SqliteJournal.OpenAsync(PathOf(pack), TestContext.Current.CancellationToken);
                var run = await CommandAsync(
                    pack,
                    ["run", pack.Scenario, .. Common(pack), "--journal-secrets", secrets, "--undo", "always"]
                );
                Assert.True(run.Code == outcome.Code && pack.HasEnded, $"{canary}: exit code {run.Code}\n{run.Printed}");
                AssertHoldsNone(canary, run.Printed);
                await SweepAsync(pack, canary, isWithheld: secrets == "none", atLeast: 20);
                await SweepCommandsAsync(pack, canary);
            }
        }
    }

    [Theory]
    [MemberData(nameof(LeakOutcome.Names), MemberType = typeof(LeakOutcome))]
    public async Task Rule_9_a_run_that_goes_on_after_a_crash_hides_what_the_first_process_knew(string name)
    {
        var outcome = LeakOutcome.All.Single(o => o.Name == name);
        foreach (var canary in CanariesOf(outcome, 4))
        {
            foreach (var withholds in (bool[])[false, true])
            {
                await using var pack = new LeakPack(canary, outcome);
                await CrashAsync(pack, withholds);
                await SweepAsync(pack, canary, withholds, atLeast: 20);

                var run = await GoOnAsync(pack, withholds);

                Assert.True(run.Code == outcome.Code, $"{canary}: exit code {run.Code}\n{run.Printed}");
                AssertHoldsNone(canary, run.Printed);
                foreach (var reporter in ReporterTable.Rows)
                    AssertHoldsNone(canary, await File.ReadAllTextAsync(ReportOf(pack, reporter), TestContext.Current.CancellationToken));
                await SweepAsync(pack, canary, withholds, atLeast: 22);
                await SweepCommandsAsync(pack, canary);
            }
        }
    }

    [Fact]
    public async Task Rule_10_the_key_of_the_journal_is_among_what_is_looked_for()
    {
        await using var pack = new LeakPack("Canary-1", LeakOutcome.All[0]);
        var scenario = System.IO.Path.Combine(pack.Folder, "key.yaml");
        await File.WriteAllTextAsync(
            scenario,
            "scenario: Key\ninputs: { api: { type: url }, note: {} }\nsteps: [{ step: Ask, request: 'GET <<api>>/x?note=<<note>>' }]\n",
            TestContext.Current.CancellationToken
        );
        foreach (var form in (string[])[Key, Key.ToUpperInvariant(), Convert.ToBase64String(Convert.FromHexString(Key))])
        {
            var run = await CommandAsync(pack, ["run", scenario, .. Common(pack), "--verbose", "--set", $"note={form}"]);
            Assert.True(run.Code == ExitCode.Broken, run.Printed);
            Assert.Contains("p1s: standard output holds ‹journal key› in the clear", run.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_is_swept_does_hold_the_secret_when_nothing_is_withheld()
    {
        await using var pack = new LeakPack("Canary0123456789Canary0123456789Canary01", LeakOutcome.All[0]);
        await using var open = await SqliteJournal.OpenAsync(PathOf(pack), TestContext.Current.CancellationToken);
        await CommandAsync(pack, ["run", pack.Scenario, .. Common(pack)]);
        var rows = await RowsAsync(pack);
        Assert.NotEmpty(SecretShapes.In(string.Concat(rows), "Canary0123456789Canary0123456789Canary01"));
        Assert.True(new FileInfo(PathOf(pack) + "-wal").Length > 0);
    }

    // Both tests together have each of them; all of them with each outcome where that is asked for.
    private static string[] CanariesOf(LeakOutcome outcome, int first) =>
        Environment.GetEnvironmentVariable("P1S_WHOLE") is null ? [Canaries.All[first + LeakOutcome.All.IndexOf(outcome)]] : Canaries.All;

    private static string PathOf(LeakPack pack) => System.IO.Path.Combine(pack.Folder, "journal", "runs.db");

    private static string ReportOf(LeakPack pack, Reporter reporter) => System.IO.Path.Combine(pack.Folder, "reports", reporter.Name);

    private static string[] Common(LeakPack pack) =>
        ["--environment", pack.Environment, "--max-secret-bits", "1000", "--journal", PathOf(pack), "--require-journal"];

    private static Task<CommandRun> CommandAsync(LeakPack pack, string[] words) =>
        CommandRun.RunAsync(
            words,
            new Surroundings
            {
                Variables = new Dictionary<string, string>(pack.Variables) { [JournalKeySource.Variable] = Key },
                Stop = words[0] == "run" ? pack.Stop.Token : TestContext.Current.CancellationToken,
            }
        );

    // What the disk holds at the moment the last request arrives is what is left when the process is killed then.
    private static async Task CrashAsync(LeakPack pack, bool withholds)
    {
        var crashed = System.IO.Path.Combine(pack.Folder, "crashed");
        Directory.CreateDirectory(crashed);
        pack.AtEnd = () =>
        {
            foreach (var file in Files(PathOf(pack)))
            {
                using var from = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                using var to = File.Create(System.IO.Path.Combine(crashed, System.IO.Path.GetFileName(file)));
                from.CopyTo(to);
            }
        };
        await CommandAsync(pack, ["run", pack.Scenario, .. Common(pack), "--journal-secrets", withholds ? "none" : "sealed"]);
        Assert.True(pack.HasEnded);
        Directory.Delete(System.IO.Path.GetDirectoryName(PathOf(pack))!, recursive: true);
        foreach (var file in Files(System.IO.Path.Combine(crashed, "runs.db-shm")))
            File.Delete(file);
        Directory.Move(crashed, System.IO.Path.GetDirectoryName(PathOf(pack))!);
    }

    // As p1s resume does, which would see that the process lives that is said to be gone.
    private static async Task<CommandRun> GoOnAsync(LeakPack pack, bool withholds)
    {
        var ct = TestContext.Current.CancellationToken;
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var terminal = Terminal.Over(output, error, pack.Variables.GetValueOrDefault);
        using var workspace = new Workspace(TimeProvider.System, RandomSource.System);
        await using var journal = new SealedJournal(await SqliteJournal.OpenAsync(PathOf(pack), ct), JournalKey.Read(Key)!);
        var listed = Assert.Single(await journal.ListAsync(ct));
        var kept = await KeptRun.ReadAsync(journal, listed, ct);
        var into = new RunJournal(journal, "test") { WithholdsSecrets = withholds };
        var now = new RunSettings { Operator = terminal, RecordAll = true };
        var place = new PingOneScenarios.Engine.Diagnostics.SourceText("test", "").Beginning;
        var prepared = (await KeptBinding.MakeAsync(workspace, kept.Head, now, place, ct)).WrittenInto(into);
        Assert.Empty(prepared.ChangesSince(kept));
        var wishes = new ResumeWishes { Settled = [new("End", DoubtAnswerKind.Again)] };
        using var run = new WatchedRun(
            terminal,
            workspace.Secrets,
            [.. ReporterTable.Rows.Select(r => new WantedReport(r, ReportOf(pack, r)))],
            ct
        )
        {
            Commands = new RunCommands(PathOf(pack)),
        };
        using var display = new RunDisplay(run.Watched, new DisplayWishes(false, IsVerbose: true, false, 1), TimeProvider.System);
        var code = await run.RunAsync(
            [prepared.ToGoOn(kept, wishes)],
            display,
            null,
            pack.Stop.IsCancellationRequested ? ct : pack.Stop.Token
        );
        return new CommandRun(code, output.ToString(), error.ToString());
    }

    private static async Task SweepCommandsAsync(LeakPack pack, string canary)
    {
        var listed = await CommandAsync(pack, ["runs", "--format", "json", "--journal", PathOf(pack)]);
        Assert.True(listed.Code == 0, listed.Printed);
        AssertHoldsNone(canary, listed.Printed);
        using var document = JsonDocument.Parse(listed.Output);
        var id = document.RootElement[0].GetProperty("id").GetString()!;
        var reports = ReporterTable.Rows.SelectMany(r => new[] { "--report", $"{r.Name}={ReportOf(pack, r)}.shown" });
        foreach (
            var words in (string[][])
                [
                    ["runs", "--journal", PathOf(pack)],
                    ["show", id, "--verbose", "--journal", PathOf(pack), .. reports],
                    ["resume", id, "--journal", PathOf(pack)],
                    ["resume", id, "--settle", "End=done", "--set", $"got={canary}", "--journal", PathOf(pack)],
                    ["resume", id, "--from", "nowhere", "--set", $"nothing={canary}", "--journal", PathOf(pack)],
                ]
        )
        {
            var run = await CommandAsync(pack, words);
            Assert.True(words[0] == "resume" || run.Code == 0, $"{string.Join(' ', words)}: {run.Code}\n{run.Printed}");
            AssertHoldsNone(canary, run.Printed);
            AssertHoldsNone(Key, run.Printed);
        }
        foreach (var reporter in ReporterTable.Rows)
            AssertHoldsNone(
                canary,
                await File.ReadAllTextAsync(ReportOf(pack, reporter) + ".shown", TestContext.Current.CancellationToken)
            );
    }

    private static async Task SweepAsync(LeakPack pack, string canary, bool isWithheld, int atLeast)
    {
        foreach (var file in Files(PathOf(pack)))
        {
            var bytes = await ReadAsync(file);
            foreach (var text in (string[])[Encoding.Latin1.GetString(bytes), Encoding.UTF8.GetString(bytes)])
            {
                AssertHoldsNone(canary, text);
            }
            Assert.Equal(-1, bytes.AsSpan().IndexOf(Convert.FromHexString(Key)));
            Assert.Equal(-1, bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(Key)));
        }
        var rows = await RowsAsync(pack);
        Assert.True(rows.Count >= atLeast, $"{rows.Count} rows");
        foreach (var row in rows)
        {
            if (isWithheld)
                AssertHoldsNone(canary, row);
            using var document = JsonDocument.Parse(row, StateMarks.Reading);
            AssertHoldsNone(canary, document.RootElement.GetProperty("events").GetRawText());
        }
    }

    private static async Task<List<string>> RowsAsync(LeakPack pack)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var journal = new SealedJournal((await SqliteJournal.OpenToReadAsync(PathOf(pack), ct))!, JournalKey.Read(Key)!);
        var listed = (await journal.ListAsync(ct))[0];
        return [.. (await journal.ReadAsync(listed.Id, ct)).Select(r => Encoding.UTF8.GetString(r.Body.Span))];
    }

    private static IEnumerable<string> Files(string path) =>
        Directory.EnumerateFiles(System.IO.Path.GetDirectoryName(path)!, System.IO.Path.GetFileName(path) + "*");

    private static async Task<byte[]> ReadAsync(string file)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[stream.Length];
        await stream.ReadExactlyAsync(bytes, TestContext.Current.CancellationToken);
        return bytes;
    }

    private static void AssertHoldsNone(string secret, string text) =>
        Assert.True(SecretShapes.In(text, secret) is { Count: 0 }, $"{string.Join(", ", SecretShapes.In(text, secret))}\n{text}");
}
