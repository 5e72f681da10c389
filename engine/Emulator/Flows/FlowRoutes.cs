using System.Collections.Immutable;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Flows;

/// <summary>The routes of flows, sessions and consents.</summary>
internal static class FlowRoutes
{
    private const string FlowPath = "/{envID}/flows/{flowID}";
    private const string SignOff = "/{envID}/as/signoff";
    private const string User = Routes.Environment + "/users/{userID}";
    private const string Sessions = User + "/sessions";
    private const string Session = Sessions + "/{sessionID}";
    private const string Consents = User + "/agreementConsents";
    private const string Consent = Consents + "/{agreementID}";

    private static readonly EndpointCheck Decision = MediaTypes.OneOf(ConsentEndpoints.Accept, ConsentEndpoints.Revoke);

    public static ImmutableArray<Route> Rows { get; } =
    [
        new("GET", FlowPath, OfFlow.To(FlowEndpoints.Read)),
        new(
            "POST",
            FlowPath,
            OfFlow.Require(FlowActions.CheckMediaType).Narrow(FlowActions.Find).Find(PostedJson.Optional).To(FlowEndpoints.Act)
        ),
        new("GET", SignOff, Routes.Open.To(SignOffEndpoint.SignOff)),
        new("POST", SignOff, Routes.Open.Require(PostedForm.CheckText).To(SignOffEndpoint.SignOff)),
        new("GET", "/{envID}/as/idpSignoff", Routes.Open.To(SignOffEndpoint.SignOffByHint)),
        new("GET", Routes.Environment + "/activities", Routes.Managed.To(ActivityEndpoints.List)),
        Route.Unserved("POST", Routes.Environment + "/activities"),
        new("GET", Sessions, OfUser.To(SessionEndpoints.List)),
        new("GET", Session, OfUser.To(SessionEndpoints.Read)),
        new("DELETE", Session, OfUser.To(SessionEndpoints.Delete)),
        new("GET", Consents, OfUser.To(ConsentEndpoints.List)),
        new("GET", Consent, OfUser.To(ConsentEndpoints.Read)),
        new("POST", Consent, OfUser.Require(Decision).Find(PostedJson.Optional).To(ConsentEndpoints.Change)),
    ];

    private static CheckChain<User> OfUser => Routes.Managed.Find(KnownResource.User);

    /// <summary>A call about a flow, by the browser that started it.</summary>
    private static CheckChain<Flow> OfFlow => Routes.Open.Find(KnownResource.Flow).Require(FlowCookie.Check);
}
