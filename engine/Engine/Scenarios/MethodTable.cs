using System.Collections.Immutable;

namespace PingOneScenarios.Engine.Scenarios;

/// <summary>A method a request can have.</summary>
/// <param name="Name">As it is written.</param>
/// <param name="MayBeRepeated">Whether sending it twice changes no more than sending it once (RFC 9110, section 9.2.2).</param>
internal sealed record MethodRow(string Name, bool MayBeRepeated);

/// <summary>Every method, in the order in which they are listed.</summary>
internal static class MethodTable
{
    public static ImmutableArray<MethodRow> Rows { get; } =
    [
        new("GET", MayBeRepeated: true),
        new("HEAD", MayBeRepeated: true),
        new("POST", MayBeRepeated: false),
        new("PUT", MayBeRepeated: true),
        new("PATCH", MayBeRepeated: false),
        new("DELETE", MayBeRepeated: true),
        new("OPTIONS", MayBeRepeated: true),
    ];

    public static ImmutableArray<string> Names { get; } = [.. Rows.Select(r => r.Name)];

    public static ImmutableArray<string> Repeatable { get; } = [.. Rows.Where(r => r.MayBeRepeated).Select(r => r.Name)];

    /// <summary>Whether a request of it changes nothing (RFC 9110, section 9.2.1), so that it does not matter whether it arrived.</summary>
    public static bool IsSafe(string method) => method is "GET" or "HEAD" or "OPTIONS" or "QUERY";

    public static bool MayBeRepeated(string method) => Repeatable.Contains(method, StringComparer.Ordinal);
}
