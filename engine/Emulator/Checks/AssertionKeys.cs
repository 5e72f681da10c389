using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using PingOneScenarios.Emulator.Endpoints;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Checks;

/// <summary>Which algorithms an application's method allows, and whether a signature is of one of its keys.</summary>
internal static class AssertionKeys
{
    private static readonly Dictionary<string, Func<byte[], byte[], byte[]>> Hmacs = new()
    {
        ["HS256"] = HMACSHA256.HashData,
        ["HS384"] = HMACSHA384.HashData,
        ["HS512"] = HMACSHA512.HashData,
    };

    public static bool AllowsAlgorithm(Application client, ClientAssertion jwt) =>
        Algorithm(jwt) is { } name && (UsesSecret(client) ? Hmacs.ContainsKey(name) : PublicKey.Algorithms.Contains(name));

    public static bool Verifies(Call call, Application client, ClientAssertion jwt) =>
        UsesSecret(client) ? IsOfSecret(call, client, jwt) : IsOfKey(call, client, jwt);

    /// <summary>Signed with one of the client's living secrets; the <c>alg</c> must be HS256, HS384 or HS512.</summary>
    public static bool IsOfSecret(Call call, Application client, ClientAssertion jwt) =>
        ClientAuthentication.SecretFits(call, client, secret => IsOf(secret, jwt));

    private static bool UsesSecret(Application client) => client.TokenEndpointAuthMethod == "CLIENT_SECRET_JWT";

    private static string? Algorithm(ClientAssertion jwt) => ClientAssertion.TextOf(jwt.Header, "alg");

    /// <summary>The key is the secret's UTF-8 bytes as they are (OpenID Connect Core section 10.1).</summary>
    private static bool IsOf(string secret, ClientAssertion jwt) =>
        CryptographicOperations.FixedTimeEquals(Hmacs[Algorithm(jwt)!](Encoding.UTF8.GetBytes(secret), jwt.SigningInput), jwt.Signature);

    /// <summary>Signed with a key the client has registered or published; the <c>alg</c> must be one of <see cref="PublicKey.Algorithms"/>.</summary>
    public static bool IsOfKey(Call call, Application client, ClientAssertion jwt) =>
        client.Keys.Any(key => Verifies(key.Jwk, jwt))
        || client.Jwks is { } registered && Holds(registered, jwt)
        || client.JwksUrl is { } url && Published(call, url, jwt) is { } published && Holds(published, jwt);

    /// <summary>Its own place the emulator need not fetch from.</summary>
    private static string? Published(Call call, string url, ClientAssertion jwt) =>
        KeySetEndpoints.NameOf(call, url) is { } name
            ? call.Organization.KeySets.Find(name)
            : call.Organization.PublishedKeys.Find(url, set => Serves(set, jwt));

    /// <summary>A set without the key that the signer names is an old one.</summary>
    public static bool Serves(string set, ClientAssertion jwt)
    {
        using var json = JsonDocument.Parse(set);
        return Named(json, jwt).Any();
    }

    /// <summary>Signed with a key of the set; the <c>alg</c> must be one of <see cref="PublicKey.Algorithms"/>.</summary>
    public static bool Holds(string set, ClientAssertion jwt)
    {
        using var json = JsonDocument.Parse(set);
        return Named(json, jwt).Any(key => PublicKey.Verifies(key, Algorithm(jwt)!, jwt.SigningInput, jwt.Signature));
    }

    private static bool Verifies(string jwk, ClientAssertion jwt)
    {
        using var json = JsonDocument.Parse(jwk);
        return PublicKey.Verifies(json.RootElement, Algorithm(jwt)!, jwt.SigningInput, jwt.Signature);
    }

    private static IEnumerable<JsonElement> Named(JsonDocument set, ClientAssertion jwt)
    {
        var kid = ClientAssertion.TextOf(jwt.Header, "kid");
        return set.RootElement.GetProperty("keys").EnumerateArray().Where(key => kid is null || ClientAssertion.TextOf(key, "kid") == kid);
    }
}
