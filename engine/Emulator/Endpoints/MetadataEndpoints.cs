using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Grants;
using PingOneScenarios.Emulator.Tokens;

namespace PingOneScenarios.Emulator.Endpoints;

/// <summary>What anybody may read: discovery, the keys, and the place where PingOne's sign-on page would be. Discovery names only what the emulator serves.</summary>
internal static class MetadataEndpoints
{
    public static Answer Discover(Call call)
    {
        var issuer = call.Tenant.Addresses.Issuer;
        return Answer.Json(
            200,
            new JsonObject
            {
                ["issuer"] = issuer,
                ["authorization_endpoint"] = $"{issuer}/authorize",
                ["token_endpoint"] = $"{issuer}/token",
                ["userinfo_endpoint"] = $"{issuer}/userinfo",
                ["jwks_uri"] = $"{issuer}/jwks",
                ["introspection_endpoint"] = $"{issuer}/introspect",
                ["revocation_endpoint"] = $"{issuer}/revoke",
                ["end_session_endpoint"] = $"{issuer}/signoff",
                ["claims_parameter_supported"] = false,
                ["request_parameter_supported"] = false,
                ["request_uri_parameter_supported"] = false,
                ["require_pushed_authorization_requests"] = false,
                ["scopes_supported"] = Hal.List(UserClaims.Scopes),
                ["response_types_supported"] = Hal.List(["code"]),
                ["response_modes_supported"] = Hal.List(["pi.flow", "query", "fragment"]),
                ["grant_types_supported"] = Hal.List(GrantTable.Table.Select(grant => grant.Type)),
                ["subject_types_supported"] = Hal.List(["public"]),
                ["id_token_signing_alg_values_supported"] = Hal.List(["RS256"]),
                ["userinfo_signing_alg_values_supported"] = Hal.List(["none"]),
                ["token_endpoint_auth_methods_supported"] = Hal.List([
                    "client_secret_basic",
                    "client_secret_post",
                    "client_secret_jwt",
                    "private_key_jwt",
                ]),
                ["token_endpoint_auth_signing_alg_values_supported"] = Hal.List(["HS256", "HS384", "HS512", .. PublicKey.Algorithms]),
                ["claim_types_supported"] = Hal.List(["normal"]),
                ["code_challenge_methods_supported"] = Hal.List(["plain", "S256"]),
            }
        );
    }

    public static Answer ReadKeys(Call call) => Answer.Json(200, new JsonObject { ["keys"] = new JsonArray(call.Tenant.Key.ToJwk()) });

    public static Answer ShowSignOnPage(Call call) =>
        Answer.Text(200, "PingOne emulator: the sign-on page would be here. Go on with the flow whose id is in the address.\n");
}
