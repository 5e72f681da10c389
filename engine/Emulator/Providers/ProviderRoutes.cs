using System.Collections.Immutable;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Flows;

namespace PingOneScenarios.Emulator.Providers;

/// <summary>The routes of this room that no kind of entity has.</summary>
internal static class ProviderRoutes
{
    private static readonly EndpointCheck Link = MediaTypes.OneOf("application/vnd.pingidentity.account.link+json");

    public static ImmutableArray<Route> Table { get; } =
    [
        new(
            "GET",
            "/{envID}/rp/authenticate",
            Routes.Open.Find(KnownResource.FlowOfQuery).Require(FlowCookie.Check).To(AuthenticateEndpoint.Start)
        ),
        new("GET", "/{envID}/rp/callback/openid_connect", Routes.Open.To(CallbackEndpoint.ComeBack)),
        new(
            "POST",
            Routes.Environment + ProviderKinds.LinkedAccount.Path,
            Routes.Managed.Find(KnownResource.User).Require(Link).Find(PostedJson.Check).To(LinkEndpoint.Create)
        ),
    ];
}
