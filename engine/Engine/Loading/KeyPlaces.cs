using System.Collections.Immutable;

namespace PingOneScenarios.Engine.Loading;

/// <summary>What may stand at a place of a file: which table its keys come from, and what stands below them.</summary>
/// <param name="Name">What an author would call it: "a step"; empty where any keys are allowed.</param>
/// <param name="Keys">The table of its keys; empty where the names are the author's.</param>
internal sealed record KeyPlace(string Name, ImmutableArray<KeyRow> Keys)
{
    /// <summary>Where any keys are allowed, in the order the author gave them.</summary>
    public static readonly KeyPlace Free = new("", []);

    /// <summary>The places of the values under its keys; a key that is not here holds a value of the author's.</summary>
    public ImmutableDictionary<string, KeyPlace> Below { get; init; } = ImmutableDictionary<string, KeyPlace>.Empty;

    /// <summary>The place of each item of a list, or of each value of a map with free names.</summary>
    public KeyPlace? Each { get; init; }

    /// <summary>The place of the value under a key.</summary>
    public KeyPlace Under(string key) => Below.GetValueOrDefault(key) ?? (Keys.IsEmpty ? Each : null) ?? Free;

    /// <summary>A list, or a map with free names, of these.</summary>
    public KeyPlace Many() => new("", []) { Each = this };
}

/// <summary>Which table of <see cref="ScenarioKeys"/> governs the map under which key.</summary>
internal static class KeyPlaces
{
    public static readonly KeyPlace Auth = Map(
        "auth",
        ScenarioKeys.Auth,
        new Dictionary<string, KeyPlace> { ["basic"] = Map("basic", ScenarioKeys.Basic, []) }
    );

    public static readonly KeyPlace Defaults = Map("defaults", ScenarioKeys.Defaults, new Dictionary<string, KeyPlace> { ["auth"] = Auth });

    public static readonly KeyPlace Undo = Map("an undo", ScenarioKeys.Request, RequestParts());

    public static readonly KeyPlace Step = Map(
        "a step",
        ScenarioKeys.Step,
        new Dictionary<string, KeyPlace>(RequestParts())
        {
            ["expect"] = Map("expect", ScenarioKeys.Expect, []),
            ["extract"] = Map("an extraction", ScenarioKeys.Extraction, []).Many(),
            ["undo"] = Undo,
        }
    );

    /// <summary>The root of a scenario file.</summary>
    public static readonly KeyPlace Scenario = Map(
        "a scenario",
        ScenarioKeys.Scenario,
        new Dictionary<string, KeyPlace>
        {
            ["inputs"] = Map("an input", ScenarioKeys.Input, []).Many(),
            ["defaults"] = Defaults,
            ["steps"] = Step.Many(),
            ["finally"] = Step.Many(),
        }
    );

    /// <summary>The root of an environment file.</summary>
    public static readonly KeyPlace Environment = Map(
        "an environment",
        ScenarioKeys.Environment,
        new Dictionary<string, KeyPlace> { ["secrets"] = Map("a secret", ScenarioKeys.Secret, []).Many() }
    );

    // What a step and an undo have in common.
    private static Dictionary<string, KeyPlace> RequestParts() =>
        new() { ["auth"] = Auth, ["redirects"] = Map("redirects", ScenarioKeys.Redirects, []) };

    private static KeyPlace Map(string name, ImmutableArray<KeyRow> keys, Dictionary<string, KeyPlace> below) =>
        new(name, keys) { Below = below.ToImmutableDictionary(StringComparer.Ordinal) };
}
