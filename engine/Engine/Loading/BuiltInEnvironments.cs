using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Scenarios;

namespace PingOneScenarios.Engine.Loading;

/// <summary>The PingOne regions by their codes (PingOne API reference, "Working with PingOne APIs"): addresses only, ids come from the operator.</summary>
internal static class BuiltInEnvironments
{
    /// <summary>The local PingOne, which whoever composes the run starts.</summary>
    public const string Emulator = "emulator";

    private static readonly ImmutableArray<(string Name, string TopLevelDomain)> Regions =
    [
        ("na", "com"),
        ("ca", "ca"),
        ("eu", "eu"),
        ("au", "com.au"),
        ("sg", "sg"),
        ("ap", "asia"),
    ];

    public static IEnumerable<string> Names => Regions.Select(r => r.Name).Prepend(Emulator);

    public static bool IsRegion(string name) => Regions.Any(r => r.Name == name);

    public static ScenarioEnvironment? Find(string name, SourceSpan namedAt)
    {
        foreach (var region in Regions)
        {
            if (region.Name != name)
                continue;
            var origin = $"the built-in environment \"{name}\"";
            return new ScenarioEnvironment
            {
                Name = name,
                Inputs =
                [
                    new GivenValue("apiPath", $"https://api.pingone.{region.TopLevelDomain}/v1", namedAt, origin),
                    new GivenValue("authPath", $"https://auth.pingone.{region.TopLevelDomain}", namedAt, origin),
                ],
            };
        }
        return null;
    }
}
