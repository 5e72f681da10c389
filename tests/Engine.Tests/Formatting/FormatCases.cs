namespace PingOneScenarios.Engine.Tests.Formatting;

/// <summary>A case of tests/cases/formatting.txt.</summary>
internal sealed record FormatCase(string Name, string Written, string Formatted)
{
    public static IReadOnlyList<FormatCase> All { get; } =
    [.. File.ReadAllText(RepositoryRoot.PathOf("tests", "cases", "formatting.txt")).Split("\n=== ").Skip(1).Select(Read)];

    private static FormatCase Read(string text)
    {
        var end = text.IndexOf('\n', StringComparison.Ordinal);
        var parts = (text[(end + 1)..].TrimEnd('\n') + "\n").Split("--->\n");
        // The line break in front of the next case is not part of this one.
        return new FormatCase(text[..end], parts[0], parts[^1]);
    }
}
