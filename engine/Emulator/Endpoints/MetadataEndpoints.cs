using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Authorizing;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Grants;

namespace PingOneScenarios.Emulator.Endpoints;

/// <summary>What anybody may read: discovery, the keys, and the place where PingOne's sign-on page would be. Discovery names only what the emulator serves.</summary>
internal static class MetadataEndpoints
{
    private static readonly (string Name, string Path)[] Addresses =
    [
        ("authorization_endpoint", "authorize"),
        ("pushed_authorization_request_endpoint", "par"),
        ("token_endpoint", "token"),
        ("userinfo_endpoint", "userinfo"),
        ("jwks_uri", "jwks"),
        ("end_session_endpoint", "signoff"),
        ("introspection_endpoint", "introspect"),
        ("revocation_endpoint", "revoke"),
        ("device_authorization_endpoint", "device_authorization"),
        ("backchannel_authentication_endpoint", "cibaAuthorization"),
    ];

    private static readonly (string Name, bool Value)[] Flags =
    [
        ("claims_parameter_supported", false),
        ("request_parameter_supported", true),
        ("request_uri_parameter_supported", false),
        ("require_pushed_authorization_requests", false),
    ];

    private static readonly string[] ClientAlgorithms = ["HS256", "HS384", "HS512", .. PublicKey.Algorithms];

    private static readonly (string Name, IEnumerable<string> Values)[] Lists =
    [
        ("scopes_supported", BuiltInResources.Free),
        ("response_types_supported", ResponseType.Known),
        ("response_modes_supported", AuthorizeParameters.Modes),
        ("grant_types_supported", [.. GrantTable.Table.Select(grant => grant.Type), "implicit"]),
        ("subject_types_supported", ["public"]),
        ("id_token_signing_alg_values_supported", ["RS256"]),
        ("userinfo_signing_alg_values_supported", ["none"]),
        ("request_object_signing_alg_values_supported", RequestObject.Algorithms),
        ("token_endpoint_auth_methods_supported", ["client_secret_basic", "client_secret_post", "client_secret_jwt", "private_key_jwt"]),
        ("token_endpoint_auth_signing_alg_values_supported", ClientAlgorithms),
        ("backchannel_token_delivery_modes_supported", ["poll"]),
        ("claim_types_supported", ["normal"]),
        (
            "claims_supported",
            [
                "sub",
                "iss",
                "auth_time",
                "acr",
                "name",
                "given_name",
                "family_name",
                "middle_name",
                "preferred_username",
                "profile",
                "picture",
                "zoneinfo",
                "phone_number",
                "updated_at",
                "address",
                "email",
                "locale",
            ]
        ),
        ("code_challenge_methods_supported", ["plain", "S256"]),
    ];

    /// <summary>The same for both well-known addresses: OpenID Connect Discovery and RFC 8414.</summary>
    public static Answer Discover(Call call)
    {
        var issuer = call.Tenant.Addresses.Issuer;
        var json = new JsonObject { ["issuer"] = issuer };
        foreach (var (name, path) in Addresses)
            json[name] = $"{issuer}/{path}";
        foreach (var (name, value) in Flags)
            json[name] = value;
        foreach (var (name, values) in Lists)
            json[name] = Hal.List(values);
        return Answer.Json(200, json);
    }

    public static Answer ReadKeys(Call call) => call.Tenant.Key.KeySet;

    public static Answer ShowSignOnPage(Call call) =>
        Answer.Text(200, "PingOne emulator: the sign-on page would be here. Go on with the flow whose id is in the address.\n");
}
