namespace PingOneScenarios.Journals.Tests.PowerCut;

/// <summary>
/// The power goes at any moment: what a process wrote to its files is written down, with what it was told to be durable, and cut anywhere; of what
/// was not synced by then the disk has nothing, all, the beginning, or any sectors. A sample of the cuts; all of them with P1S_WHOLE=1.
/// </summary>
public sealed class PowerCutTests
{
    private const int Sample = 120;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_durable_is_forgotten_and_nothing_is_torn()
    {
        using var folder = new TemporaryFolder();
        var records = await TracedAsync(folder);
        var cuts = Cuts(records, new Random(14));
        await CutAsync(folder, records, cuts);
        TestContext.Current.SendDiagnosticMessage("{0} power cuts at {1} records", cuts.Sum(c => c.Length) + 1, records.Count);
    }

    [Fact]
    public async Task A_disk_that_nobody_syncs_is_found_out()
    {
        using var folder = new TemporaryFolder();
        var records = await TracedAsync(folder);
        var log = records
            .Where(record => record.Kind == 'N' && record.Text.EndsWith("-wal", StringComparison.Ordinal))
            .Select(r => r.File)
            .ToHashSet();
        var unsynced = records.Where(record => record.Kind != 'S' || !log.Contains(record.File)).ToList();
        await Assert.ThrowsAsync<InvalidOperationException>(() => CutAsync(folder, unsynced, Cuts(unsynced, new Random(14))));
    }

    private static async Task CutAsync(TemporaryFolder folder, List<DiskRecord> records, Loss[][] cuts)
    {
        var disk = new TornDisk();
        for (var i = 0; i < records.Count; i++)
        {
            foreach (var loss in cuts[i])
                await CutAsync(folder, disk, loss, i);
            disk.Do(records[i]);
        }
        await CutAsync(folder, disk, Loss.All, records.Count);
    }

    private static async Task CutAsync(TemporaryFolder folder, TornDisk disk, Loss loss, int cut)
    {
        var image = Directory.CreateDirectory(folder["image"]).FullName;
        disk.Write(image, loss, new Random(cut));
        try
        {
            await disk.Acknowledged.AreInAsync(Path.Combine(image, "runs.db"), Ct);
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"cut before record {cut}, of what was not synced {loss} was lost", e);
        }
        Directory.Delete(image, recursive: true);
    }

    private static async Task<List<DiskRecord>> TracedAsync(TemporaryFolder folder)
    {
        WriterProcess.Needs("gcc");
        var shim = folder["shim.so"];
        var made = await WriterProcess.RunAsync("gcc", ["-shared", "-fPIC", "-O1", "-o", shim, WriterProcess.Source("shim.c"), "-ldl"]);
        Assert.True(made.Code == 0, made.Output);
        var disk = Directory.CreateDirectory(folder["disk"]).FullName;
        var written = await WriterProcess.RunAsync(
            WriterProcess.Program,
            ["life", Path.Combine(disk, "runs.db")],
            ("LD_PRELOAD", shim),
            ("TRACED", disk),
            ("TRACE", folder["trace"])
        );
        Assert.True(written.Code == 0, written.Output);
        var records = DiskRecord.ReadAll(folder["trace"]);
        // A run that is alone has a commit for each of its rows, and each is synced.
        Assert.True(records.Count(record => record.Kind == 'S') > 40, "the shim saw too little");
        return records;
    }

    // Behind and before each moment that means something every kind of loss; among the writes of a commit one kind at every third.
    private static Loss[][] Cuts(List<DiskRecord> records, Random random)
    {
        var all = Enum.GetValues<Loss>();
        var cuts = records
            .Select(
                (record, i) =>
                    record.Kind != 'W' || (i > 0 && records[i - 1].Kind != 'W') ? all
                    : i % 3 == 0 ? [all[i / 3 % all.Length]]
                    : Array.Empty<Loss>()
            )
            .ToArray();
        if (Environment.GetEnvironmentVariable("P1S_WHOLE") == "1")
            return cuts;
        var chosen = Enumerable.Range(0, cuts.Length).Where(i => cuts[i].Length > 1).ToArray();
        random.Shuffle(chosen);
        var sample = chosen.Take(Sample).ToHashSet();
        return [.. cuts.Select((losses, i) => sample.Contains(i) ? [losses[random.Next(losses.Length)]] : Array.Empty<Loss>())];
    }
}
