namespace PingOneScenarios.Engine.Tests.Templating;

/// <summary>Which functions draw on chance or the clock is known: <c>WorldDraws</c> names the groups of these files.</summary>
public sealed class WorldDrawsTests
{
    [Fact]
    public void No_other_function_looks_at_the_world() =>
        Assert.Equal(
            [
                "AssertionFunctions",
                "FakeFunctions",
                "JwkFunctions",
                "PkceFunctions",
                "RandomFunctions",
                "TimeFunctions",
                "TokenVerification",
                "TotpFunctions",
            ],
            Directory
                .EnumerateFiles(
                    Path.Combine(RepositoryRoot.Folder, "engine", "Engine", "Templating", "Functions"),
                    "*.cs",
                    SearchOption.AllDirectories
                )
                .Where(f => File.ReadAllText(f).Contains(".World.", StringComparison.Ordinal))
                .Select(f => Path.GetFileNameWithoutExtension(f)!)
                .Order(StringComparer.Ordinal)
        );
}
