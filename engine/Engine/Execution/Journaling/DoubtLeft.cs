using System.Collections.Immutable;
using System.Text.Json;

namespace PingOneScenarios.Engine.Execution.Journaling;

/// <summary>A step whose request is in doubt, as whoever settles it has to name it.</summary>
/// <param name="Path">Of the step.</param>
/// <param name="Gives">The names of what its lost answer would have given, and nothing else gives.</param>
internal sealed record DoubtLeft(string Path, ImmutableArray<string> Gives)
{
    /// <summary>Those that a row ends with, one for a step.</summary>
    public static ImmutableArray<DoubtLeft> In(JsonElement row) =>
        row.TryGetProperty("doubts", out var doubts) ? [.. doubts.EnumerateArray().Select(Read).DistinctBy(d => d.Path)] : [];

    private static DoubtLeft Read(JsonElement doubt) =>
        new(
            doubt.GetProperty("at").GetString()!,
            doubt.TryGetProperty("gives", out var names) ? [.. names.EnumerateArray().Select(n => n.GetString()!)] : []
        );
}
