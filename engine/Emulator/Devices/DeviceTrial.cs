using System.Buffers.Text;
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Entities;
using PingOneScenarios.Emulator.Flows;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Devices;

/// <summary>Takes a device authentication from one status to the next. What it gives is not kept yet.</summary>
internal static class DeviceTrial
{
    private const int ChallengeBytes = 32;
    private const string Push = "swk";
    private static readonly TimeSpan UsualPushTimeout = TimeSpan.FromSeconds(40);

    /// <summary>At the user's default device, or where one has to be selected; failed when there is none to use.</summary>
    public static DeviceAuthentication Begin(Call call, DeviceAuthentication fresh, User user)
    {
        var policy = PolicyOf(call, fresh);
        var devices = UsableDevices.Of(call, user, policy, fresh.Types);
        if (devices.IsEmpty)
            return fresh.Fail("NO_USABLE_DEVICES", $"Couldn't find authenticating device for user: {user.Id}");
        return Chosen(policy, devices) is { } device
            ? Select(call, fresh, device)
            : fresh with
            {
                Status = FlowStatus.DeviceSelectionRequired,
            };
    }

    public static Entity PolicyOf(Call call, DeviceAuthentication authentication) =>
        DevicePolicies.Find(call.Tenant, authentication.PolicyId) ?? DevicePolicies.Default(call.Tenant);

    /// <summary>The user's devices that can be selected.</summary>
    public static ImmutableArray<Entity> Devices(Call call, DeviceAuthentication authentication) =>
        call.Tenant.Registry.FindUser(authentication.UserId) is { } user
            ? UsableDevices.Of(call, user, PolicyOf(call, authentication), authentication.Types)
            : [];

    /// <summary>Asks of the device what one of its type can answer; selecting it once more sends another code.</summary>
    public static DeviceAuthentication Select(Call call, DeviceAuthentication before, Entity device)
    {
        var type = DeviceState.TypeOf(device);
        var selected = before with { SelectedId = device.Id, OneTime = null, Code = null, MessageId = null, Challenge = null };
        if (type.IsPush)
            return Ask(call, selected, device);
        if (type.IsWebauthn)
            return selected with
            {
                Status = FlowStatus.AssertionRequired,
                Challenge = Base64Url.EncodeToString(call.Tenant.Ids.Bytes(ChallengeBytes)),
            };
        return type.Target is { } target
            ? Send(call, selected, type, device.Text(target)!)
            : selected with
            {
                Status = FlowStatus.OtpRequired,
            };
    }

    /// <summary>Sends a code to an address that is no device of the user's.</summary>
    public static DeviceAuthentication SendOnce(Call call, DeviceAuthentication fresh, (DeviceType Type, string Address) to) =>
        Send(call, fresh with { OneTime = to }, to.Type, to.Address);

    /// <summary>What became of a push message that was waited for.</summary>
    public static DeviceAuthentication Settle(Call call, DeviceAuthentication waiting) =>
        waiting is not { Status: FlowStatus.PushConfirmationRequired, MessageId: { } id }
            ? waiting
            : call.Organization.Confirmations.StateOf(id) switch
            {
                ConfirmationState.Approved => waiting.Complete(Push),
                ConfirmationState.Denied => waiting.Fail("PUSH_CONFIRMATION_REJECTED", "The user denied the authentication on the device"),
                ConfirmationState.TimedOut => waiting with { Status = FlowStatus.PushConfirmationTimedOut },
                _ => waiting,
            };

    /// <summary>Null while the user has to select one.</summary>
    private static Entity? Chosen(Entity policy, ImmutableArray<Entity> devices) =>
        policy.Text("authentication.deviceSelection") switch
        {
            "ALWAYS_DISPLAY_DEVICES" => null,
            _ when devices.Length == 1 => devices[0],
            "PROMPT_TO_SELECT" => null,
            _ => DeviceState.Place(devices[0]) is null ? null : devices[0],
        };

    private static DeviceAuthentication Send(Call call, DeviceAuthentication selected, DeviceType type, string to)
    {
        var code = FactorCode.Send(call, PolicyOf(call, selected), type, to, (selected.Purpose, selected.Told));
        return selected with { Status = FlowStatus.OtpRequired, Code = code };
    }

    private static DeviceAuthentication Ask(Call call, DeviceAuthentication selected, Entity device)
    {
        var user = call.Tenant.Registry.FindUser(selected.UserId)!;
        var applicationId = device.Text("application.id");
        var policy = PolicyOf(call, selected);
        var timeout = policy
            .Items("mobile.applications")
            .OfType<JsonObject>()
            .Where(application => application["id"]?.ToString() == applicationId)
            .Select(application => application["pushTimeout"]?["duration"]?.GetValue<int>())
            .FirstOrDefault();
        var message = new Message(call.Tenant.Ids.Uuid(), user.Username, "PUSH", selected.Purpose, "", call.Now);
        call.Organization.Inbox.Add(message);
        call.Organization.Confirmations.Ask(message.Id, call.Now + (timeout is { } given ? TimeSpan.FromSeconds(given) : UsualPushTimeout));
        return selected with { Status = FlowStatus.PushConfirmationRequired, MessageId = message.Id };
    }
}
