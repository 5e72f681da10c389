using PingOneScenarios.Engine.Editing.Places;

namespace PingOneScenarios.Engine.Editing;

/// <summary>What a YAML file is to us, told from its keys at the top so that it can be told while the rest is being typed.</summary>
internal enum FileKind
{
    Scenario,
    Environment,

    /// <summary>A pack file or somebody else's YAML: left alone.</summary>
    Other,

    /// <summary>Nothing is written yet that would tell.</summary>
    Empty,
}

/// <summary>A text to its <see cref="FileKind"/>.</summary>
internal static class FileKinds
{
    private static readonly string[] OnlyScenarios = ["scenario", "steps"];
    private static readonly string[] OnlyEnvironments = ["environment", "secrets", "allow"];

    public static FileKind Of(string path, string text)
    {
        if (Path.GetFileName(path) == "pack.yaml")
            return FileKind.Other;
        var keys = KeysOf(text);
        return keys.Overlaps(OnlyScenarios) ? FileKind.Scenario
            : keys.Overlaps(OnlyEnvironments) ? FileKind.Environment
            : keys.Count == 0 ? FileKind.Empty
            : FileKind.Other;
    }

    private static HashSet<string> KeysOf(string text)
    {
        var rows = new TextRows(text);
        var keys = new HashSet<string>(StringComparer.Ordinal);
        for (var row = 0; row < rows.Count; row++)
        {
            if (rows.ShapeOf(row) is { Column: 0, Key: { } key, Dashes.IsEmpty: true })
                keys.Add(key);
        }
        return keys;
    }
}
