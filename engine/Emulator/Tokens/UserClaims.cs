using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Tokens;

/// <summary>What a scope says about a user, in an ID token and at userinfo (OpenID Connect Core section 5.4).</summary>
internal static class UserClaims
{
    /// <summary>The scopes an application may ask for without a grant.</summary>
    public static IReadOnlyList<string> Scopes { get; } = ["openid", "profile", "email", "address", "phone"];

    public static void Add(JsonObject claims, User user, string scope)
    {
        var scopes = scope.Split(' ');
        if (scopes.Contains("profile"))
            AddProfile(claims, user);
        if (scopes.Contains("email"))
            claims["email"] = user.Email;
        if (scopes.Contains("phone"))
            Set(claims, "phone_number", user.Attributes.GetValueOrDefault("primaryPhone"));
    }

    private static void AddProfile(JsonObject claims, User user)
    {
        var parts = new[] { user.Name.GetValueOrDefault("given"), user.Name.GetValueOrDefault("family") };
        var whole = string.Join(' ', parts.Where(part => part is not null));
        Set(claims, "name", user.Name.GetValueOrDefault("formatted") ?? (whole.Length > 0 ? whole : null));
        Set(claims, "given_name", parts[0]);
        Set(claims, "family_name", parts[1]);
        Set(claims, "middle_name", user.Name.GetValueOrDefault("middle"));
        Set(claims, "nickname", user.Attributes.GetValueOrDefault("nickname"));
        Set(claims, "locale", user.Attributes.GetValueOrDefault("locale"));
        Set(claims, "zoneinfo", user.Attributes.GetValueOrDefault("timezone"));
        claims["preferred_username"] = user.Username;
        claims["updated_at"] = user.UpdatedAt.ToUnixTimeSeconds();
    }

    private static void Set(JsonObject claims, string name, string? value)
    {
        if (value is not null)
            claims[name] = value;
    }
}
