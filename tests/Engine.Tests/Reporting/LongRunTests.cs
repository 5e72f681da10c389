using System.Runtime.CompilerServices;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Files;
using PingOneScenarios.Engine.Reporting;

namespace PingOneScenarios.Engine.Tests.Reporting;

/// <summary>A report of a long run does not hold it: what has been written is forgotten, and what waits does so in a file.</summary>
public sealed class LongRunTests
{
    public static TheoryData<string> Kinds => [.. ReporterTable.Rows.Select(r => r.Name).Where(n => n is not ("markdown" or "html"))];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_step_that_was_written_is_forgotten(string kind) => Assert.Equal(0, RememberedBy(kind));

    [Fact]
    public void A_summary_remembers_the_slowest_steps() => Assert.InRange(RememberedBy("markdown"), 4, 5);

    [Fact]
    public void A_summary_of_many_failures_is_short_and_says_how_much_it_leaves_out()
    {
        var events = Enumerable.Range(0, 2000).SelectMany(_ => SampleRuns.Failed);
        var text = ReportText.Of("markdown", events);
        Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(text), 100_000, 300_000);
        Assert.StartsWith("## 2000 scenarios: 2000 broken in 41 min 9 s\n", text, StringComparison.Ordinal);
        Assert.Matches("… and [0-9,]+ more scenarios, left out", text);
        Assert.Matches("… and [0-9,]+ more problems, left out", text);
        Assert.Matches("… and [0-9,]+ more things, left out", text);
    }

    [Fact]
    public void What_waits_stands_in_a_file_that_is_gone_afterwards()
    {
        var stream = Assert.IsType<FileStream>(ReportFiles.OpenSpool());
        using (var spool = new Spool(stream))
        {
            using var copy = new StringWriter();
            spool.Text.Write("a ‹secret›\n");
            spool.CopyTo(copy);
            spool.Text.Write("b\n");
            spool.CopyTo(copy);
            Assert.Equal("a ‹secret›\na ‹secret›\nb\n", copy.ToString());
        }
        Assert.False(File.Exists(stream.Name));
    }

    // How many of twenty steps a report still holds when it has heard them all.
    private static int RememberedBy(string kind)
    {
        using var spool = new MemoryStream();
        var report = ReporterTable.Find(kind)!.Create(new ReportSink(TextWriter.Null, ReportText.Tool) { OpenSpool = () => spool });
        report.Observe(SampleRuns.Passed[0]);
        var steps = Enumerable.Range(1, 20).Select(number => Tell(report, number)).ToList();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        // Registers and the stack may still hold the last one.
        var remembered = steps.SkipLast(1).Count(step => step.IsAlive);
        GC.KeepAlive(report);
        return remembered;
    }

    // Nothing of the caller may keep a step alive.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Tell(IRunReport report, int number)
    {
        var place = Masked.Place(Phase.Steps, number, 20, 0, $"step-{number}", $"Step {number}");
        var step = SampleRuns.Passed.OfType<StepFinished>().First() with { Step = place };
        var sent = SampleRuns.Passed.OfType<RequestSent>().First() with { Step = place };
        report.Observe(sent);
        report.Observe(step);
        return new WeakReference(step);
    }
}
