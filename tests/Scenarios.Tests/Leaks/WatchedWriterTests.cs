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
        Assert.Empty(Leaked(writer));
        writer.Write('s');
        writer.Write("ecret-of".AsSpan());
        writer.Write("x-a-run".ToCharArray(), 1, 6);
        writer.WriteLine("!");
        writer.WriteLine();
        Assert.Equal(["‹s›"], Leaked(writer));
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
        Assert.Equal(["‹s›"], Leaked(writer));
    }

    [Fact]
    public void Rule_10_what_is_learned_to_be_secret_after_it_was_written_is_found()
    {
        var mask = new SecretMask();
        using var writer = new WatchedWriter("standard output", TextWriter.Null, ScanFor(mask));
        writer.Write(Secret);
        Assert.Empty(Leaked(writer));
        mask.Add("‹late›", Secret);
        Assert.Equal(["‹late›"], Leaked(writer));
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

    [Theory]
    [InlineData("‹", 7)]
    [InlineData("\ud83d\ude00", 11)]
    [InlineData("é\n", 300)]
    public void Rule_10_a_secret_of_any_letters_is_found_where_pieces_meet(string filling, int most)
    {
        const string secret = "fäke-secret-‹\ud83d\ude00›-of-a-run";
        for (var before = 0; before < most; before++)
        {
            using var writer = new WatchedWriter("standard output", TextWriter.Null, ScanFor(secret), mostKept: 1024);
            for (var i = 0; i < 100 * before / most; i++)
                writer.Write(filling);
            foreach (var letter in new string('x', before) + secret)
                writer.Write(letter);
            writer.Write(string.Concat(Enumerable.Repeat(filling, 500)));
            Assert.Equal(["‹s›"], Leaked(writer));
        }
    }

    private static IReadOnlyCollection<string> Leaked(WatchedWriter writer) => writer.Leaked(new char[writer.Room]);

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
