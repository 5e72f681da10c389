namespace PingOneScenarios.Engine.Tests.House;

/// <summary>What the library promises its callers changes by a decision, not by the way.</summary>
public sealed class PublicApiTests
{
    private const int Most = 85;

    [Fact]
    public void The_public_types_and_members_are_those_of_the_approved_list() => Golden.Check("api/engine.txt", PublicApi.Write());

    [Fact]
    public void There_are_at_most_85_public_types() => Assert.InRange(PublicApi.Types.Length, 1, Most);

    [Fact]
    public void Less_than_a_third_of_the_engines_types_are_public()
    {
        var types = typeof(Workspace)
            .Assembly.GetTypes()
            .Where(t => !t.IsNested && !t.Name.Contains('<', StringComparison.Ordinal))
            .ToList();
        Assert.InRange(types.Count(t => t.IsPublic), 1, types.Count / 3);
    }
}
