using System.Collections.Immutable;
using PingOneScenarios.Emulator.Administration;
using PingOneScenarios.Emulator.Authorizing;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Devices;
using PingOneScenarios.Emulator.Endpoints;
using PingOneScenarios.Emulator.Entities;
using PingOneScenarios.Emulator.Flows;
using PingOneScenarios.Emulator.Grants;
using PingOneScenarios.Emulator.Providers;

namespace PingOneScenarios.Emulator;

/// <summary>Every route: method, path, checks in their order, endpoint.</summary>
internal static class Routes
{
    public const string Environment = "/v1/environments/{envID}";
    private const string Sign = "/{envID}/as";

    public static ImmutableArray<Route> Table { get; } =
    [
        .. ManagementRoutes.Table,
        .. FlowRoutes.Rows,
        new(
            "POST",
            Sign + "/token",
            Open.Find(PostedForm.Check)
                .Require(GrantType.IsKnown)
                .Find(ClientAuthentication.Check)
                .Require(GrantType.IsEnabled)
                .To(TokenEndpoint.Issue)
        ),
        new("POST", Sign + "/introspect", Open.Find(PostedForm.Check).Find(IntrospectionCaller.Check).To(TokenStateEndpoints.Introspect)),
        new("POST", Sign + "/revoke", Open.Find(PostedForm.Check).Find(ClientAuthentication.Check).To(TokenStateEndpoints.Revoke)),
        new("GET", Sign + "/userinfo", Open.Find(BearerToken.CheckUser).To(TokenStateEndpoints.ReadUser)),
        new("POST", Sign + "/userinfo", Open.Find(BearerToken.CheckUser).To(TokenStateEndpoints.ReadUser)),
        new("GET", Sign + "/jwks", Open.To(MetadataEndpoints.ReadKeys)),
        new("GET", Sign + "/.well-known/openid-configuration", Open.To(MetadataEndpoints.Discover)),
        new("GET", Sign + "/.well-known/oauth-authorization-server", Open.To(MetadataEndpoints.Discover)),
        new("GET", "/{envID}/signon/", Open.To(MetadataEndpoints.ShowSignOnPage)),
        new("GET", StoreEndpoint.Path, StoreEndpoint.Read),
        new("GET", InboxEndpoints.Path, InboxEndpoints.Read),
        new("DELETE", InboxEndpoints.Path, InboxEndpoints.Clear),
        .. AdministrationRoutes.Table,
        .. AuthorizingRoutes.Table,
        .. ResourceSecretRoutes.Table,
        .. EntityKinds.Table.SelectMany(EntityRoutes.Of),
        .. DeviceRoutes.Table,
        .. ProviderRoutes.Table,
    ];

    /// <summary>A management call: token and rights come before anything else is looked at.</summary>
    public static CheckChain Managed => CheckChain.Of(EnvironmentRights.Check);

    /// <summary>A call of the sign-on side, which needs no management token.</summary>
    public static CheckChain Open => CheckChain.Of(KnownEnvironment.Check);

    /// <summary>A call of the sign-on side with a form by which a client proves itself.</summary>
    public static CheckChain<Form, Store.Application> OfClient => Open.Find(PostedForm.Check).Find(ClientAuthentication.Check);
}
