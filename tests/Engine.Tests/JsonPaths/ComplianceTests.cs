using System.Text.Json;
using PingOneScenarios.Engine.JsonPaths;

namespace PingOneScenarios.Engine.Tests.JsonPaths;

/// <summary>The public compliance suite of RFC 9535, read from beside the repository.</summary>
public sealed class ComplianceTests
{
    private const int FewestCases = 700;

    [Fact]
    public void Every_case_of_the_public_suite_passes()
    {
        var path = RepositoryRoot.FindCorpus("jsonpath-cts", "cts.json");
        Assert.SkipWhen(path is null, "skipped: suite not found");
        using var suite = JsonDocument.Parse(File.ReadAllBytes(path!));
        var cases = suite.RootElement.GetProperty("tests").EnumerateArray().ToList();
        Assert.True(cases.Count >= FewestCases, $"only {cases.Count} cases were found");
        Assert.Empty(cases.Where(one => !Passes(one)).Select(one => one.GetProperty("name").GetString()));
    }

    private static bool Passes(JsonElement one)
    {
        var isPath = JsonPath.TryParse(one.GetProperty("selector").GetString()!, out var path, out _);
        if (one.TryGetProperty("invalid_selector", out var isInvalid) && isInvalid.GetBoolean())
            return !isPath;
        if (!isPath)
            return false;
        var found = path!.Select(one.GetProperty("document"));
        return one.TryGetProperty("results", out var results)
            ? results.EnumerateArray().Any(result => IsSame(result, found))
            : IsSame(one.GetProperty("result"), found);
    }

    private static bool IsSame(JsonElement expected, IReadOnlyList<JsonElement> found) =>
        expected.GetArrayLength() == found.Count
        && expected.EnumerateArray().Zip(found).All(pair => JsonElement.DeepEquals(pair.First, pair.Second));
}
