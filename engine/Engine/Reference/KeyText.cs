using PingOneScenarios.Engine.Language;

namespace PingOneScenarios.Engine.Reference;

/// <summary>What is said of a key, for editors and for the reference.</summary>
internal static class KeyText
{
    /// <summary>The meaning, with what counts when the key is missing.</summary>
    public static string Describe(KeyRow row) =>
        row.IsRequired ? row.Meaning + " Required."
        : DefaultOf(row) is { } value ? $"{row.Meaning} Default: {value}."
        : row.Meaning;

    /// <summary>What counts when the key is missing; null when that is nothing.</summary>
    public static string? DefaultOf(KeyRow row) => row.Default ?? row.Otherwise;
}
