using PingOneScenarios.Cli.Tests.Driving;
using PingOneScenarios.Engine.Tests;

namespace PingOneScenarios.Cli.Tests;

/// <summary>Wrong and unlucky runs, each with the text a person sees: tests/cases/runs, in the form of transcripts, a title above each.</summary>
public sealed class UnluckyRunTests(Peers peers) : IClassFixture<Peers>
{
    private const int Least = 60;

    private static readonly string Folder = RepositoryRoot.PathOf("tests", "cases", "runs");

    public static TheoryData<string> Names => [.. Transcript.NamesIn(Folder)];

    [Theory, MemberData(nameof(Names))]
    public Task Each_of_them_says_where_to_look_and_what_to_do(string name) => Transcript.CheckAsync(Folder, name, peers);

    [Fact]
    public void There_are_sixty_of_them_each_with_a_way_out()
    {
        var cases = Names.SelectMany(n => File.ReadAllText(Path.Combine(Folder, n + ".txt")).Split("\n# ")).ToList();

        Assert.True(cases.Count >= Least, $"there are {cases.Count}");
        Assert.All(cases, one => Assert.Contains("   fix: ", one, StringComparison.Ordinal));
        Assert.All(cases, one => Assert.DoesNotContain("[exit 0]", one, StringComparison.Ordinal));
        Assert.All(
            cases,
            one => Assert.DoesNotContain("fix: look at the answer, and at what the request sent", one, StringComparison.Ordinal)
        );
    }
}
