using System.Collections.Immutable;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Endpoints;
using PingOneScenarios.Emulator.Flows;

namespace PingOneScenarios.Emulator.Authorizing;

/// <summary>The routes of this room, part of <see cref="Routes.Table"/>.</summary>
internal static class AuthorizingRoutes
{
    private const string Sign = "/{envID}/as";
    private const string Application = Routes.Environment + "/applications/{applicationID}";

    public static ImmutableArray<Route> Table { get; } =
    [
        new("GET", Sign + "/authorize", Routes.Open.To(AuthorizeEndpoint.Start)),
        new("POST", Sign + "/authorize", Routes.Open.Require(PostedForm.CheckText).To(AuthorizeEndpoint.Start)),
        new(
            "GET",
            Sign + "/resume",
            Routes.Open.Find(KnownResource.FlowOfQuery).Require(FlowCookie.Check).Require(SessionCookie.Check).To(ResumeEndpoint.Finish)
        ),
        new("POST", Sign + "/device_authorization", Routes.OfClient.To(DeviceEndpoint.Authorize)),
        new("GET", "/{envID}/device", Routes.Open.To(DeviceEndpoint.Start)),
        new("GET", "/{envID}/device/{appIdentifier}", Routes.Open.To(DeviceEndpoint.Start)),
        new("POST", Sign + "/cibaAuthorization", Routes.OfClient.To(BackchannelEndpoint.Authorize)),
        new("POST", Application + "/keys", Routes.Managed.Find(KnownResource.Application).To(KeyEndpoints.Upload)),
        Route.Unserved("GET", Application + "/keys"),
        new("PUT", KeySetEndpoints.Path, KeySetEndpoints.Put),
        new("GET", KeySetEndpoints.Path, KeySetEndpoints.Read),
        new("DELETE", KeySetEndpoints.Path, KeySetEndpoints.Delete),
        new("POST", Sign + "/par", Routes.OfClient.To(PushEndpoint.Push)),
    ];
}
