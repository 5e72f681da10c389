using System.Text.Json.Nodes;

namespace PingOneScenarios.Emulator.Tests.Driving;

/// <summary>The bodies of the ten calls as PingOne documents them, written out once more by hand.</summary>
internal static class Bodies
{
    private const string Made = "2026-04-20T16:19:34.570Z";
    private const string Expires = "2026-04-20T16:34:34.570Z";

    /// <summary>Equal but for the order of members.</summary>
    public static void Same(string expected, Reply actual) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), actual.Json), $"expected {expected}\nactual {actual.Text}");

    public static JsonObject UserRequest(string populationId) =>
        new()
        {
            ["email"] = "do-not-send@example.com",
            ["name"] = new JsonObject { ["given"] = "Test", ["family"] = "ApplicationUser" },
            ["population"] = new JsonObject { ["id"] = populationId },
            ["username"] = "appJwtUser_1",
        };

    public static string Application(EmulatorServer server, string id, string keyRotation)
    {
        var environment = Environment(server);
        var self = $"{environment}/applications/{id}";
        return $$"""
            {
              "_links": {
                "self": {"href": "{{self}}"},
                "environment": {"href": "{{environment}}"},
                "metadata": {"href": "{{self}}/metadata"},
                "attributes": {"href": "{{self}}/attributes"},
                "secret": {"href": "{{self}}/secret"},
                "grants": {"href": "{{self}}/grants"},
                "keyRotationPolicy": {"href": "{{environment}}/keyRotationPolicies/{{keyRotation}}"}
              },
              "environment": {"id": "{{server.EnvironmentId}}"},
              "id": "{{id}}", "name": "Journey CLIENT_SECRET_JWT", "description": "This is an OIDC web application.",
              "enabled": true, "hiddenFromAppPortal": false, "type": "WEB_APP", "protocol": "OPENID_CONNECT",
              "createdAt": "{{Made}}", "updatedAt": "{{Made}}", "clientId": "{{id}}", "assignActorRoles": false,
              "responseTypes": ["CODE"], "pkceEnforcement": "OPTIONAL", "requestScopesForMultipleResourcesEnabled": false,
              
              "redirectUris": ["https://www.example.com"], "deviceTimeout": 600, "grantTypes": ["AUTHORIZATION_CODE"],
              "idpSignoff": false, "opSessionCheckEnabled": false, "additionalRefreshTokenReplayProtectionEnabled": true,
              "tokenEndpointAuthMethod": "CLIENT_SECRET_JWT", "parRequirement": "OPTIONAL", "devicePollingInterval": 5,
              "parTimeout": 60, "signing": {"keyRotationPolicy": {"id": "{{keyRotation}}"} }
            }
            """;
    }

    public static string Secret(EmulatorServer server, string id, string secret) =>
        $$"""
            {
              "_links": {
                "self": {"href": "{{Environment(server)}}/applications/{{id}}/secret"},
                "environment": {"href": "{{Environment(server)}}"}
              },
              "environment": {"id": "{{server.EnvironmentId}}"},
              "secret": "{{secret}}"
            }
            """;

    public static string Population(EmulatorServer server, string id) =>
        $$"""
            {
              "_links": {
                "self": {"href": "{{Environment(server)}}/populations/{{id}}"},
                "environment": {"href": "{{Environment(server)}}"}
              },
              "id": "{{id}}", "environment": {"id": "{{server.EnvironmentId}}"},
              "name": "appJwtPopulation_1", "description": "Population for client secret jwt users",
              "userCount": 0, "createdAt": "{{Made}}", "updatedAt": "{{Made}}", "default": false
            }
            """;

    public static string User(EmulatorServer server, string id, string populationId)
    {
        var environment = Environment(server);
        var self = $"{environment}/users/{id}";
        return $$"""
            {
              "_links": {
                "self": {"href": "{{self}}"},
                "environment": {"href": "{{environment}}"},
                "population": {"href": "{{environment}}/populations/{{populationId}}"},
                "devices": {"href": "{{self}}/devices"},
                "roleAssignments": {"href": "{{self}}/roleAssignments"},
                "password": {"href": "{{self}}/password"},
                "password.set": {"href": "{{self}}/password"},
                "password.reset": {"href": "{{self}}/password"},
                "password.check": {"href": "{{self}}/password"},
                "password.recover": {"href": "{{self}}/password"},
                "account.sendVerificationCode": {"href": "{{self}}"},
                "linkedAccounts": {"href": "{{self}}/linkedAccounts"}
              },
              "id": "{{id}}", "environment": {"id": "{{server.EnvironmentId}}"},
              "account": {"canAuthenticate": true, "status": "OK"},
              "createdAt": "{{Made}}", "email": "do-not-send@example.com", "enabled": true,
              "identityProvider": {"type": "PING_ONE"}, "lifecycle": {"status": "ACCOUNT_OK"}, "mfaEnabled": false,
              "name": {"given": "Test", "family": "ApplicationUser"}, "population": {"id": "{{populationId}}"},
              "updatedAt": "{{Made}}", "username": "appJwtUser_1", "verifyStatus": "NOT_INITIATED"
            }
            """;
    }

    public static string Password(EmulatorServer server, string userId, string policyId)
    {
        var user = $"{Environment(server)}/users/{userId}";
        return $$"""
            {
              "_links": {
                "self": {"href": "{{user}}/password"},
                "environment": {"href": "{{Environment(server)}}"},
                "user": {"href": "{{user}}"},
                "passwordPolicy": {"href": "{{Environment(server)}}/passwordPolicies/{{policyId}}"},
                "password.check": {"href": "{{user}}/password"},
                "password.reset": {"href": "{{user}}/password"},
                "password.set": {"href": "{{user}}/password"},
                "password.recover": {"href": "{{user}}/password"}
              },
              "environment": {"id": "{{server.EnvironmentId}}"}, "user": {"id": "{{userId}}"},
              "passwordPolicy": {"id": "{{policyId}}"}, "status": "OK", "lastChangedAt": "{{Made}}"
            }
            """;
    }

    public static string Flow(EmulatorServer server, string id)
    {
        var self = $"{server.AuthPath}/{server.EnvironmentId}/flows/{id}";
        return $$"""
            {
              "_links": {
                "self": {"href": "{{self}}"},
                "session.reset": {"href": "{{self}}"},
                "usernamePassword.check": {"href": "{{self}}"},
                "password.forgot": {"href": "{{self}}"}
              },
              "id": "{{id}}", "resumeUrl": "{{server.AuthPath}}/{{server.EnvironmentId}}/as/resume?flowId={{id}}",
              "status": "USERNAME_PASSWORD_REQUIRED", "createdAt": "{{Made}}", "expiresAt": "{{Expires}}",
              "_embedded": {"application": {"name": "Journey CLIENT_SECRET_JWT"} }
            }
            """;
    }

    public static string CompletedFlow(EmulatorServer server, string id, string sessionId, string userId) =>
        $$"""
            {
              "_links": {"self": {"href": "{{server.AuthPath}}/{{server.EnvironmentId}}/flows/{{id}}"} },
              "id": "{{id}}", "session": {"id": "{{sessionId}}"},
              "resumeUrl": "{{server.AuthPath}}/{{server.EnvironmentId}}/as/resume?flowId={{id}}",
              "status": "COMPLETED", "createdAt": "{{Made}}", "expiresAt": "{{Expires}}",
              "_embedded": {
                "user": {"id": "{{userId}}", "username": "appJwtUser_1", "name": {"given": "Test", "family": "ApplicationUser"} },
                "application": {"name": "Journey CLIENT_SECRET_JWT"}
              }
            }
            """;

    private static string Environment(EmulatorServer server) => $"{server.ApiPath}/environments/{server.EnvironmentId}";
}
