using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;

namespace PingOneScenarios.Engine.Scenarios;

/// <summary>A method a request can have.</summary>
/// <param name="Name">As it is written.</param>
/// <param name="MayBeRepeated">Whether sending it twice changes no more than sending it once (RFC 9110, section 9.2.2).</param>
internal sealed record MethodRow(string Name, bool MayBeRepeated);

/// <summary>The usual methods, in the order in which they are listed; a request can have any other that is a token.</summary>
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
        new("QUERY", MayBeRepeated: true),
    ];

    private const int LongestName = 40;

    /// <summary>Others of the registry of IANA that look like a usual one.</summary>
    private static readonly string[] Registered =
    [
        "ACL",
        "BIND",
        "COPY",
        "LINK",
        "LOCK",
        "MOVE",
        "PRI",
        "PURGE",
        "MERGE",
        "REPORT",
        "SEARCH",
        "LABEL",
    ];

    public static ImmutableArray<string> Names { get; } = [.. Rows.Select(r => r.Name)];

    public static ImmutableArray<string> Repeatable { get; } = [.. Rows.Where(r => r.MayBeRepeated).Select(r => r.Name)];

    /// <summary>Whether a request of it changes nothing (RFC 9110, section 9.2.1), so that it does not matter whether it arrived.</summary>
    public static bool IsSafe(string method) =>
        method is "GET" or "HEAD" or "OPTIONS" or "QUERY" or "PROPFIND" or "REPORT" or "SEARCH" or "TRACE";

    /// <summary>The usual ones of them.</summary>
    public static ImmutableArray<string> Safe { get; } = [.. Names.Where(IsSafe)];

    public static bool MayBeRepeated(string method) => Repeatable.Contains(method, StringComparer.Ordinal) || IsSafe(method);

    /// <summary>Why a word cannot be the method of a request; null when it can. Case counts (RFC 9110, section 9.1).</summary>
    public static string? Objection(string word) =>
        Names.Contains(word, StringComparer.Ordinal) ? null
        : word.Length is 0 or > LongestName || word.AsSpan().IndexOfAnyExcept(HttpToken.Letters) >= 0
            ? "RFC 9110, section 5.6.2 allows letters, digits and !#$%&'*+-.^_`|~"
        : word == "CONNECT" ? "it asks a proxy for a tunnel, which is no request of a scenario"
        : IsSlip(word) ? "case and each letter count: it would be sent as it is written"
        : null;

    // PSOT, GETS, get: so near to a usual one that nobody means it.
    private static bool IsSlip(string word) =>
        !Registered.Contains(word, StringComparer.Ordinal) && Suggestion.For(word, Names) is not null;
}
