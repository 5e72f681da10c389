using System.Text;
using PingOneScenarios.Cli.Journals;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Journal;
using PingOneScenarios.Engine.Tests.Events;
using PingOneScenarios.Journals;

namespace PingOneScenarios.Cli.Tests.Journals;

/// <summary>
/// Nothing of a sealed run can be read in the file of a journal, in its log, or in a copy of them; nor, after it was forgotten, anything of it.
/// </summary>
public sealed class JournalLeakTests : IDisposable
{
    private const string Secret = "Obviously-Fake.0042~canary/3?&=+%41";
    private const string Title = "Onboard the confidential customer";

    private readonly JournalBench bench = new();

    public void Dispose() => bench.Dispose();

    [Fact]
    public async Task A_sealed_run_shows_no_secret_in_any_of_24_forms()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var journal = await OpenAsync();
        await WriteAsync(journal, "run00001");

        // While it is open, so that the log beside the file is there too; the copy is what a backup would take.
        await SweepAsync(Files(bench.Path));
        await BackUpAsync(bench.Folder.PathOf("backup.db"));
        await SweepAsync(Files(bench.Folder.PathOf("backup.db")));
        await journal.DisposeAsync();
        await SweepAsync(Files(bench.Path));

        await using var again = await OpenAsync();
        var rows = await again.ReadAsync("run00001", ct);
        Assert.Equal(BodyOf(0), Encoding.UTF8.GetString(rows[0].Body.Span));
        // What is looked through does hold the run.
        Assert.Contains("run00001", Encoding.Latin1.GetString(await ReadAsync(bench.Path)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_run_that_was_forgotten_nothing_is_left()
    {
        await using (var journal = await OpenAsync())
        {
            await WriteAsync(journal, "run00001");
            await WriteAsync(journal, "run00002");
            await journal.ForgetAsync(["run00001"], TestContext.Current.CancellationToken);
        }
        foreach (var file in Files(bench.Path))
            Assert.DoesNotContain("run00001", Encoding.Latin1.GetString(await ReadAsync(file)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_key_stands_nowhere_in_what_is_written_or_printed()
    {
        await bench.AddAsync(JournalBench.Ended("run00001", Outcome.Passed, JournalBench.Begin), []);
        var printed = await bench.TranscriptAsync(["runs", "--journal", "runs.db"], ["show", "run", "--journal", "runs.db"]);
        Assert.Empty(SecretShapes.In(printed, JournalBench.Key));
        foreach (var file in Files(bench.Path))
        {
            var bytes = await ReadAsync(file);
            Assert.Empty(SecretShapes.In(Encoding.Latin1.GetString(bytes), JournalBench.Key));
            Assert.Equal(-1, bytes.AsSpan().IndexOf(Convert.FromHexString(JournalBench.Key)));
        }
    }

    private async Task<SealedJournal> OpenAsync() =>
        new(
            await SqliteJournal.OpenAsync(bench.Path, TestContext.Current.CancellationToken),
            JournalKey.Read(bench.Variables[JournalKeySource.Variable])!
        );

    private static async Task WriteAsync(SealedJournal journal, string id)
    {
        var ct = TestContext.Current.CancellationToken;
        var run = JournalBench.Stopped(id, JournalBench.Begin);
        Assert.True(await journal.BeginAsync(run, ct));
        for (var number = 0; number < 20; number++)
        {
            var row = new JournalRow(id, number, run.ChangedAt, Encoding.UTF8.GetBytes(BodyOf(number)));
            Assert.True(await journal.AppendAsync(row, run with { StepsDone = number }, ct));
        }
    }

    // Long and short ones, so that some are made smaller and some are not; the forms are those in which a secret turns up in answers.
    private static string BodyOf(int number) =>
        number % 2 == 0 ? string.Join('\n', SecretShapes.Of(Secret).Select(s => Title + " " + s.Shape)) : $"{Title}: {Secret}";

    private static IEnumerable<string> Files(string path) =>
        Directory.EnumerateFiles(System.IO.Path.GetDirectoryName(path)!, System.IO.Path.GetFileName(path) + "*");

    private static async Task SweepAsync(IEnumerable<string> files)
    {
        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            var text = Encoding.Latin1.GetString(await ReadAsync(file));
            Assert.Empty(SecretShapes.In(text, Secret));
            Assert.DoesNotContain("confidential", text, StringComparison.OrdinalIgnoreCase);
        }
    }

    private static async Task<byte[]> ReadAsync(string file)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[stream.Length];
        await stream.ReadExactlyAsync(bytes, TestContext.Current.CancellationToken);
        return bytes;
    }

    private async Task BackUpAsync(string to)
    {
        await using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={bench.Path};Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var copy = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={to};Pooling=False");
        await copy.OpenAsync(TestContext.Current.CancellationToken);
        connection.BackupDatabase(copy);
    }
}
