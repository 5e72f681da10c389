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
            (call, _, jwt) => jwt.Audiences.Any(Accepted(call).Contains)
        ),
        ("exp is missing", (_, _, jwt) => jwt.NumberOf("exp") is not null),
        ("exp is in the past", (call, _, jwt) => jwt.NumberOf("exp") > Now(call)),
        ("exp is more than one hour ahead", (call, _, jwt) => jwt.NumberOf("exp") <= Now(call) + LongestLifetime),
        ("nbf is in the future", (call, _, jwt) => !jwt.Has("nbf") || jwt.NumberOf("nbf") <= Now(call)),
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

    public static double Now(Call call) => call.Now.ToUnixTimeMilliseconds() / 1000.0;
}
