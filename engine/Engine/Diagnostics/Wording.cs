namespace PingOneScenarios.Engine.Diagnostics;

/// <summary>Several things in a sentence.</summary>
internal static class Wording
{
    /// <summary><c>a, b or c</c>.</summary>
    public static string Or(IReadOnlyList<string> things) => Joined(things, "or");

    /// <summary><c>a, b and c</c>.</summary>
    public static string And(IReadOnlyList<string> things) => Joined(things, "and");

    private static string Joined(IReadOnlyList<string> things, string last) =>
        things.Count < 2 ? string.Concat(things) : $"{string.Join(", ", things.SkipLast(1))} {last} {things[^1]}";
}
