using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace PingOneScenarios.Emulator.Tests.OpenApi;

/// <summary>What a description says of one operation; a body without a schema has null for it.</summary>
/// <param name="Method">Upper case.</param>
/// <param name="Template">The path with its <c>{name}</c> parts, below the version.</param>
/// <param name="Requests">The schema of a request by media type.</param>
/// <param name="Answers">The schemas by media type, by status.</param>
internal sealed record Described(
    string Method,
    string Template,
    FrozenDictionary<string, JsonObject?> Requests,
    FrozenDictionary<string, FrozenDictionary<string, JsonObject?>> Answers
)
{
    private readonly ImmutableArray<string> segments = [.. Template.Split('/')];

    /// <summary>The file the operation is in.</summary>
    public required Description Of { get; init; }

    /// <summary>Of two templates that match, the one with more of it written out is meant.</summary>
    public int Literals => segments.Count(segment => !segment.StartsWith('{'));

    public bool Matches(string method, string[] path) =>
        Method == method
        && path.Length == segments.Length
        && segments.Zip(path).All(pair => pair.First == pair.Second || (pair.First.StartsWith('{') && pair.Second.Length > 0));

    public override string ToString() => $"{Method} {Template}";
}
