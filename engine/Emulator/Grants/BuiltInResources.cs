using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Entities;
using PingOneScenarios.Emulator.Store;
using PingOneScenarios.Emulator.Tokens;

namespace PingOneScenarios.Emulator.Grants;

/// <summary>The two resources every environment has, with their scopes and claims.</summary>
internal static class BuiltInResources
{
    public const string OfflineAccess = "offline_access";

    /// <summary>The scopes an application may ask for without a grant.</summary>
    public static ImmutableArray<string> Free { get; } = ["openid", "profile", "email", "address", "phone"];

    private static readonly string[] SelfManagement =
    [
        "p1:create:device",
        "p1:create:pairingKey",
        "p1:delete:device",
        "p1:delete:pairingKey",
        "p1:delete:sessions",
        "p1:delete:userLinkedAccounts",
        "p1:read:device",
        "p1:read:oauthConsent",
        "p1:read:pairingKey",
        "p1:read:sessions",
        "p1:read:user",
        "p1:read:userConsent",
        "p1:read:userLinkedAccounts",
        "p1:read:userPassword",
        "p1:reset:userPassword",
        "p1:update:device",
        "p1:update:oauthConsent",
        "p1:update:user",
        "p1:update:userMfaEnabled",
        "p1:validate:userPassword",
        "p1:verify:user",
    ];

    public static void AddTo(Tenant tenant)
    {
        var openId = Add(tenant, "openid", ResourceKind.OpenId, [.. Free, OfflineAccess]);
        Add(tenant, "PingOne API", ResourceKind.PingOneApi, SelfManagement);
        foreach (var (name, value, _) in UserClaims.Table)
            Add(
                tenant,
                ResourceAttributeKind.Kind,
                openId.Id,
                new JsonObject
                {
                    ["name"] = name,
                    ["value"] = value,
                    ["type"] = "PREDEFINED",
                    [Delivery.IdToken] = true,
                    [Delivery.UserInfo] = true,
                }
            );
    }

    private static Entity Add(Tenant tenant, string name, string type, IEnumerable<string> scopes)
    {
        var body = new JsonObject { ["name"] = name, ["type"] = type };
        if (type == ResourceKind.PingOneApi)
            body["audience"] = TokenIssuer.PingOneApi;
        body[ResourceKind.Lifetime] = 3600;
        var resource = Add(tenant, ResourceKind.Kind, tenant.EnvironmentId, body);
        foreach (var scope in scopes)
            Add(tenant, ScopeKind.Kind, resource.Id, new JsonObject { ["name"] = scope });
        return resource;
    }

    private static Entity Add(Tenant tenant, EntityKind kind, string parentId, JsonObject body)
    {
        var entity = BuiltIn.Of(kind, parentId, tenant.CreatedAt, body);
        tenant.Entities.Add(kind, entity);
        return entity;
    }
}
