using System.Buffers.Text;
using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Entities;
using PingOneScenarios.Emulator.Errors;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Devices;

/// <summary>How a FIDO2 device is registered (Web Authentication, section 7.1): options are given, an attestation comes back.</summary>
internal static class Registration
{
    private const int ChallengeBytes = 32;
    private const int TimeoutMilliseconds = 120_000;

    /// <summary>Puts the options for <c>navigator.credentials.create()</c> into the body.</summary>
    public static void Begin(Call call, User user, PropertyReader fields, JsonObject body)
    {
        var rp = fields.Child("rp");
        var id = rp?.Text("id") ?? new Uri(call.Organization.AuthPath).Host;
        var challenge = call.Tenant.Ids.Bytes(ChallengeBytes);
        var hidden = DeviceState.HiddenOf(body);
        hidden["rpId"] = id;
        hidden["challenge"] = Base64Url.EncodeToString(challenge);
        body["rp"] = new JsonObject { ["id"] = id, ["name"] = rp?.Text("name") ?? id };
        body["publicKeyCredentialCreationOptions"] = new JsonObject
        {
            ["rp"] = body["rp"]!.DeepClone(),
            ["user"] = new JsonObject
            {
                ["id"] = Webauthn.Numbers(Guid.Parse(user.Id).ToByteArray(bigEndian: true)),
                ["displayName"] = user.Username,
                ["name"] = user.Username,
            },
            ["challenge"] = Webauthn.Numbers(challenge),
            ["pubKeyCredParams"] = new JsonArray(new JsonObject { ["type"] = "public-key", ["alg"] = CredentialKey.Es256 }),
            ["timeout"] = TimeoutMilliseconds,
            ["excludeCredentials"] = new JsonArray(),
            ["attestation"] = "none",
        }.ToJsonString();
    }

    public static Answer Finish(Call call, Entity device, PropertyReader fields)
    {
        var attestation = fields.Text("attestation", required: true);
        var origin = fields.Text("origin", required: true);
        if (fields.Problems.Count > 0)
            return ApiError.InvalidFields(call, fields.Problems);
        if (Webauthn.Parse(attestation!, "attestationObject") is not { } response)
            return Refuse(call, "is not the JSON of a public key credential");
        var expected = new Ceremony(
            "webauthn.create",
            DeviceState.Hidden(device, "challenge")!,
            DeviceState.Hidden(device, "rpId")!,
            origin!
        );
        if (expected.FirstBroken(response.ClientData) is { } why)
            return Refuse(call, why);
        if (Attested.Read(response["attestationObject"]) is not { } attested)
            return Refuse(call, "has no attestation object with a key of ES256");
        if (attested.Format != "none")
            return NotServed.Of(call, $"attestations of the format {attested.Format}");
        return attested.Authenticator.FirstBroken(expected.RelyingParty) is { } broken
            ? Refuse(call, broken)
            : DeviceEndpoints.Shown(call, Store(call, device, attested));
    }

    private static Entity? Store(Call call, Entity device, Attested attested)
    {
        DeviceState.Change(
            call,
            device.Id,
            body =>
            {
                body.Remove("publicKeyCredentialCreationOptions");
                var hidden = DeviceState.HiddenOf(body);
                hidden["credentialId"] = Base64Url.EncodeToString(attested.CredentialId);
                hidden["x"] = Base64Url.EncodeToString(attested.Key.X);
                hidden["y"] = Base64Url.EncodeToString(attested.Key.Y);
                hidden["signCount"] = (int)attested.Authenticator.SignCount;
            }
        );
        return DeviceState.Activate(call, device);
    }

    private static Answer Refuse(Call call, string why) =>
        ApiError.InvalidFields(call, new ErrorDetail("INVALID_VALUE", "attestation", why));
}
