namespace PingOneScenarios.Journals.Tests;

/// <summary>The file beside the journal, which holds what was appended last, ends anywhere or has a wrong octet: what lies before is there.</summary>
public sealed class TornLogTests : IDisposable
{
    // Of SQLite's file format.
    private const int LogHeader = 32;
    private const int Frame = 24 + 4_096;
    private const int Rows = 14;

    private readonly TemporaryFolder folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_log_that_ends_early_has_the_rows_before_its_end()
    {
        var (file, log, ends) = await WrittenAsync();
        var cuts = Enumerable.Range(0, (log.Length - LogHeader) / Frame).SelectMany(i => Around(LogHeader + i * Frame)).Append(log.Length);
        foreach (var cut in cuts.Where(c => c <= log.Length))
            await HoldsAsync(file, log[..cut], ends.Count(end => end <= cut), $"cut at {cut}");
    }

    [Fact]
    public async Task A_log_with_a_wrong_octet_has_the_rows_before_it()
    {
        var (file, log, ends) = await WrittenAsync();
        for (var at = LogHeader; at < log.Length; at += 1_777)
        {
            var wrong = log.ToArray();
            wrong[at] ^= 0x40;
            await HoldsAsync(file, wrong, ends.Count(end => end <= at), $"wrong at {at}");
        }
    }

    [Fact]
    public async Task A_log_that_was_lengthened_has_its_rows()
    {
        var (file, log, _) = await WrittenAsync();
        foreach (var more in (int[])[1, 23, 24, 4_096, Frame, 3 * Frame])
        {
            await HoldsAsync(file, [.. log, .. new byte[more]], Rows, $"{more} more");
            await HoldsAsync(file, [.. log, .. log[^Math.Min(more, log.Length)..]], Rows, $"{more} more of the same");
        }
    }

    private static int[] Around(int place) => [place - 1, place, place + 1, place + 8, place + 24, place + 25, place + 2_000];

    // The file, its log, and how long the log was when each row was durable.
    private async Task<(byte[] File, byte[] Log, List<long> Ends)> WrittenAsync()
    {
        var path = folder["runs.db"];
        await using var journal = await SqliteJournal.OpenAsync(path, Ct);
        await journal.BeginAsync(Samples.Run("a"), Ct);
        var ends = new List<long>();
        for (var number = 0; number < Rows; number++)
        {
            await journal.AppendAsync(Samples.Row("a", number, length: 500 * number), Samples.Run("a") with { StepsDone = number + 1 }, Ct);
            ends.Add(new FileInfo(path + "-wal").Length);
        }
        File.Copy(path, folder["copy"]);
        File.Copy(path + "-wal", folder["copy-wal"]);
        return (await File.ReadAllBytesAsync(folder["copy"], Ct), await File.ReadAllBytesAsync(folder["copy-wal"], Ct), ends);
    }

    private async Task HoldsAsync(byte[] file, byte[] log, int atLeast, string what)
    {
        var path = folder["torn.db"];
        await File.WriteAllBytesAsync(path, file, Ct);
        await File.WriteAllBytesAsync(path + "-wal", log, Ct);
        await using var journal = await SqliteJournal.OpenAsync(path, Ct);
        var rows = await journal.ReadAsync("a", Ct);
        Assert.True(rows.Length == atLeast, $"{what}: {rows.Length} rows instead of {atLeast}");
        Assert.True(rows.All(row => row.Body.Span.SequenceEqual(Samples.Body("a", row.Number, "one", 500 * row.Number))), what);
        Assert.Equal(rows.Length, (await journal.FindAsync("a", Ct))?.StepsDone ?? 0);
    }
}
