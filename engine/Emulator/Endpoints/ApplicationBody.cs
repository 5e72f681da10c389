using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Endpoints;

/// <summary>An application as JSON, without its secret.</summary>
internal static class ApplicationBody
{
    public static JsonObject ToJson(Tenant tenant, Application application)
    {
        var isClient = application.Protocol == Application.OpenIdConnect;
        var json = new JsonObject
        {
            ["_links"] = Links(tenant, application.Id, isClient),
            ["environment"] = Hal.Reference(tenant.EnvironmentId),
            ["id"] = application.Id,
            ["name"] = application.Name,
        };
        Hal.AddIfKnown(json, "description", application.Description);
        json["enabled"] = application.Enabled;
        json["type"] = application.Type;
        json["protocol"] = application.Protocol;
        json["createdAt"] = Hal.Time(application.CreatedAt);
        json["updatedAt"] = Hal.Time(application.UpdatedAt);
        Hal.AddIfKnown(json, "loginPageUrl", application.LoginPageUrl);
        foreach (var (name, value) in application.Settings)
            json[name] = value?.DeepClone();
        if (application.Cors is { } cors)
            json["corsSettings"] = ToJson(cors);
        if (isClient)
            AddClient(json, tenant, application);
        else
            json["hiddenFromAppPortal"] = application.Flags.GetValueOrDefault("hiddenFromAppPortal");
        return json;
    }

    private static void AddClient(JsonObject json, Tenant tenant, Application application)
    {
        json["clientId"] = application.Id;
        json["responseTypes"] = Hal.List(application.ResponseTypes);
        json["grantTypes"] = Hal.List(application.GrantTypes);
        json["redirectUris"] = Hal.List(application.RedirectUris);
        if (application.AllowsWildcards)
            json["allowWildcardInRedirectUris"] = true;
        if (!application.PostLogoutRedirectUris.IsEmpty)
            json["postLogoutRedirectUris"] = Hal.List(application.PostLogoutRedirectUris);
        json["tokenEndpointAuthMethod"] = application.TokenEndpointAuthMethod;
        json["pkceEnforcement"] = application.PkceEnforcement;
        json["parRequirement"] = application.ParRequirement;
        Hal.AddIfKnown(json, "jwks", application.Jwks);
        Hal.AddIfKnown(json, "jwksUrl", application.JwksUrl);
        foreach (var (name, value) in application.Flags)
            if (value || name != ApplicationFields.UnsignedRequestObject)
                json[name] = value;
        AddNumbers(json, application);
        json["signing"] = new JsonObject { ["keyRotationPolicy"] = Hal.Reference(tenant.KeyRotationPolicyId) };
    }

    /// <summary>What is of refresh tokens is shown of applications that get some.</summary>
    private static void AddNumbers(JsonObject json, Application application)
    {
        var refreshes = application.GrantTypes.Contains("REFRESH_TOKEN");
        foreach (var (name, value) in application.Numbers)
            if (refreshes || !name.StartsWith("refreshToken", StringComparison.Ordinal))
                json[name] = value;
        if (refreshes)
            json["refreshTokenType"] = application.RefreshTokenType;
    }

    private static JsonObject ToJson(CorsSettings cors) =>
        cors.Origins.IsEmpty
            ? new JsonObject { ["behavior"] = "ALLOW_NO_ORIGINS" }
            : new JsonObject { ["behavior"] = "ALLOW_SPECIFIC_ORIGINS", ["origins"] = Hal.List(cors.Origins) };

    private static JsonObject Links(Tenant tenant, string id, bool isClient)
    {
        var self = ApplicationEndpoints.Address(tenant, id);
        var environment = tenant.Addresses.Environment;
        return isClient
            ? Hal.Links(
                ("self", self),
                ("environment", environment),
                ("metadata", $"{self}/metadata"),
                ("attributes", $"{self}/attributes"),
                ("secret", $"{self}/secret"),
                ("grants", $"{self}/grants"),
                ("keyRotationPolicy", $"{environment}/keyRotationPolicies/{tenant.KeyRotationPolicyId}")
            )
            : Hal.Links(("self", self), ("environment", environment), ("attributes", $"{self}/attributes"));
    }
}
