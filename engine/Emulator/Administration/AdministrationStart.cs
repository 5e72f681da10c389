using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Entities;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Administration;

/// <summary>What every environment has from its start.</summary>
internal static class AdministrationStart
{
    private static readonly (string Name, string Type, string SchemaType)[] UserAttributes =
    [
        ("id", "STRING", "CORE"),
        ("username", "STRING", "CORE"),
        ("email", "STRING", "STANDARD"),
        ("name", "COMPLEX", "STANDARD"),
        ("nickname", "STRING", "STANDARD"),
        ("title", "STRING", "STANDARD"),
        ("preferredLanguage", "STRING", "STANDARD"),
        ("locale", "STRING", "STANDARD"),
        ("timezone", "STRING", "STANDARD"),
        ("primaryPhone", "STRING", "STANDARD"),
        ("mobilePhone", "STRING", "STANDARD"),
        ("address", "COMPLEX", "STANDARD"),
        ("photo", "COMPLEX", "STANDARD"),
        ("externalId", "STRING", "STANDARD"),
        ("accountId", "STRING", "STANDARD"),
        ("type", "STRING", "STANDARD"),
        ("enabled", "BOOLEAN", "CORE"),
        ("population", "COMPLEX", "CORE"),
        ("lifecycle", "COMPLEX", "CORE"),
        ("account", "COMPLEX", "CORE"),
        ("mfaEnabled", "BOOLEAN", "CORE"),
        ("createdAt", "STRING", "CORE"),
        ("updatedAt", "STRING", "CORE"),
    ];

    public static void AddBuiltIn(Tenant tenant)
    {
        var schema = Add(tenant, SchemaKinds.Schema, null, new JsonObject { ["name"] = "User", ["description"] = "The schema of users." });
        foreach (var (name, type, schemaType) in UserAttributes)
            Add(tenant, SchemaKinds.Attribute, schema, Attribute(name, type, schemaType));
        Add(
            tenant,
            KeyKinds.RotationPolicy,
            null,
            new JsonObject
            {
                ["algorithm"] = "RSA",
                ["dn"] = "CN=PingOne emulator",
                ["keyLength"] = 2048,
                ["name"] = "Default",
                ["rotationPeriod"] = 90,
                ["signatureAlgorithm"] = "SHA256withRSA",
                ["usageType"] = "SIGNING",
                ["validityPeriod"] = 365,
            },
            tenant.KeyRotationPolicyId
        );
        Add(
            tenant,
            MessageKinds.Language,
            null,
            new JsonObject
            {
                ["default"] = true,
                ["enabled"] = true,
                ["locale"] = "en",
                ["name"] = "English",
            }
        );
        Add(
            tenant,
            MessageKinds.NotificationsPolicy,
            null,
            new JsonObject
            {
                ["name"] = "Default Notification Policy",
                ["default"] = true,
                ["quotas"] = new JsonArray(),
            }
        );
    }

    private static JsonObject Attribute(string name, string type, string schemaType) =>
        new()
        {
            ["name"] = name,
            ["displayName"] = name,
            ["enabled"] = true,
            ["type"] = type,
            ["schemaType"] = schemaType,
            ["required"] = name is "username",
            ["unique"] = name is "id" or "username",
            ["multiValued"] = false,
        };

    private static string Add(Tenant tenant, EntityKind kind, string? parentId, JsonObject body, string? id = null)
    {
        var entity = BuiltIn.Of(kind, parentId ?? tenant.EnvironmentId, tenant.CreatedAt, body);
        if (id is not null)
            entity = entity with { Id = id };
        tenant.Entities.Add(kind, entity);
        return entity.Id;
    }
}
