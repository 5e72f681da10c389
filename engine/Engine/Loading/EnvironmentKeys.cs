using System.Collections.Immutable;

namespace PingOneScenarios.Engine.Loading;

/// <summary>Every key of an environment file, by the place where it is allowed.</summary>
internal static class EnvironmentKeys
{
    private static readonly ScalarShape Literal = new(ScalarKind.Literal);

    public static readonly ImmutableArray<KeyRow> Secret =
    [
        new("env", "The process environment variable that holds it.", Literal),
        new("file", "The file that holds it, relative to the environment file.", Literal),
        new("prompt", "true asks for it on the terminal.", new ScalarShape(ScalarKind.Flag)),
        new("to", "The only origins it may be sent to.", new ListShape(Literal)),
    ];

    public static readonly ImmutableArray<KeyRow> Environment =
    [
        new("environment", "Its name. Required.", Literal),
        new("inputs", "Values of inputs; the origins of addresses among them are granted.", new MapShape(new AnyShape())),
        new("secrets", "Where secrets come from.", new MapShape(new TableShape("secret", Secret))),
        new("allow", "Origins that may be contacted beyond those of the inputs.", new ListShape(Literal)),
        new(
            "private",
            "Hosts that stand in a network of your own; other hosts must not lead to private addresses.",
            new ListShape(Literal)
        ),
    ];
}
