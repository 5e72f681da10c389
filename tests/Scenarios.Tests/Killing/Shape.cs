using System.Collections.Immutable;
using PingOneScenarios.Engine.Tests;

namespace PingOneScenarios.Scenarios.Tests.Killing;

/// <summary>A scenario whose runs are ended, and what the lost answers of its steps would have given.</summary>
/// <param name="Name">Of its file.</param>
/// <param name="Gives">By the id of a step: a name, and the member of the answer.</param>
internal sealed record Shape(string Name, ImmutableDictionary<string, (string Name, string Member)> Gives)
{
    private static readonly (string Step, string Name, string Member)[] Users =
    [
        ("population", "populationID", "id"),
        ("user", "userID", "id"),
    ];

    /// <summary>Of these the files say that they may be sent again.</summary>
    public static ImmutableHashSet<string> Again { get; } = ["token", "check", "login"];

    public static ImmutableArray<Shape> All { get; } =
    [
        Of("ten", [.. Users, ("application", "appID", "id"), ("rotate", "newSecret", "secret"), ("second", "secondID", "id")]),
        Of("each", [("population", "populationID", "id"), ("user", "userIDs", "id")]),
        Of("call", Users),
        Of("poll", Users),
        Of("flow", [.. Users, ("application", "appID", "id"), ("tokens", "userToken", "access_token")]),
        Of("end", [("population", "populationID", "id"), ("user", "userIDs", "id"), ("mark", "markID", "id")]),
    ];

    public string Path => RepositoryRoot.PathOf("tests", "endings", "scenarios", $"{Name}.yaml");

    private static Shape Of(string name, (string Step, string Name, string Member)[] gives) =>
        new(name, gives.ToImmutableDictionary(g => g.Step, g => (g.Name, g.Member)));
}
