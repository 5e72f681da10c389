using PingOneScenarios.Engine.Reporting.Diffing;

namespace PingOneScenarios.Engine.Tests.Reporting;

/// <summary>Which run of a report is which of another.</summary>
public sealed class RunPairsTests
{
    [Theory]
    [InlineData("A@x/a.yaml", "A@x/a.yaml", "0-0")]
    [InlineData("A@x/a.yaml", "A@y/a.yaml", "0-0")]
    [InlineData("A@a.yaml", "A@/home/me/repo/a.yaml", "0-0")]
    [InlineData("A@x/a.yaml", @"A@C:\repo\x\a.yaml", "0-0")]
    [InlineData("A@x/a.yaml", "B@x/a.yaml", "0-0")]
    [InlineData("A@x/a.yaml", "A@x/b.yaml", "0-0")]
    [InlineData("A@x/a.yaml", "B@y/a.yaml", "0-, -0")]
    [InlineData("A@x/1/a.yaml A@x/2/a.yaml", "A@y/2/a.yaml A@y/1/a.yaml", "0-1, 1-0")]
    [InlineData("A@x/a.yaml B@x/a.yaml", "B@y/a.yaml A@y/a.yaml", "0-1, 1-0")]
    [InlineData("A@a.yaml A@a.yaml", "A@b/a.yaml", "0-0, 1-")]
    [InlineData("A@x/a.yaml B@x/b.yaml", "B@y/b.yaml C@y/c.yaml", "0-, 1-0, -1")]
    [InlineData("x/a.yaml@x/a.yaml!", "A@y/a.yaml", "0-0")]
    [InlineData("A@x/a.yaml", "y/a.yaml@y/a.yaml!", "0-0")]
    [InlineData("A@x/a.yaml B@z/a.yaml", "y/a.yaml@y/a.yaml!", "0-, 1-, -0")]
    [InlineData("", "A@a.yaml", "-0")]
    public void Another_folder_does_not_matter(string before, string after, string expected)
    {
        var (a, b) = (Runs(before), Runs(after));
        var pairs = RunPairs.Of(a, b).Select(p => $"{Place(a, p.Before)}-{Place(b, p.After)}");
        Assert.Equal(expected, string.Join(", ", pairs));
    }

    [Theory]
    [InlineData("A@a.yaml@dev A@a.yaml@eu", "A@a.yaml@eu A@a.yaml@dev", "0-1, 1-0")]
    [InlineData("A@a.yaml@dev A@a.yaml@eu", "A@x/a.yaml@eu A@x/a.yaml@dev", "0-1, 1-0")]
    [InlineData("A@a.yaml@dev", "A@a.yaml@eu", "0-0")]
    [InlineData("A@a.yaml@dev A@a.yaml@eu", "A@a.yaml@eu", "0-, 1-0")]
    [InlineData("A@a.yaml@dev@x A@a.yaml@dev@y", "A@a.yaml@dev@y A@a.yaml@dev@x", "0-1, 1-0")]
    [InlineData("A@a.yaml@dev@x", "A@a.yaml@dev@y", "0-, -0")]
    [InlineData("A@a.yaml@dev@x A@a.yaml@dev@y", "A@a.yaml@eu@y", "0-, 1-0")]
    [InlineData("A@a.yaml@dev A@a.yaml@dev", "A@a.yaml@dev A@a.yaml@dev A@a.yaml@dev", "0-0, 1-1, -2")]
    public void A_row_is_never_another_and_an_environment_only_in_need(string before, string after, string expected) =>
        Another_folder_does_not_matter(before, after, expected);

    // Title@path@environment@row, with ! for one that could not begin.
    private static RunLog[] Runs(string text) =>
        [
            .. text.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(r => r.Split('@'))
                .Select(r => new RunLog(r[0], r[1].TrimEnd('!'), r[1].EndsWith('!') ? "" : "12345678", "passed", [])
                {
                    Environment = r.ElementAtOrDefault(2) ?? "",
                    Row = r.ElementAtOrDefault(3) ?? "",
                }),
        ];

    private static string Place(RunLog[] runs, RunLog? run) => run is null ? "" : $"{Array.FindIndex(runs, r => ReferenceEquals(r, run))}";
}
