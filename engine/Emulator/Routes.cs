using System.Collections.Immutable;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Endpoints;

namespace PingOneScenarios.Emulator;

/// <summary>Every route: method, path, checks in their order, endpoint.</summary>
internal static class Routes
{
    private const string Environment = "/v1/environments/{envID}";
    private const string Applications = Environment + "/applications";
    private const string Application = Applications + "/{applicationID}";
    private const string Populations = Environment + "/populations";
    private const string Population = Populations + "/{populationID}";
    private const string Users = Environment + "/users";
    private const string User = Users + "/{userID}";
    private const string Images = Environment + "/images";
    private const string Image = Images + "/{imageID}";
    private const string Sign = "/{envID}/as";
    private const string Flow = "/{envID}/flows/{flowID}";

    private static readonly EndpointCheck Json = MediaTypes.OneOf(MediaTypes.Json);
    private static readonly EndpointCheck UserJson = MediaTypes.OneOf(MediaTypes.Json, MediaTypes.UserImport);
    private static readonly EndpointCheck SetPassword = MediaTypes.OneOf(MediaTypes.PasswordSet);
    private static readonly EndpointCheck CheckPassword = MediaTypes.OneOf(MediaTypes.PasswordCheck);

    public static ImmutableArray<Route> Table { get; } =
    [
        new("GET", Environment, Manage(), EnvironmentEndpoints.Read),
        new("POST", Applications, Manage(Json, PostedJson.Check), ApplicationEndpoints.Create),
        new("GET", Applications, Manage(), ApplicationEndpoints.All.List),
        new("GET", Application, Manage(KnownResource.Application), ApplicationEndpoints.Read),
        new("DELETE", Application, Manage(KnownResource.Application), ApplicationEndpoints.Delete),
        new("GET", Application + "/secret", Manage(KnownResource.Application), SecretEndpoints.Read),
        new(
            "POST",
            Application + "/secret",
            Manage(KnownResource.Application, MediaTypes.JsonOrNothing, PostedJson.Optional),
            SecretEndpoints.Rotate
        ),
        new("DELETE", Application + "/secret", Manage(KnownResource.Application), SecretEndpoints.DeletePrevious),
        new("POST", Populations, Manage(Json, PostedJson.Check), PopulationEndpoints.Create),
        new("GET", Populations, Manage(), PopulationEndpoints.All.List),
        new("GET", Population, Manage(KnownResource.Population), PopulationEndpoints.Read),
        new("DELETE", Population, Manage(KnownResource.Population), PopulationEndpoints.Delete),
        new("POST", Users, Manage(UserJson, PostedJson.Check), UserEndpoints.Create),
        new("GET", Users, Manage(), UserEndpoints.All.List),
        new("GET", User, Manage(KnownResource.User), UserEndpoints.Read),
        new("DELETE", User, Manage(KnownResource.User), UserEndpoints.Delete),
        new("GET", User + "/password", Manage(KnownResource.User), PasswordEndpoints.Read),
        new("PUT", User + "/password", Manage(KnownResource.User, SetPassword, PostedJson.Check), PasswordEndpoints.Set),
        new("POST", User + "/password", Manage(KnownResource.User, CheckPassword, PostedJson.Check), PasswordEndpoints.Check),
        new("POST", Images, Manage(ImageBytes.Check), ImageEndpoints.Create),
        new("GET", Image, Manage(KnownResource.Image), ImageEndpoints.Read),
        new("DELETE", Image, Manage(KnownResource.Image), ImageEndpoints.Delete),
        new("GET", Sign + "/authorize", Open(), AuthorizeEndpoint.Start),
        new("POST", Sign + "/authorize", Open(), AuthorizeEndpoint.Start),
        new("GET", Flow, Open(KnownResource.Flow, FlowCookie.Check), FlowEndpoints.Read),
        new(
            "POST",
            Flow,
            Open(KnownResource.Flow, FlowCookie.Check, FlowActions.CheckMediaType, FlowActions.CheckStatus, PostedJson.Optional),
            FlowEndpoints.Act
        ),
        new("GET", Sign + "/resume", Open(KnownResource.FlowOfQuery, FlowCookie.Check, SessionCookie.Check), ResumeEndpoint.Finish),
        new(
            "POST",
            Sign + "/token",
            Open(PostedForm.Check, GrantType.IsKnown, ClientAuthentication.Check, GrantType.IsEnabled),
            TokenEndpoint.Issue
        ),
        new("POST", Sign + "/introspect", Open(PostedForm.Check, ClientAuthentication.Check), TokenStateEndpoints.Introspect),
        new("POST", Sign + "/revoke", Open(PostedForm.Check, ClientAuthentication.Check), TokenStateEndpoints.Revoke),
        new("GET", Sign + "/userinfo", Open(BearerToken.CheckUser), TokenStateEndpoints.ReadUser),
        new("POST", Sign + "/userinfo", Open(BearerToken.CheckUser), TokenStateEndpoints.ReadUser),
        new("GET", Sign + "/jwks", Open(), MetadataEndpoints.ReadKeys),
        new("GET", Sign + "/.well-known/openid-configuration", Open(), MetadataEndpoints.Discover),
        new("GET", "/{envID}/signon/", Open(), MetadataEndpoints.ShowSignOnPage),
    ];

    /// <summary>A management call: token and rights come before anything else is looked at.</summary>
    private static ImmutableArray<EndpointCheck> Manage(params ReadOnlySpan<EndpointCheck> checks) =>
        [BearerToken.Check, EnvironmentRights.Check, .. checks];

    /// <summary>A call of the sign-on side, which needs no management token.</summary>
    private static ImmutableArray<EndpointCheck> Open(params ReadOnlySpan<EndpointCheck> checks) => [KnownEnvironment.Check, .. checks];
}
