using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Entities;
using PingOneScenarios.Emulator.Errors;

namespace PingOneScenarios.Emulator.Devices;

/// <summary>Tries the assertion of a FIDO2 device (Web Authentication, section 7.2).</summary>
internal static class AssertionTrial
{
    private const int TimeoutMilliseconds = 120_000;

    /// <summary>The options for <c>navigator.credentials.get()</c>, as the text PingOne gives them in; null when nothing is to be signed.</summary>
    public static string? Options(Call call, DeviceAuthentication authentication)
    {
        if (authentication.Challenge is not { } challenge || DeviceOf(call, authentication) is not { } device)
            return null;
        return new JsonObject
        {
            ["challenge"] = Webauthn.Numbers(Base64Url.DecodeFromChars(challenge)),
            ["timeout"] = TimeoutMilliseconds,
            ["rpId"] = DeviceState.Hidden(device, "rpId"),
            ["allowCredentials"] = new JsonArray(
                new JsonObject
                {
                    ["type"] = "public-key",
                    ["id"] = Webauthn.Numbers(Base64Url.DecodeFromChars(DeviceState.Hidden(device, "credentialId")!)),
                }
            ),
            ["userVerification"] = "preferred",
        }.ToJsonString();
    }

    /// <summary>The authentication after the try, and what was wrong.</summary>
    public static (DeviceAuthentication After, ErrorDetail? Problem) Try(Call call, DeviceAuthentication before, PropertyReader fields)
    {
        var assertion = fields.Text("assertion", required: true);
        var origin = fields.Text("origin", required: true);
        if (assertion is null || origin is null)
            return (before, fields.Problems[0]);
        if (DeviceOf(call, before) is not { } device || before.Challenge is not { } challenge)
            return (before, Wrong("is not waited for"));
        if (Webauthn.Parse(assertion, "authenticatorData", "signature") is not { } response)
            return (before, Wrong("is not the JSON of a public key credential"));
        var expected = new Ceremony("webauthn.get", challenge, DeviceState.Hidden(device, "rpId")!, origin);
        if ((expected.FirstBroken(response.ClientData) ?? FirstBroken(response, device, expected)) is { } why)
            return (before, Wrong(why));
        var count = (int)Authenticator.Read(response["authenticatorData"])!.SignCount;
        DeviceState.Change(call, device.Id, body => DeviceState.HiddenOf(body)["signCount"] = count);
        return (before.Complete("hwk", "user"), null);
    }

    private static string? FirstBroken(Webauthn response, Entity device, Ceremony expected)
    {
        if (response.RawId != DeviceState.Hidden(device, "credentialId"))
            return "is of another credential";
        var data = response["authenticatorData"];
        if (Authenticator.Read(data) is not { } authenticator)
            return "has too short authenticator data";
        if (authenticator.FirstBroken(expected.RelyingParty) is { } broken)
            return broken;
        // A count that does not grow is of a copy of the key.
        if ((authenticator.SignCount > 0 || Count(device) > 0) && authenticator.SignCount <= Count(device))
            return "was counted already";
        var key = new CredentialKey(Hidden(device, "x"), Hidden(device, "y"));
        byte[] signed = [.. data, .. SHA256.HashData(response["clientDataJSON"])];
        return key.Verifies(signed, response["signature"]) ? null : "has a wrong signature";
    }

    private static int Count(Entity device) => DeviceState.Count(device, "signCount");

    private static byte[] Hidden(Entity device, string name) => Base64Url.DecodeFromChars(DeviceState.Hidden(device, name)!);

    private static Entity? DeviceOf(Call call, DeviceAuthentication authentication) =>
        authentication.SelectedId is { } id ? call.Tenant.Entities.Find(DeviceKinds.Device, id) : null;

    private static ErrorDetail Wrong(string why) => new("INVALID_VALUE", "assertion", why);
}
