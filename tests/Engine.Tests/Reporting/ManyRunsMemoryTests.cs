using System.Collections.Immutable;
using System.Globalization;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Files;
using PingOneScenarios.Engine.Reporting;
using PingOneScenarios.Engine.Tests.Http;

namespace PingOneScenarios.Engine.Tests.Reporting;

/// <summary>What a report holds of very many runs: the last do not add to it.</summary>
[Collection(Alone.Name)]
public sealed class ManyRunsMemoryTests
{
    private const int Few = 3000;
    private const int Many = 9000;
    private const long Tolerance = 400_000;

    public static TheoryData<string> Kinds => [.. ReporterTable.Rows.Select(r => r.Name)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_last_run_adds_nothing(string kind)
    {
        var (few, many) = Held(kind, [Few, Many]);
        Assert.True(many - few < Tolerance, $"{kind} holds {few:N0} bytes after {Few:N0} runs, {many:N0} after {Many:N0}");
    }

    // What is held after so many runs, without what was held before.
    private static (long Few, long Many) Held(string kind, ImmutableArray<int> counts)
    {
        RunEvent[] passed = [.. ManyRuns.Run("Create a user", 0, "emulator", ("x", 1))];
        RunEvent[] failed = [.. ManyRuns.Run("Create a user", 0, "emulator", ("x", 1), 500)];
        RunEvent[] anew = [.. ManyRuns.Run("Create a user", 0, "emulator", ("x", 1), 503, with: s => s with { IsRunAnew = true })];
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var report = ReporterTable
            .Find(kind)!
            .Create(new ReportSink(TextWriter.Null, ReportText.Tool) { OpenSpool = ReportFiles.OpenSpool });
        var held = new List<long>();
        for (var i = 0; i < counts[^1]; i++)
        {
            if (i % 10 == 0)
                Tell(report, anew, i, 1);
            // The page is full of failures before the first count.
            Tell(report, i < 1200 || i % 50 == 0 ? failed : passed, i, i % 10 == 0 ? 2 : 1);
            if (counts.Contains(i + 1))
                held.Add(GC.GetTotalMemory(forceFullCollection: true) - before);
        }
        report.Complete();
        (report as IDisposable)?.Dispose();
        return (held[0], held[1]);
    }

    private static void Tell(IRunReport report, RunEvent[] run, int index, int attempt)
    {
        var id = Masked.Text(string.Create(CultureInfo.InvariantCulture, $"{index:x8}"));
        foreach (var happened in run)
            report.Observe((happened is RunStarted started ? Placed(started, index, attempt) : happened) with { RunId = id });
    }

    private static RunStarted Placed(RunStarted started, int index, int attempt) =>
        started with
        {
            Slot = started.Slot! with
            {
                Index = index,
                RowNumber = index + 1,
                Row = Masked.Text(string.Create(CultureInfo.InvariantCulture, $"user-{index}")),
                Attempt = attempt,
            },
        };
}
