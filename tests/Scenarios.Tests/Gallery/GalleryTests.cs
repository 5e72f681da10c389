using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Tests;
using PingOneScenarios.Scenarios.Tests.Driving;

namespace PingOneScenarios.Scenarios.Tests.Gallery;

/// <summary>Every shipped scenario where all goes well and where servers are as they are now and then; each takes back what it made.</summary>
public sealed class GalleryTests
{
    /// <summary>What the retry of a careful author gets a scenario through.</summary>
    private static readonly Dictionary<string, string[]> Profiles = new(StringComparer.Ordinal)
    {
        ["all is well"] = [],
        ["each request is limited once"] = ["429:every 2"],
        ["each request is unavailable once"] = ["503:every 2"],
        ["every answer is slow"] = ["slow:for 3s"],
        ["what was made is not found twice"] = ["unseen:reads 2"],
        ["what was made is forbidden twice"] = ["unseen:reads 2:with 403"],
    };

    public static IEnumerable<TheoryDataRow<string, string>> Runs() =>
        from file in Pack.Entries()
        from profile in Profiles.Keys
        select new TheoryDataRow<string, string>(file, profile);

    [Theory, MemberData(nameof(Runs))]
    public async Task A_scenario_passes_and_leaves_nothing_behind(string file, string profile)
    {
        var run = await GalleryRun.Of(RepositoryRoot.PathOf(file.Split('/')), Profiles[profile]);

        Assert.True(run.Ended == Outcome.Passed, $"{run.Ended} at \"{run.Wrong}\": {run.Problems}");
        Assert.Empty(run.Left);
    }
}
