using System.Collections.Immutable;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Flows;

namespace PingOneScenarios.Emulator.Authorizing;

/// <summary>The routes of this room, part of <see cref="Routes.Table"/>.</summary>
internal static class AuthorizingRoutes
{
    private const string Sign = "/{envID}/as";

    public static ImmutableArray<Route> Table { get; } =
    [
        new("GET", Sign + "/authorize", Routes.Open.To(AuthorizeEndpoint.Start)),
        new("POST", Sign + "/authorize", Routes.Open.Require(PostedForm.CheckText).To(AuthorizeEndpoint.Start)),
        new(
            "GET",
            Sign + "/resume",
            Routes.Open.Find(KnownResource.FlowOfQuery).Require(FlowCookie.Check).Require(SessionCookie.Check).To(ResumeEndpoint.Finish)
        ),
        new("POST", Sign + "/par", Routes.OfClient.To(PushEndpoint.Push)),
    ];
}
