using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Entities;
using PingOneScenarios.Emulator.Errors;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Devices;

/// <summary>A device as it is made; <see cref="Secret"/> and <see cref="KeyUri"/> are what an authenticator app is given.</summary>
internal sealed partial record NewDevice(Entity Device, string? Secret, string? KeyUri)
{
    private const string Issuer = "PingOne";

    /// <summary>Null when the reader has noted what is wrong.</summary>
    public static NewDevice? Read(Call call, User user, PropertyReader fields)
    {
        var type = fields.Choice("type", [.. DeviceType.Table.Select(row => row.Name)], required: true) is { } name
            ? DeviceType.Find(name)
            : null;
        var status = fields.Choice("status", [DeviceState.Active, DeviceState.ActivationRequired]);
        var policy = Policy(call, fields);
        var nickname = fields.Text("nickname", required: false, (0, 100));
        var address = type?.Target is { } member ? Address(fields, member) : null;
        if (type is not null && policy is not null)
            CheckAllowed(call, user, fields, type, policy);
        if (fields.Problems.Count > 0)
            return null;
        var body = new JsonObject { ["type"] = type!.Name };
        if (type.Target is { } target)
            body[target] = address;
        if (!string.IsNullOrEmpty(nickname))
            body["nickname"] = nickname;
        body["lock"] = new JsonObject { ["status"] = "UNLOCKED" };
        body["block"] = new JsonObject { ["status"] = "UNBLOCKED" };
        // A worker's device is active at once where nothing has to be shown to work.
        body["status"] = type.Target is null ? DeviceState.ActivationRequired : status ?? DeviceState.Active;
        var device = new Entity(call.Tenant.Ids.Uuid(), user.Id, body, call.Now, call.Now);
        return Prepare(call, user, fields, device, policy!);
    }

    private static NewDevice Prepare(Call call, User user, PropertyReader fields, Entity device, Entity policy)
    {
        var type = DeviceState.TypeOf(device);
        var hidden = DeviceState.HiddenOf(device.Body);
        hidden["policy"] = policy.Id;
        if (type.IsWebauthn)
            Registration.Begin(call, user, fields, device.Body);
        else if (type.Target is { } target && !DeviceState.IsActive(device))
            Activation.Send(call, policy, device.Body, device.Text(target)!);
        else if (type.Name == "TOTP")
        {
            var secret = Totp.NewSecret(call.Tenant.Ids);
            hidden["secret"] = secret;
            return new NewDevice(device, secret, Totp.KeyUri(policy.Text("totp.uriParameters.issuer") ?? Issuer, user.Username, secret));
        }
        return new NewDevice(device, null, null);
    }

    private static Entity? Policy(Call call, PropertyReader fields)
    {
        var policy = DevicePolicies.Find(call.Tenant, fields.Child("policy")?.Text("id"));
        if (policy is null)
            fields.Add(new ErrorDetail("INVALID_VALUE", "policy.id", "is not a device authentication policy of the environment"));
        return policy;
    }

    private static string? Address(PropertyReader fields, string member) =>
        member == "email"
            ? fields.Text(member, required: true, (1, 256), EmailAddress())
            : fields.Text(member, required: true, (1, 32), Telephone());

    private static void CheckAllowed(Call call, User user, PropertyReader fields, DeviceType type, Entity policy)
    {
        if (type.IsPush)
            fields.Invalid("type", "a mobile device is paired with a pairing key");
        if (!policy.Flag($"{type.Method}.enabled") || policy.Flag($"{type.Method}.pairingDisabled"))
            fields.Add(new ErrorDetail("CONSTRAINT_VIOLATION", "type", "The device authentication policy does not let it be paired"));
        var most = MfaSettingsEndpoints.Of(call.Tenant).Number("pairing.maxAllowedDevices") ?? MfaSettingsEndpoints.UsualLargestCount;
        if (call.Tenant.Entities.Of(DeviceKinds.Device, user.Id).Count >= most)
            fields.Add(new ErrorDetail("LIMIT_EXCEEDED", "type", $"The user has {most} devices, which is the most allowed"));
    }

    [GeneratedRegex(@"^[^@\s]+@[^@\s]+\z")]
    private static partial Regex EmailAddress();

    /// <summary>E.164, with the separators PingOne's own examples have.</summary>
    [GeneratedRegex(@"^\+[0-9]{1,3}[.]?[0-9]{4,14}\z")]
    private static partial Regex Telephone();
}
