using PingOneScenarios.Engine.Events;
using PingOneScenarios.Scenarios.Tests.Driving;

namespace PingOneScenarios.Scenarios.Tests.Gallery;

/// <summary>Mistakes that are made with each use case: the run is red at the step that has it, and says why.</summary>
public sealed class MistakeTests
{
    private const string Set = "--set ";

    public static IEnumerable<TheoryDataRow<string>> Lines() => Mistake.All().Select(m => new TheoryDataRow<string>(m.Line));

    [Theory, MemberData(nameof(Lines))]
    public async Task A_mistake_is_red_at_the_right_step_for_the_right_reason(string line)
    {
        var mistake = Mistake.All().Single(m => m.Line == line);
        using var pack = new Pack();

        var run = await RunAsync(pack, mistake);

        Assert.True(run.Ended is Outcome.Failed or Outcome.Broken, $"{mistake}: {run.Ended}\n{run.Problems}");
        Assert.True(run.Wrong == mistake.Step, $"{mistake}: it is red at \"{run.Wrong}\"\n{run.Problems}");
        Assert.Contains(mistake.Words, run.Problems, StringComparison.Ordinal);
        Assert.Empty(run.Left);
    }

    [Fact]
    public void Every_scenario_has_one()
    {
        var tried = Mistake.All().Select(m => $"scenarios/{m.Scenario}").ToHashSet(StringComparer.Ordinal);
        Assert.Empty(Pack.Entries().Except(tried));
        Assert.Empty(tried.Except(Pack.Entries()));
    }

    private static Task<GalleryRun> RunAsync(Pack pack, Mistake mistake)
    {
        var path = pack.PathOf($"scenarios/{mistake.Scenario}");
        if (mistake.Text == "--fault")
            return GalleryRun.Of(path, [mistake.Replacement]);
        if (mistake.Text.StartsWith(Set, StringComparison.Ordinal))
            return GalleryRun.Of(path, [], new KeyValuePair<string, string>(mistake.Text[Set.Length..], mistake.Replacement));
        pack.ReplaceIn($"scenarios/{mistake.Scenario}", mistake.Text, mistake.Replacement);
        return GalleryRun.Of(path, []);
    }
}
