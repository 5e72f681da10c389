using PingOneScenarios.Engine.Http;
using PingOneScenarios.Engine.Tests.Execution;

namespace PingOneScenarios.Engine.Tests.Http;

/// <summary>What a watch makes of what it is told; each word of a test takes one millisecond more than the one before.</summary>
public sealed class ExchangeWatchTests
{
    [Theory]
    [InlineData("handed answered", "wait 2 receive 3")]
    [InlineData("handed sending sent answered", "send 5 wait 4 receive 5")]
    [InlineData("handed sending answered", "send 5 receive 4")]
    [InlineData("handed dialing found connected ready answered", "dns 3 connect 4 tls 5 wait 6 receive 7")]
    [InlineData("handed dialing found connected ready sending sent answered", "dns 3 connect 4 tls 5 send 13 wait 8 receive 9")]
    public void A_phase_lasts_until_the_next(string words, string expected) => Assert.Equal(expected, Tell(words));

    [Theory]
    [InlineData("", "")]
    [InlineData("handed dialing", "dns 3")]
    [InlineData("handed dialing found", "dns 3 connect 4")]
    [InlineData("handed dialing found connected", "dns 3 connect 4 tls 5")]
    [InlineData("handed dialing found connected ready", "dns 3 connect 4 tls 5 wait 6")]
    [InlineData("handed sending", "send 5")]
    [InlineData("handed sending sent", "send 5 wait 4")]
    public void What_fails_ends_with_the_phase_it_fails_in(string words, string expected) => Assert.Equal(expected, Tell(words));

    [Theory]
    [InlineData("handed dialing answered found connected ready", "receive 22")]
    [InlineData("handed dialing found answered connected ready", "receive 18")]
    [InlineData("handed dialing sending sent answered found connected ready", "send 4 wait 5 receive 30")]
    [InlineData("handed dialing sending sent found connected ready answered", "send 4 wait 26 receive 9")]
    public void Of_a_connection_that_was_not_needed_nothing_is_told(string words, string expected) => Assert.Equal(expected, Tell(words));

    [Fact]
    public void The_tunnel_of_a_proxy_is_no_part_of_waiting() => Assert.Equal("wait 3 receive 4", Tell("handed ready answered"));

    [Fact]
    public void After_the_end_nothing_is_heard()
    {
        var clock = new HandClock();
        var watch = new ExchangeWatch(clock);
        watch.Handed();
        watch.Dialing(byName: false);
        clock.Pass(TimeSpan.FromMilliseconds(1));
        var phases = watch.Stop(out var whole);
        clock.Pass(TimeSpan.FromMilliseconds(1));
        watch.Connected(isTls: true);
        watch.Ready();
        Assert.Equal("connect 1", Text(phases));
        Assert.Equal(TimeSpan.FromMilliseconds(1), whole);
    }

    /// <summary>The phases that are known, in whole milliseconds.</summary>
    internal static string Text(ExchangePhases phases) =>
        string.Join(
            ' ',
            new[]
            {
                ("dns", phases.Dns),
                ("connect", phases.Connect),
                ("tls", phases.Tls),
                ("send", phases.Send),
                ("wait", phases.Wait),
                ("receive", phases.Receive),
            }
                .Where(p => p.Item2 is not null)
                .Select(p => $"{p.Item1} {p.Item2!.Value.TotalMilliseconds}")
        );

    private static string Tell(string words)
    {
        var clock = new HandClock();
        var watch = new ExchangeWatch(clock);
        var took = 1;
        foreach (var word in words.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            clock.Pass(TimeSpan.FromMilliseconds(took++));
            Action heard = word switch
            {
                "handed" => watch.Handed,
                "dialing" => () => watch.Dialing(byName: true),
                "found" => watch.Found,
                "connected" => () => watch.Connected(isTls: true),
                "ready" => watch.Ready,
                "sending" => watch.Sending,
                "sent" => watch.Sent,
                "answered" => watch.Answered,
                _ => throw new ArgumentException(word),
            };
            heard();
        }
        clock.Pass(TimeSpan.FromMilliseconds(took));
        return Text(watch.Stop(out _));
    }
}
