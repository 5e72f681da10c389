using Microsoft.Extensions.Time.Testing;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Tests;

/// <summary>What cannot be seen over HTTP: that ended things leave the memory.</summary>
public sealed class ExpiringTests
{
    private readonly FakeTimeProvider clock = new();

    [Fact]
    public void What_has_ended_is_not_found_and_is_swept_when_something_is_added()
    {
        var kept = new Expiring<string>(clock, text => DateTimeOffset.Parse(text));
        kept.Put("early", Ahead(10));
        kept.Put("late", Ahead(1000));
        clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Null(kept.Find("early"));
        Assert.Null(kept.Exchange("early", text => text));
        Assert.Null(kept.Take("early"));
        Assert.Equal(2, kept.Count);

        clock.Advance(TimeSpan.FromSeconds(50));
        kept.Put("next", Ahead(10));

        Assert.Equal(2, kept.Count);
        Assert.NotNull(kept.Find("late"));
    }

    [Fact]
    public async Task Of_many_takers_one_gets_it()
    {
        var kept = new Expiring<string>(clock, text => DateTimeOffset.Parse(text));
        kept.Put("one", Ahead(10));

        var taken = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => kept.Take("one"))));

        Assert.Single(taken, text => text is not null);
    }

    private string Ahead(int seconds) => clock.GetUtcNow().AddSeconds(seconds).ToString("o");
}
