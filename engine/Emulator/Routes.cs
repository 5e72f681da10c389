using System.Collections.Immutable;
using PingOneScenarios.Emulator.Authorizing;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Documents;
using PingOneScenarios.Emulator.Endpoints;
using PingOneScenarios.Emulator.Flows;
using PingOneScenarios.Emulator.Grants;

namespace PingOneScenarios.Emulator;

/// <summary>Every route: method, path, checks in their order, endpoint.</summary>
internal static class Routes
{
    public const string Environment = "/v1/environments/{envID}";
    private const string Applications = Environment + "/applications";
    public const string Application = Applications + "/{applicationID}";
    private const string Populations = Environment + "/populations";
    public const string Population = Populations + "/{populationID}";
    private const string Users = Environment + "/users";
    public const string User = Users + "/{userID}";
    private const string Password = User + "/password";
    private const string Images = Environment + "/images";
    private const string Image = Images + "/{imageID}";
    private const string Sign = "/{envID}/as";
    private const string FlowPath = "/{envID}/flows/{flowID}";

    private static readonly EndpointCheck Json = MediaTypes.OneOf(MediaTypes.Json);
    private static readonly EndpointCheck UserJson = MediaTypes.OneOf(MediaTypes.Json, MediaTypes.UserImport);
    private static readonly EndpointCheck SetPassword = MediaTypes.OneOf(MediaTypes.PasswordSet);
    private static readonly EndpointCheck CheckPassword = MediaTypes.OneOf(MediaTypes.PasswordCheck);

    public static ImmutableArray<Route> Table { get; } =
    [
        new("GET", Environment, Managed.To(EnvironmentEndpoints.Read)),
        new("POST", Applications, Managed.Require(Json).Find(PostedJson.Check).To(ApplicationEndpoints.Create)),
        new("GET", Applications, Managed.To(ApplicationEndpoints.All.List)),
        new("GET", Application, Managed.Find(KnownResource.Application).To(ApplicationEndpoints.Read)),
        new("DELETE", Application, Managed.Find(KnownResource.Application).To(ApplicationEndpoints.Delete)),
        new("GET", Application + "/secret", Managed.Find(KnownResource.Application).To(SecretEndpoints.Read)),
        new(
            "POST",
            Application + "/secret",
            Managed.Find(KnownResource.Application).Require(MediaTypes.JsonOrNothing).Find(PostedJson.Optional).To(SecretEndpoints.Rotate)
        ),
        new("DELETE", Application + "/secret", Managed.Find(KnownResource.Application).To(SecretEndpoints.DeletePrevious)),
        new("POST", Application + "/keys", Managed.Find(KnownResource.Application).To(KeyEndpoints.Upload)),
        Route.Unserved("GET", Application + "/keys"),
        new("POST", Populations, Managed.Require(Json).Find(PostedJson.Check).To(PopulationEndpoints.Create)),
        new("GET", Populations, Managed.To(PopulationEndpoints.All.List)),
        new("GET", Population, Managed.Find(KnownResource.Population).To(PopulationEndpoints.Read)),
        new("DELETE", Population, Managed.Find(KnownResource.Population).To(PopulationEndpoints.Delete)),
        new("POST", Users, Managed.Require(UserJson).Find(PostedJson.Check).To(UserEndpoints.Create)),
        new("GET", Users, Managed.To(UserEndpoints.All.List)),
        new("GET", User, Managed.Find(KnownResource.User).To(UserEndpoints.Read)),
        new("DELETE", User, Managed.Find(KnownResource.User).To(UserEndpoints.Delete)),
        new("GET", Password, Managed.Find(KnownResource.User).To(PasswordEndpoints.Read)),
        new("PUT", Password, Managed.Find(KnownResource.User).Require(SetPassword).Find(PostedJson.Check).To(PasswordEndpoints.Set)),
        new("POST", Password, Managed.Find(KnownResource.User).Require(CheckPassword).Find(PostedJson.Check).To(PasswordEndpoints.Check)),
        new("POST", Images, Managed.Find(ImageBytes.Check).To(ImageEndpoints.Create)),
        new("GET", Image, Managed.Find(KnownResource.Image).To(ImageEndpoints.Read)),
        new("DELETE", Image, Managed.Find(KnownResource.Image).To(ImageEndpoints.Delete)),
        new("GET", FlowPath, OfFlow.To(FlowEndpoints.Read)),
        new(
            "POST",
            FlowPath,
            OfFlow.Require(FlowActions.CheckMediaType).Narrow(FlowActions.Find).Find(PostedJson.Optional).To(FlowEndpoints.Act)
        ),
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
        new("PUT", KeySetEndpoints.Path, KeySetEndpoints.Put),
        new("GET", KeySetEndpoints.Path, KeySetEndpoints.Read),
        new("DELETE", KeySetEndpoints.Path, KeySetEndpoints.Delete),
        .. AuthorizingRoutes.Table,
        .. ResourceSecretRoutes.Table,
        .. DocumentKinds.Table.SelectMany(DocumentRoutes.Of),
    ];

    /// <summary>A management call: token and rights come before anything else is looked at.</summary>
    public static CheckChain Managed => CheckChain.Of(EnvironmentRights.Check);

    /// <summary>A call of the sign-on side, which needs no management token.</summary>
    public static CheckChain Open => CheckChain.Of(KnownEnvironment.Check);

    /// <summary>A call of the sign-on side with a form by which a client proves itself.</summary>
    public static CheckChain<Form, Store.Application> OfClient => Open.Find(PostedForm.Check).Find(ClientAuthentication.Check);

    /// <summary>A call about a flow, by the browser that started it.</summary>
    private static CheckChain<Flow> OfFlow => Open.Find(KnownResource.Flow).Require(FlowCookie.Check);
}
