using System.Diagnostics;
using System.Globalization;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Journal;
using PingOneScenarios.Journals;

namespace PingOneScenarios.Engine.Tests.Batch;

/// <summary>What a row costs in the journal alone; by hand.</summary>
public sealed class BatchBench
{
    [Fact(Explicit = true)]
    public async Task Rows()
    {
        var closes = Environment.GetEnvironmentVariable("P1S_BENCH_KEEP") is null;
        const int Runs = 50_000;
        var folder = Directory.CreateTempSubdirectory("p1s-bench-");
        var path = Path.Combine(folder.FullName, "runs.db");
        using var key = JournalKey.Read(new string('a', 63) + "b");
        await using var store = await SqliteJournal.OpenAsync(path, default);
        var journal = new SealedJournal(store, key!);
        var batch = new JournaledBatch
        {
            Id = "b",
            Key = "k",
            StartedAt = DateTimeOffset.UtcNow,
            Owner = "me",
            KeyId = key!.Id,
            Head = "{}"u8.ToArray(),
        };
        await journal.BeginBatchAsync(batch, default);
        var head = new byte[4000];
        new Random(1).NextBytes(head.AsSpan(0, 1400));
        var body = new byte[900];
        new Random(2).NextBytes(body);
        var clock = Stopwatch.StartNew();
        var next = -1;
        var lap = 0L;
        await Task.WhenAll(
            Enumerable
                .Range(0, 16)
                .Select(async _ =>
                {
                    for (int i; (i = Interlocked.Increment(ref next)) < Runs; )
                    {
                        if (i % 10_000 == 0)
                        {
                            Console.WriteLine(
                                string.Create(CultureInfo.InvariantCulture, $"{i} {(clock.ElapsedMilliseconds - lap) / 10.0:F0} us a run")
                            );
                            lap = clock.ElapsedMilliseconds;
                        }
                        var at = DateTimeOffset.UtcNow;
                        var run = new JournaledRun
                        {
                            Id = string.Create(CultureInfo.InvariantCulture, $"{(uint)(i * 2654435761L):x8}{i & 0xffff:x4}"),
                            Digest = new string('d', 64),
                            Environment = "test",
                            StartedAt = at,
                            ChangedAt = at,
                            State = JournalState.Running,
                            Owner = "me",
                            KeyId = key.Id,
                            Batch = "b",
                            RowId = string.Create(
                                CultureInfo.InvariantCulture,
                                $"{unchecked((ulong)i * 11400714819323198485UL):x16}{i:x16}"
                            ),
                            RowNumber = i + 1,
                        };
                        await journal.BeginAsync(run, new JournalRow(run.Id, 0, at, head), default);
                        await journal.AppendAsync(new JournalRow(run.Id, 1, at, body), run, default);
                        await journal.AppendAsync(new JournalRow(run.Id, 2, at, body), run, default);
                        var last = new JournalRow(run.Id, 3, at, closes ? ClosingRow.Body : body);
                        var ended = run with { State = JournalState.Ended, Outcome = Outcome.Passed };
                        await (closes ? journal.CloseAsync(last, ended, default) : journal.AppendAsync(last, ended, default));
                    }
                })
        );
        Console.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"all {clock.ElapsedMilliseconds} ms; {new FileInfo(path).Length} B")
        );
        clock.Restart();
        var read = 0;
        JournaledRun? after = null;
        while (await journal.ReadBatchAsync("b", after, default) is { IsEmpty: false } page)
        {
            read += page.Length;
            after = page[^1].Run;
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"read {read} in {clock.ElapsedMilliseconds} ms"));
        clock.Restart();
        Console.WriteLine((await journal.ListBatchesAsync(default))[0].Runs);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"listed in {clock.ElapsedMilliseconds} ms"));
        folder.Delete(true);
    }
}
