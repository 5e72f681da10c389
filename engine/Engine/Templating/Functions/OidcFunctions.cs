using System.Collections.Immutable;
using PingOneScenarios.Engine.Templating.Functions.Signing;

namespace PingOneScenarios.Engine.Templating.Functions;

/// <summary>What a client of OpenID Connect does with an ID token.</summary>
internal static class OidcFunctions
{
    public static ImmutableArray<FunctionRow> Rows { get; } =
    [
        new(
            "oidc.verify",
            [
                new("token", ParameterKind.Text),
                new("jwks", ParameterKind.Any),
                new("issuer", ParameterKind.Text),
                new("client", ParameterKind.Text),
                Parameter.Optional("nonce", ParameterKind.Text),
                Parameter.Optional("access_token", ParameterKind.Text),
                Parameter.Optional("code", ParameterKind.Text),
                Parameter.Optional("algorithms", ParameterKind.List, "all that fit the keys"),
                Parameter.Optional("leeway", ParameterKind.Duration, "0s"),
            ],
            "The claims of an ID token as a map, after all a client must check (OIDC Core 3.1.3.7) was checked: the signature against a JWK set, iss, "
                + "aud and azp, sub, exp, nbf and iat, the nonce when it is given, and when they are given that the access token (at_hash) and the code "
                + "(c_hash) belong to it; fails on the first that does not hold and says which.",
            "oidc.verify idToken jwks issuer client: appID nonce: nonce access_token: accessToken",
            IdTokenVerification.Verify
        )
        {
            Untold = [IdTokenVerification.AccessToken, IdTokenVerification.Code],
        },
    ];
}
