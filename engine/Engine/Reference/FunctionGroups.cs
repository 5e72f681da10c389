using System.Collections.Immutable;
using PingOneScenarios.Engine.Expectations;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Templating.Functions;

namespace PingOneScenarios.Engine.Reference;

/// <summary>A group of functions.</summary>
/// <param name="Name">The part in front of the dot; for functions without one, a name of its own.</param>
/// <param name="Title">What the group is about.</param>
/// <param name="Rows">Its functions, in the order in which they are explained.</param>
internal sealed record FunctionGroup(string Name, string Title, ImmutableArray<FunctionRow> Rows);

/// <summary>Every function in its group. The group of predicates comes last.</summary>
internal static class FunctionGroups
{
    /// <summary>Names the functions that have no group in their name.</summary>
    public const string Bare = "assertion";

    public const string Predicates = "is";

    private static readonly ImmutableArray<(string Name, string Title)> Titles =
    [
        (Bare, "Signed proofs of who a client is (RFC 7523)"),
        ("jwt", "JSON Web Tokens"),
        ("oidc", "ID tokens (OpenID Connect Core)"),
        ("jwk", "Keys as JSON Web Keys (RFC 7517)"),
        ("pkce", "Proof Key for Code Exchange (RFC 7636)"),
        ("totp", "One-time codes by the clock (RFC 6238)"),
        ("url", "Addresses"),
        ("json", "JSON"),
        ("xml", "XML"),
        ("html", "HTML"),
        ("regex", "Regular expressions"),
        ("text", "Text"),
        ("list", "Lists"),
        ("map", "Maps"),
        ("math", "Numbers"),
        ("base64", "Base64"),
        ("base64url", "Base64 for addresses"),
        ("base32", "Base32"),
        ("hex", "Hexadecimal"),
        ("deflate", "Compressed text (RFC 1951)"),
        ("hash", "Digests"),
        ("hmac", "Digests with a key"),
        ("random", "Chance"),
        ("fake", "Made-up people"),
        ("time", "Time"),
        (Predicates, "Predicates: what a value in expect must be"),
    ];

    /// <summary>All functions and predicates.</summary>
    public static ImmutableArray<FunctionRow> Rows { get; } = [.. StandardFunctions.Rows, .. PredicateTable.Rows];

    public static ImmutableArray<FunctionGroup> All { get; } =
    [.. Titles.Select(t => new FunctionGroup(t.Name, t.Title, [.. Rows.Where(r => GroupOf(r) == t.Name)]))];

    public static string GroupOf(FunctionRow row) =>
        row.Name.IndexOf('.', StringComparison.Ordinal) is var dot and > 0 ? row.Name[..dot] : Bare;
}
