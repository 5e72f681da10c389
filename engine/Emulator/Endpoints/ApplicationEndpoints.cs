using System.Text.Json;
using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Errors;
using PingOneScenarios.Emulator.Grants;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Endpoints;

/// <summary><c>/v1/environments/{envID}/applications</c></summary>
internal static class ApplicationEndpoints
{
    public static Collection<Application> All { get; } =
        new(
            "applications",
            call => call.Tenant.Registry.Applications(),
            (call, application) => ToJson(call.Tenant, application),
            new Dictionary<string, Func<Application, string>>
            {
                ["id"] = application => application.Id,
                ["name"] = application => application.Name,
            }
        );

    public static Answer Create(Call call, JsonElement json)
    {
        var fields = new PropertyReader(json);
        var application = ApplicationFields.Read(call, fields);
        if (fields.Problems.Count > 0)
            return ApiError.InvalidFields(call, fields.Problems);
        if (call.Tenant.Registry.Add(application) is { } existingId)
            return ApiError.InvalidFields(call, NotUnique.Detail("name", existingId));
        ApplicationAttributeKind.AddSubject(call.Tenant, application);
        return Answer.Hal(201, ToJson(call.Tenant, application));
    }

    public static Answer Read(Call call, Application application) => Answer.Hal(200, ToJson(call.Tenant, application));

    public static Answer Delete(Call call, Application application)
    {
        call.Tenant.Registry.RemoveApplication(application.Id);
        call.Tenant.Documents.RemoveUnder(application.Id);
        return Answer.Empty(204);
    }

    public static string Address(Tenant tenant, string applicationId) => $"{tenant.Addresses.Environment}/applications/{applicationId}";

    /// <summary>The secret is not part of it.</summary>
    private static JsonObject ToJson(Tenant tenant, Application application)
    {
        var json = new JsonObject
        {
            ["_links"] = Links(tenant, application.Id),
            ["environment"] = Hal.Reference(tenant.EnvironmentId),
            ["id"] = application.Id,
            ["name"] = application.Name,
        };
        Hal.AddIfKnown(json, "description", application.Description);
        json["enabled"] = application.Enabled;
        json["type"] = application.Type;
        json["protocol"] = "OPENID_CONNECT";
        json["createdAt"] = Hal.Time(application.CreatedAt);
        json["updatedAt"] = Hal.Time(application.UpdatedAt);
        json["clientId"] = application.Id;
        json["responseTypes"] = Hal.List(application.ResponseTypes);
        json["grantTypes"] = Hal.List(application.GrantTypes);
        json["redirectUris"] = Hal.List(application.RedirectUris);
        json["tokenEndpointAuthMethod"] = application.TokenEndpointAuthMethod;
        json["pkceEnforcement"] = application.PkceEnforcement;
        json["parRequirement"] = application.ParRequirement;
        AddOptions(json, application);
        json["signing"] = new JsonObject { ["keyRotationPolicy"] = Hal.Reference(tenant.KeyRotationPolicyId) };
        return json;
    }

    private static void AddOptions(JsonObject json, Application application)
    {
        Hal.AddIfKnown(json, "loginPageUrl", application.LoginPageUrl);
        Hal.AddIfKnown(json, "jwks", application.Jwks);
        Hal.AddIfKnown(json, "jwksUrl", application.JwksUrl);
        if (application.AllowsWildcards)
            json["allowWildcardInRedirectUris"] = true;
        foreach (var (name, value) in application.Settings)
            json[name] = value?.DeepClone();
        foreach (var (name, value) in application.Flags)
            json[name] = value;
        var refreshes = application.GrantTypes.Contains("REFRESH_TOKEN");
        if (refreshes)
            json["refreshTokenType"] = application.RefreshTokenType;
        foreach (var (name, value) in application.Numbers)
            if (refreshes || !name.StartsWith("refreshToken", StringComparison.Ordinal))
                json[name] = value;
    }

    private static JsonObject Links(Tenant tenant, string id)
    {
        var self = Address(tenant, id);
        return Hal.Links(
            ("self", self),
            ("environment", tenant.Addresses.Environment),
            ("metadata", $"{self}/metadata"),
            ("attributes", $"{self}/attributes"),
            ("secret", $"{self}/secret"),
            ("grants", $"{self}/grants"),
            ("keyRotationPolicy", $"{tenant.Addresses.Environment}/keyRotationPolicies/{tenant.KeyRotationPolicyId}")
        );
    }
}
