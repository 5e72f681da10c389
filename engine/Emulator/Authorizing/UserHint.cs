using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Authorizing;

/// <summary>The user that a client names with a signature: its own under a <c>login_hint_token</c>, ours under an <c>id_token_hint</c>.</summary>
internal sealed record UserHint(User? User, Refusal? Broken)
{
    private static readonly string[] Algorithms = ["HS256", "HS384", "HS512"];

    private static readonly (string Why, Func<Call, Application, ClientAssertion, bool> Holds)[] TokenRules =
    [
        ("its alg must be HS256, HS384 or HS512", (_, _, jwt) => Algorithms.Contains(ClientAssertion.TextOf(jwt.Header, "alg"))),
        ("it is nested or encrypted", (_, _, jwt) => !jwt.Header.TryGetProperty("cty", out _) && !jwt.Header.TryGetProperty("enc", out _)),
        ("the signature is wrong", AssertionKeys.IsOfSecret),
        ("iss is not the client id", (_, client, jwt) => ClientAssertion.TextOf(jwt.Claims, "iss") == client.Id),
        ("aud is not the issuer", (call, _, jwt) => jwt.Audiences.Contains(call.Tenant.Addresses.Issuer)),
        ("exp is in the past", (call, _, jwt) => !jwt.Has("exp") || jwt.NumberOf("exp") > AssertionRules.Now(call)),
    ];

    public static UserHint Of(Call call, Application client, AuthorizeParameters given) =>
        given["login_hint_token"] is { } token ? OfLoginHintToken(call, client, token)
        : given["id_token_hint"] is { } idToken ? OfIdToken(call, idToken)
        : new UserHint(null, null);

    /// <summary>Its <c>sub</c> is the user's id or name.</summary>
    public static UserHint OfLoginHintToken(Call call, Application client, string token)
    {
        if (ClientAssertion.Parse(token) is not { } jwt)
            return Refused("login_hint_token", "it is not a JWT");
        foreach (var (why, holds) in TokenRules)
            if (!holds(call, client, jwt))
                return Refused("login_hint_token", why);
        var subject = ClientAssertion.TextOf(jwt.Claims, "sub") ?? "";
        var user = call.Tenant.Registry.FindUser(subject) ?? call.Tenant.Registry.FindUserByName(subject);
        return user is null ? Refused("login_hint_token", "sub names no user") : new UserHint(user, null);
    }

    /// <summary>An old one serves as well: it says who signed on, not that somebody is.</summary>
    public static UserHint OfIdToken(Call call, string token)
    {
        if (
            ClientAssertion.Parse(token) is not { } jwt
            || ClientAssertion.TextOf(jwt.Header, "alg") != "RS256"
            || ClientAssertion.TextOf(jwt.Header, "typ") == "at+jwt"
            || !call.Tenant.Key.Verifies(jwt.SigningInput, jwt.Signature)
            || ClientAssertion.TextOf(jwt.Claims, "iss") != call.Tenant.Addresses.Issuer
        )
            return Refused("id_token_hint", "it is no ID token of this environment");
        var user = call.Tenant.Registry.FindUser(ClientAssertion.TextOf(jwt.Claims, "sub") ?? "");
        return user is null ? Refused("id_token_hint", "sub names no user") : new UserHint(user, null);
    }

    private static UserHint Refused(string parameter, string why) =>
        new(null, new Refusal("invalid_request", $"The parameter {parameter} is refused: {why}"));
}
