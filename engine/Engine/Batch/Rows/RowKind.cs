namespace PingOneScenarios.Engine.Batch.Rows;

/// <summary>How a file writes its rows.</summary>
internal enum RowKind
{
    Csv,

    /// <summary>A list of maps.</summary>
    Json,

    /// <summary>A map a line.</summary>
    JsonLines,

    /// <summary>A list of maps.</summary>
    Yaml,
}

/// <summary>What kind a file is: by its name, else by what it begins with.</summary>
internal static class RowKinds
{
    /// <param name="path">As the user wrote it.</param>
    /// <param name="beginning">The first bytes, in UTF-8.</param>
    public static RowKind Of(string path, ReadOnlySpan<byte> beginning) =>
        Path.GetExtension(path).ToUpperInvariant() switch
        {
            ".CSV" or ".TSV" => RowKind.Csv,
            ".JSON" => RowKind.Json,
            ".JSONL" or ".NDJSON" => RowKind.JsonLines,
            ".YAML" or ".YML" => RowKind.Yaml,
            _ => Of(beginning.TrimStart(" \t\r\n"u8)),
        };

    private static RowKind Of(ReadOnlySpan<byte> beginning) =>
        beginning.StartsWith("["u8) ? RowKind.Json
        : beginning.StartsWith("{"u8) ? RowKind.JsonLines
        : beginning.StartsWith("- "u8) || beginning.StartsWith("---"u8) ? RowKind.Yaml
        : RowKind.Csv;
}
