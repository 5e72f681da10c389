using System.Collections.Immutable;

namespace PingOneScenarios.Emulator.Tokens;

/// <summary>What a scope says about a user, in an ID token and at userinfo (OpenID Connect Core section 5.4), until it is mapped differently.</summary>
internal static class UserClaims
{
    public static ImmutableArray<(string Name, string Value, string Scope)> Table { get; } =
    [
        ("name", "${user.name.formatted}", "profile"),
        ("given_name", "${user.name.given}", "profile"),
        ("family_name", "${user.name.family}", "profile"),
        ("middle_name", "${user.name.middle}", "profile"),
        ("nickname", "${user.nickname}", "profile"),
        ("preferred_username", "${user.username}", "profile"),
        ("picture", "${user.photo.href}", "profile"),
        ("locale", "${user.locale}", "profile"),
        ("zoneinfo", "${user.timezone}", "profile"),
        (UpdatedAt, "${user.updatedAt}", "profile"),
        ("email", "${user.email}", "email"),
        ("phone_number", "${user.primaryPhone}", "phone"),
        ("address.street_address", "${user.address.streetAddress}", "address"),
        ("address.locality", "${user.address.locality}", "address"),
        ("address.region", "${user.address.region}", "address"),
        ("address.postal_code", "${user.address.postalCode}", "address"),
        ("address.country", "${user.address.countryCode}", "address"),
    ];

    /// <summary>The one claim that is a number of seconds, whatever time it is mapped to.</summary>
    public const string UpdatedAt = "updated_at";

    /// <summary>Predefined claims stand in the order of the table, others behind them.</summary>
    public static int Place(string name) => Table.Select((row, i) => row.Name == name ? i : Table.Length).Min();

    /// <summary>Null for a claim that is none of the predefined ones.</summary>
    public static string? ScopeOf(string name) => Table.FirstOrDefault(row => row.Name == name).Scope;
}
