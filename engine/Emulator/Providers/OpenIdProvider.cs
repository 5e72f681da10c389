using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Entities;

namespace PingOneScenarios.Emulator.Providers;

/// <summary>Exchanges the code of an OpenID provider and believes its ID token, or says why not (OpenID Connect Core section 3.1.3).</summary>
internal static class OpenIdProvider
{
    private static readonly (string Why, Func<Call, Entity, ExternalSignOn, ClientAssertion, bool> Holds)[] Rules =
    [
        ("its alg is not supported", (_, _, _, jwt) => PublicKey.Algorithms.Contains(ClientAssertion.TextOf(jwt.Header, "alg"))),
        ("the signature is wrong, or its keys cannot be had", (call, provider, _, jwt) => IsSigned(call, provider, jwt)),
        ("iss is not the provider's issuer", (_, provider, _, jwt) => ClientAssertion.TextOf(jwt.Claims, "iss") == provider.Text("issuer")),
        ("aud is not the client id", (_, provider, _, jwt) => jwt.Audiences.Contains(provider.Text("clientId"))),
        ("exp is in the past", (call, _, _, jwt) => jwt.NumberOf("exp") > AssertionRules.Now(call)),
        ("nonce is not the one that was sent", (_, _, away, jwt) => ClientAssertion.TextOf(jwt.Claims, "nonce") == away.Nonce),
        ("sub is missing", (_, _, _, jwt) => ClientAssertion.TextOf(jwt.Claims, "sub") is { Length: > 0 }),
    ];

    /// <summary>Who has signed on there; without an account, why not.</summary>
    public static (ExternalAccount? Account, string Why) Exchange(Call call, Entity provider, ExternalSignOn away, string code)
    {
        if (Ask(call, provider, away, code) is not { } tokens)
            return (null, "The token endpoint of the identity provider gave no tokens");
        if (ClientAssertion.TextOf(tokens, "id_token") is not { } text || ClientAssertion.Parse(text) is not { } jwt)
            return (null, "The identity provider gave no ID token");
        foreach (var (why, holds) in Rules)
            if (!holds(call, provider, away, jwt))
                return (null, $"The ID token of the identity provider is refused: {why}");
        var subject = ClientAssertion.TextOf(jwt.Claims, "sub")!;
        var attributes = ProviderAttributes.Of(call, provider, [jwt.Claims, .. UserInfo(provider, tokens, subject)]);
        return (new ExternalAccount(provider.Id, subject, attributes), "");
    }

    private static JsonElement? Ask(Call call, Entity provider, ExternalSignOn away, string code)
    {
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code",
            ["code"] = code,
            ["redirect_uri"] = call.Tenant.Addresses.ProviderCallback,
        };
        if (provider.Text("pkceMethod") == "S256")
            form["code_verifier"] = away.Verifier;
        var (id, secret) = (provider.Text("clientId")!, provider.Text("clientSecret")!);
        var method = provider.Text("tokenEndpointAuthMethod");
        if (method != "CLIENT_SECRET_BASIC")
            form["client_id"] = id;
        if (method == "CLIENT_SECRET_POST")
            form["client_secret"] = secret;
        return Json(Outside.Post(provider.Text("tokenEndpoint")!, form, method == "CLIENT_SECRET_BASIC" ? Basic(id, secret) : null));
    }

    /// <summary>Form-encoded first, as RFC 6749 section 2.3.1 has it.</summary>
    private static AuthenticationHeaderValue Basic(string id, string secret) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Uri.EscapeDataString(id)}:{Uri.EscapeDataString(secret)}")));

    private static bool IsSigned(Call call, Entity provider, ClientAssertion jwt) =>
        call.Organization.PublishedKeys.Find(provider.Text("jwksEndpoint")!, set => AssertionKeys.Serves(set, jwt)) is { } keys
        && AssertionKeys.Holds(keys, jwt);

    /// <summary>At most one: what is said of somebody else is not said (section 5.3.2).</summary>
    private static IEnumerable<JsonElement> UserInfo(Entity provider, JsonElement tokens, string subject) =>
        provider.Text("userInfoEndpoint") is { } url
        && ClientAssertion.TextOf(tokens, "access_token") is { } token
        && Json(Outside.Get(url, new AuthenticationHeaderValue("Bearer", token))) is { } said
        && ClientAssertion.TextOf(said, "sub") == subject
            ? [said]
            : [];

    private static JsonElement? Json(string? text) =>
        text is not null && StrictJson.Parse(Encoding.UTF8.GetBytes(text)) is { ValueKind: JsonValueKind.Object } json ? json : null;
}
