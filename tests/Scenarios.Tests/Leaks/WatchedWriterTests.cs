using PingOneScenarios.Cli;
using PingOneScenarios.Engine.Leaks;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Scenarios.Tests.Leaks;

/// <summary>The copy of what was written, for the self-test of trust rule 10.</summary>
public sealed class WatchedWriterTests
{
    private const string Secret = "fake-secret-of-a-run";

    [Fact]
    public void Rule_10_a_secret_written_in_pieces_is_found_and_all_is_passed_on()
    {
        using var next = new StringWriter { NewLine = "\n" };
        using var writer = new WatchedWriter("standard output", next, ScanFor(Secret));
        writer.Write("fake-");
        Assert.Empty(writer.Leaked());
        writer.Write('s');
        writer.Write("ecret-of".AsSpan());
        writer.Write("x-a-run".ToCharArray(), 1, 6);
        writer.WriteLine("!");
        writer.WriteLine();
        Assert.Equal(["‹s›"], writer.Leaked());
        Assert.Equal(Secret + "!\n\n", next.ToString());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1000)]
    [InlineData(1014)]
    [InlineData(5000)]
    public void Rule_10_more_than_is_kept_is_looked_through_before_it_is_forgotten(int before)
    {
        using var writer = new WatchedWriter("standard output", TextWriter.Null, ScanFor(Secret), mostKept: 1024);
        writer.Write(new string('x', before) + Secret + new string('y', 5000));
        Assert.Equal(["‹s›"], writer.Leaked());
    }

    [Fact]
    public void Rule_10_what_is_learned_to_be_secret_after_it_was_written_is_found()
    {
        var mask = new SecretMask();
        using var writer = new WatchedWriter("standard output", TextWriter.Null, ScanFor(mask));
        writer.Write(Secret);
        Assert.Empty(writer.Leaked());
        mask.Add("‹late›", Secret);
        Assert.Equal(["‹late›"], writer.Leaked());
    }

    [Fact]
    public void Rule_10_what_earlier_runs_held_is_not_looked_for_once_it_is_forgotten()
    {
        var scan = ScanFor(Secret);
        Assert.Equal(["‹s›"], scan.NamesIn(Secret));
        scan.Forget();
        Assert.Empty(scan.NamesIn(Secret));
        _ = scan.Watch(() => [("‹next›", Secret)]);
        Assert.Equal(["‹next›"], scan.NamesIn(Secret));
    }

    private static SecretScan ScanFor(string secret)
    {
        var mask = new SecretMask();
        mask.Add("‹s›", secret);
        return ScanFor(mask);
    }

    private static SecretScan ScanFor(SecretMask mask)
    {
        var scan = new SecretScan();
        _ = scan.Watch(() => mask.Held);
        return scan;
    }
}
