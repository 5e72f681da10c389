using System.Collections.Immutable;

namespace PingOneScenarios.Emulator.Tests.OpenApi;

/// <summary>One good body for each path below an environment where something is made; later ones name earlier ones by their ids.</summary>
internal static class Specimens
{
    public static ImmutableArray<(string Path, string Body)> Table { get; } =
    [
        ("/populations", """{"name": "Specimen"}"""),
        ("/resources", """{"name": "Specimen", "audience": "https://specimen.example"}"""),
        ("/resources/{resourceID}/scopes", """{"name": "specimen:read", "description": "Reads"}"""),
        ("/resources/{resourceID}/attributes", """{"name": "specimen", "value": "${user.name.given}"}"""),
        ("/applications/{applicationID}/grants", """{"resource": {"id": "{resourceID}"}, "scopes": [{"id": "{scopeID}"}]}"""),
        ("/applications/{applicationID}/attributes", """{"name": "specimen", "value": "${user.name.given}", "required": false}"""),
        ("/signOnPolicies", """{"name": "Specimen", "description": "A policy"}"""),
        ("/signOnPolicies/{policyID}/actions", """{"type": "LOGIN", "priority": 1}"""),
        ("/applications/{applicationID}/signOnPolicyAssignments", """{"priority": 1, "signOnPolicy": {"id": "{policyID}"}}"""),
        (
            "/identityProviders",
            """
            {
              "name": "Specimen", "enabled": true, "type": "OPENID_CONNECT", "clientId": "c", "clientSecret": "not-a-real-secret",
              "scopes": ["openid"], "issuer": "https://a.example", "authorizationEndpoint": "https://a.example/authorize",
              "jwksEndpoint": "https://a.example/jwks", "tokenEndpoint": "https://a.example/token", "tokenEndpointAuthMethod": "NONE"
            }
            """
        ),
        (
            "/identityProviders/{providerID}/attributes",
            """{"name": "email", "value": "${providerAttributes.email}", "update": "EMPTY_ONLY"}"""
        ),
        ("/groups", """{"name": "Specimen"}"""),
        ("/users/{userID}/memberOfGroups", """{"id": "{groupID}"}"""),
    ];
}
