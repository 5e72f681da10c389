using System.Text.Json;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Checks;

/// <summary>PingOne's rules for a client assertion, one a row; <c>iat</c> and <c>jti</c> are not looked at, so the same assertion serves until <c>exp</c>.</summary>
internal static class AssertionRules
{
    private const double LongestLifetime = 3600;

    private static readonly (string Why, Func<Call, Application, ClientAssertion, bool> Holds)[] Table =
    [
        ("alg does not fit the application's authentication method", (_, client, jwt) => AssertionKeys.AllowsAlgorithm(client, jwt)),
        ("the signature is wrong", AssertionKeys.Verifies),
        ("iss is not the client id", (_, client, jwt) => ClientAssertion.TextOf(jwt.Claims, "iss") == client.Id),
        ("sub is not the client id", (_, client, jwt) => ClientAssertion.TextOf(jwt.Claims, "sub") == client.Id),
        (
            "aud names neither the token endpoint, the issuer nor the called endpoint",
            (call, _, jwt) => Audiences(jwt).Any(Accepted(call).Contains)
        ),
        ("exp is missing", (_, _, jwt) => NumberOf(jwt, "exp") is not null),
        ("exp is in the past", (call, _, jwt) => NumberOf(jwt, "exp") > Now(call)),
        ("exp is more than one hour ahead", (call, _, jwt) => NumberOf(jwt, "exp") <= Now(call) + LongestLifetime),
        ("nbf is in the future", (call, _, jwt) => !Has(jwt, "nbf") || NumberOf(jwt, "nbf") <= Now(call)),
    ];

    /// <summary>Why the assertion is refused; null when it holds.</summary>
    public static string? FirstBroken(Call call, Application client, ClientAssertion assertion)
    {
        foreach (var (why, holds) in Table)
            if (!holds(call, client, assertion))
                return $"Request denied: Invalid client assertion: {why}";
        return null;
    }

    private static string[] Accepted(Call call) =>
        [call.Tenant.Addresses.TokenEndpoint, call.Tenant.Addresses.Issuer, call.Tenant.Addresses.AuthPath + call.Request.Path];

    private static IEnumerable<string?> Audiences(ClientAssertion jwt) =>
        jwt.Claims.TryGetProperty("aud", out var audience) && audience.ValueKind == JsonValueKind.Array
            ? audience.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.String ? item.GetString() : null)
            : [ClientAssertion.TextOf(jwt.Claims, "aud")];

    private static bool Has(ClientAssertion jwt, string claim) => jwt.Claims.TryGetProperty(claim, out _);

    private static double? NumberOf(ClientAssertion jwt, string claim) =>
        jwt.Claims.TryGetProperty(claim, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number)
            ? number
            : null;

    private static double Now(Call call) => call.Now.ToUnixTimeMilliseconds() / 1000.0;
}
