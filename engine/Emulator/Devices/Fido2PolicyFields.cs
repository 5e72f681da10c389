using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Entities;

namespace PingOneScenarios.Emulator.Devices;

/// <summary>The members of a FIDO2 policy, as PingOne's OpenAPI of MFA has them.</summary>
internal static class Fido2PolicyFields
{
    private static readonly string[] Attestations = ["NONE", "AUDIT_ONLY", "GLOBAL", "CERTIFIED", "SPECIFIC"];

    public static ImmutableArray<Field> All { get; } =
    [
        Field.Text("name", required: true, maximum: 256),
        Field.Text("description"),
        Field.Choice("attestationRequirements", ["DIRECT", "NONE"], required: true),
        Field.Choice("authenticatorAttachment", ["PLATFORM", "CROSS_PLATFORM", "BOTH"], required: true),
        Field.Object(
            "backupEligibility",
            required: true,
            Field.Flag("allow", required: true),
            Field.Flag("enforceDuringAuthentication", required: true)
        ),
        Field.Flag("default", ifAbsent: false),
        Field.Text("deviceDisplayName", required: true, maximum: 100),
        Field.Choice("discoverableCredentials", ["DISCOURAGED", "REQUIRED", "PREFERRED"], required: true),
        Field.Object(
            "mdsAuthenticatorsRequirements",
            required: true,
            Field.Objects("allowedAuthenticators", required: false, Field.Text("id", required: true)),
            Field.Flag("enforceDuringAuthentication", required: true),
            Field.Choice("option", Attestations, required: true)
        ),
        Field.Choices("publicKeyCredentialHints", ["SECURITY_KEY", "CLIENT_DEVICE", "HYBRID"]),
        Field.Text("relyingPartyId", required: true),
        Field.Object("userDisplayNameAttributes", required: true, Field.Any("attributes", required: true)),
        Field.Object(
            "userPresenceTimeout",
            required: false,
            Field.Number("duration", 1, 600, required: true),
            Field.Choice("timeUnit", ["MINUTES", "SECONDS"], required: true)
        ),
        Field.Object(
            "userVerification",
            required: true,
            Field.Flag("enforceDuringAuthentication", required: true),
            Field.Choice("option", ["REQUIRED", "DISCOURAGED", "PREFERRED"], required: true)
        ),
    ];

    /// <summary>The policy an environment starts with.</summary>
    public static JsonObject BuiltIn(string host) =>
        new()
        {
            ["name"] = "Passkeys",
            ["attestationRequirements"] = "NONE",
            ["authenticatorAttachment"] = "BOTH",
            ["backupEligibility"] = new JsonObject { ["allow"] = true, ["enforceDuringAuthentication"] = true },
            ["default"] = true,
            ["deviceDisplayName"] = "fidoPolicy.deviceDisplayName01",
            ["discoverableCredentials"] = "PREFERRED",
            ["mdsAuthenticatorsRequirements"] = new JsonObject { ["enforceDuringAuthentication"] = false, ["option"] = "NONE" },
            ["relyingPartyId"] = host,
            ["userDisplayNameAttributes"] = new JsonObject { ["attributes"] = new JsonArray(new JsonObject { ["name"] = "username" }) },
            ["userVerification"] = new JsonObject { ["enforceDuringAuthentication"] = false, ["option"] = "PREFERRED" },
        };
}
