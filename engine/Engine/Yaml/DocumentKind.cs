using PingOneScenarios.Engine.Diagnostics;

namespace PingOneScenarios.Engine.Yaml;

/// <summary>What a YAML file is, told by its own keys.</summary>
internal enum DocumentKind
{
    Scenario,
    Environment,

    /// <summary>Neither, such as <c>pack.yaml</c>.</summary>
    Other,
}

/// <summary>Tells scenarios from environment files and from everything else that is YAML.</summary>
internal static class DocumentKinds
{
    /// <param name="source">The file.</param>
    /// <param name="root">What was read of it; null when it is not YAML, and is then told by the beginnings of its lines.</param>
    public static DocumentKind Of(SourceText source, LocatedNode? root)
    {
        if (root is null)
            return HasLine(source.Text, "environment:") && !HasLine(source.Text, "scenario:")
                ? DocumentKind.Environment
                : DocumentKind.Scenario;
        if (root is not MappingNode map)
            return DocumentKind.Other;
        if (map.Find("scenario") is not null || map.Find("steps") is not null)
            return DocumentKind.Scenario;
        return map.Find("environment") is not null ? DocumentKind.Environment : DocumentKind.Other;
    }

    private static bool HasLine(string text, string beginning) =>
        text.StartsWith(beginning, StringComparison.Ordinal) || text.Contains("\n" + beginning, StringComparison.Ordinal);
}
