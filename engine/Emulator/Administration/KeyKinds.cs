using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Endpoints;
using PingOneScenarios.Emulator.Entities;

namespace PingOneScenarios.Emulator.Administration;

/// <summary>Keys by their descriptions, and how those that sign are changed.</summary>
internal static class KeyKinds
{
    public static EntityKind Key { get; } =
        new(
            "key",
            "/keys",
            "keyID",
            [
                Field.Choice("algorithm", ["RSA", "EC", "UNKNOWN"], required: true),
                Field.Flag("default"),
                Field.Number("keyLength", 224, 7680, required: true),
                Field.Text("name", required: true),
                Field.Choice(
                    "signatureAlgorithm",
                    ["SHA256withRSA", "SHA384withRSA", "SHA512withRSA", "SHA256withECDSA", "SHA384withECDSA", "SHA512withECDSA"],
                    required: true
                ),
                Field.Text("subjectDN", required: true),
                Field.Choice("usageType", ["ENCRYPTION", "SIGNING", "SSL/TLS", "ISSUANCE", "OUTBOUND_MTLS"], required: true),
                Field.Number("validityPeriod", 1, int.MaxValue, required: true),
            ]
        )
        {
            UniqueBy = "name",
            Filters = ["name"],
            Operations = EntityOperations.Create | EntityOperations.List | EntityOperations.Read | EntityOperations.Delete,
            Complete = Describe,
        };

    public static EntityKind RotationPolicy { get; } =
        new(
            "keyRotationPolicy",
            "/keyRotationPolicies",
            "keyRotationPolicyID",
            [
                Field.Choice("algorithm", ["RSA"], required: true),
                Field.Text("dn", required: true),
                Field.Number("keyLength", 0, int.MaxValue, required: true),
                Field.Text("name", required: true),
                Field.Number("rotationPeriod", 30, int.MaxValue, 90),
                Field.Choice("signatureAlgorithm", ["SHA256withRSA"], required: true),
                Field.Choice("usageType", ["SIGNING"], required: true),
                Field.Number("validityPeriod", 0, int.MaxValue, 365),
            ]
        )
        {
            UniqueBy = "name",
            Filters = ["name"],
            HasTimes = false,
            Complete = (call, _, json) =>
            {
                json["currentKeyId"] = call.Tenant.Key.Id;
                json["nextKeyId"] = call.Tenant.Key.Id;
            },
        };

    /// <summary>When it is valid. The key itself is not made: nothing here signs with it.</summary>
    private static void Describe(Call call, Entity key, JsonObject json)
    {
        var end = key.CreatedAt.AddDays(key.Number("validityPeriod") ?? 0);
        json["startsAt"] = Hal.Time(key.CreatedAt);
        json["expiresAt"] = Hal.Time(end);
        json["status"] =
            end <= call.Now ? "EXPIRED"
            : end <= call.Now.AddDays(30) ? "EXPIRING"
            : "VALID";
        json["issuerDN"] = key.Text("subjectDN");
        json.Remove("updatedAt");
    }

    public static ImmutableArray<EntityKind> Rows { get; } = [Key, RotationPolicy];
}
