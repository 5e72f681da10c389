using System.Collections.Immutable;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Entities;
using PingOneScenarios.Emulator.Errors;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Devices;

/// <summary>The routes of multi-factor authentication, beside those its kinds of entity have.</summary>
internal static class DeviceRoutes
{
    private const string OneUser = Routes.Environment + "/users/{userID}";
    private const string Devices = OneUser + "/devices";
    private const string Device = Devices + "/{deviceID}";
    private const string Settings = Routes.Environment + "/mfaSettings";
    private const string Authentications = "/{envID}/deviceAuthentications";

    private static readonly EndpointCheck Json = MediaTypes.OneOf(MediaTypes.Json);

    public static ImmutableArray<Route> Table { get; } =
    [
        new("GET", Devices, OfUser.To(DeviceEndpoints.List)),
        new("POST", Devices, OfUser.Require(DeviceEndpoints.CheckMediaType).Find(PostedJson.Check).To(DeviceEndpoints.Post)),
        new("DELETE", Devices, OfUser.Require(DeviceEndpoints.CheckRemoval).To(DeviceEndpoints.RemoveOrder)),
        new("POST", Device, OfDevice.Require(DeviceActions.CheckMediaType).Find(PostedJson.Optional).To(DeviceActions.Act)),
        new("PUT", Device + "/nickname", OfDevice.Require(Json).Find(PostedJson.Check).To(DeviceEndpoints.SetNickname)),
        new("POST", OneUser + "/pairingKeys", OfUser.Require(Json).Find(PostedJson.Check).To(PairingKeyEndpoints.Create)),
        new("GET", Settings, Routes.Managed.To(MfaSettingsEndpoints.Read)),
        new("PUT", Settings, Routes.Managed.Require(Json).Find(PostedJson.Check).To(MfaSettingsEndpoints.Replace)),
        new("DELETE", Settings, Routes.Managed.To(MfaSettingsEndpoints.Reset)),
        new("POST", Authentications, Routes.Managed.Require(Json).Find(PostedJson.Check).To(DeviceAuthenticationEndpoints.Create)),
        new("GET", Authentications + "/{deviceAuthID}", OfAuthentication.To(DeviceAuthenticationEndpoints.Read)),
        new(
            "POST",
            Authentications + "/{deviceAuthID}",
            OfAuthentication
                .Require(DeviceAuthenticationEndpoints.CheckMediaType)
                .Find(PostedJson.Check)
                .To(DeviceAuthenticationEndpoints.Act)
        ),
        new("POST", TelephoneEndpoints.Pairings, CheckChain.Of(Json).Find(PostedJson.Check).To(TelephoneEndpoints.Pair)),
        new("POST", TelephoneEndpoints.Approval, TelephoneEndpoints.Approve),
        new("POST", TelephoneEndpoints.Denial, TelephoneEndpoints.Deny),
    ];

    private static CheckChain<User> OfUser => Routes.Managed.Find(KnownResource.User);

    private static CheckChain<Entity> OfDevice => Routes.Managed.Require(KnownParent.Of(DeviceKinds.Device)).Find(DeviceEndpoints.Find);

    private static CheckChain<DeviceAuthentication> OfAuthentication =>
        Routes.Managed.Find(call =>
            call.Tenant.DeviceAuthentications.Find(call.PathValues["deviceAuthID"]) is { } found
                ? (Established<DeviceAuthentication>)found
                : ApiError.NotFound(call)
        );
}
