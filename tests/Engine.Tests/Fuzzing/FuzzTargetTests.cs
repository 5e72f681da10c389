using PingOneScenarios.Engine.Fuzz.Fuzzing;
using PingOneScenarios.Engine.Fuzz.Targets;

namespace PingOneScenarios.Engine.Tests.Fuzzing;

/// <summary>
/// A short run of each fuzz target: its whole corpus, with everything that once failed, and a number of changed inputs from a fixed seed.
/// Long runs are <c>tests/Engine.Fuzz</c>.
/// </summary>
public sealed class FuzzTargetTests
{
    private const int Seed = 20260131;

    /// <summary>Of each target; about a quarter of a second.</summary>
    private const int ChangedInputs = 400;

    public static TheoryData<string> Names => [.. EngineTargets.All.Select(t => t.Name)];

    [Theory, MemberData(nameof(Names))]
    public void Any_input_is_borne(string name)
    {
        var target = EngineTargets.All.Single(t => t.Name == name);
        var campaign = new Campaign(target, new CorpusFolder(name).Read(), Seed);
        var turns = campaign.Beginning.Concat(Enumerable.Range(0, ChangedInputs).Select(_ => campaign.Next()));
        var tried = 0;
        foreach (var input in turns)
        {
            tried++;
            if (campaign.Try(input, out _) is { } finding)
                Assert.Fail($"input {tried} of {name}: {finding.Failure}\n{Convert.ToHexString(Minimizer.Shrink(target, finding).Input)}");
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"fuzz {name}: {tried} inputs");
    }

    [Fact]
    public void A_fault_is_found_and_made_small()
    {
        var target = new FuzzTarget("fault", "", () => ["harmless"u8.ToArray()], ["<<", ">>"], Faulty);
        var campaign = new Campaign(target, [], Seed);
        foreach (var input in campaign.Beginning)
            Assert.Null(campaign.Try(input, out _));
        var finding = Enumerable.Range(0, 1000).Select(_ => campaign.Try(campaign.Next(), out var _)).First(f => f is not null)!;
        Assert.Equal("<<"u8.ToArray(), Minimizer.Shrink(target, finding).Input);
    }

    private static string Faulty(byte[] input) => input.AsSpan().IndexOf("<<"u8) >= 0 ? throw new FormatException("bad") : "good";
}
