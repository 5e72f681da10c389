using PingOneScenarios.Engine.Reporting.Curl;

namespace PingOneScenarios.Engine.Tests.Reporting;

/// <summary>The variables of a script: never one for two things, also after very many.</summary>
public sealed class ShellNamesTests
{
    [Theory]
    [InlineData("a a a", "got_a got_a_2 got_a_3")]
    [InlineData("a_2 a a a", "got_a_2 got_a got_a_3 got_a_4")]
    [InlineData("a a a_2 a", "got_a got_a_2 got_a_2_2 got_a_3")]
    [InlineData("a_02 a a_2 a", "got_a_02 got_a got_a_2 got_a_3")]
    [InlineData("a a_2_2 a_2 a a_2", "got_a got_a_2_2 got_a_2 got_a_3 got_a_2_3")]
    [InlineData("a_1 a a", "got_a_1 got_a got_a_2")]
    public void Each_is_another(string names, string expected)
    {
        var taken = new ShellNames();
        Assert.Equal(expected, string.Join(' ', names.Split(' ').Select(taken.ForTaken)));
    }

    [Fact]
    public void A_hundred_thousand_are_named_at_once()
    {
        var names = new ShellNames();
        var all = Enumerable.Range(0, 100_000).Select(i => names.ForTaken(i % 7 == 0 ? "a_2" : "a")).ToHashSet(StringComparer.Ordinal);
        Assert.Equal(100_000, all.Count);
    }
}
