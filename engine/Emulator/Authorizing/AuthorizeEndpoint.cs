using PingOneScenarios.Emulator.Errors;
using PingOneScenarios.Emulator.Flows;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Authorizing;

/// <summary><c>/{envID}/as/authorize</c>: starts a flow and sends the browser to the sign-on page.</summary>
internal static class AuthorizeEndpoint
{
    public static Answer Start(Call call)
    {
        var (given, unreadable) = GivenRequest.Of(call, AuthorizeParameters.Of(call));
        if (GivenRequest.Untrusted(call, given) is { } why)
            return ToSignOnPageWithError(call, unreadable is null ? why : new ErrorDetail("INVALID_VALUE", null, unreadable.Why));
        var client = GivenRequest.FindClient(call, given)!;
        var (request, broken) = GivenRequest.Judge(call, client, given);
        if ((unreadable ?? broken) is { } refusal)
            return AuthorizeResponse.Refuse(call, request, refusal.Error, refusal.Why);
        var session = UsableSession(call, request);
        if (request.Prompt == "none")
            return WithoutAsking(call, client, request, session);
        return StartFlow(call, client, request, session);
    }

    /// <summary>The hosted page is the one that shows it: PingOne hands it the error body as the query parameter <c>error</c>.</summary>
    private static Answer ToSignOnPageWithError(Call call, ErrorDetail why)
    {
        var error = ApiError.Body(call.CorrelationId, "INVALID_DATA", ApiError.Invalid, [why]);
        return Answer.Redirect($"{call.Tenant.Addresses.SignOnPage}?error={Uri.EscapeDataString(error.ToJsonString())}");
    }

    /// <summary>A live session that the request's <c>prompt</c>, <c>max_age</c> and signed hint still accept.</summary>
    private static Session? UsableSession(Call call, AuthorizeRequest request)
    {
        if (request.Prompt == "login" || SessionCookie.Find(call) is not { } session)
            return null;
        if (request.MaxAge is { } age && call.Now - session.SignedOnAt > TimeSpan.FromSeconds(age))
            return null;
        if (request.HintedUserId is { } hinted && hinted != session.UserId)
            return null;
        return call.Tenant.Registry.FindUser(session.UserId) is { Enabled: true } ? session : null;
    }

    private static Answer WithoutAsking(Call call, Application client, AuthorizeRequest request, Session? session)
    {
        if (session is null)
            return AuthorizeResponse.Refuse(call, request, "login_required", "The user is not signed on");
        var flow = SignOnPolicies.Prepare(call, "", client, request, session);
        return FlowSteps.IsSatisfied(call, flow)
            ? AuthorizeResponse.Grant(call, request, session with { Acr = flow.Acr })
            : AuthorizeResponse.Refuse(call, request, "login_required", "The sign-on policy asks something of the user");
    }

    private static Answer StartFlow(Call call, Application client, AuthorizeRequest request, Session? session)
    {
        var browser = FlowCookie.Of(call);
        var flow = FlowSteps.Begin(call, SignOnPolicies.Prepare(call, browser.Value, client, request, session));
        return FlowCookie.Set(Shown(call, client, request, flow), call, browser);
    }

    private static Answer Shown(Call call, Application client, AuthorizeRequest request, Flow flow) =>
        request.ResponseMode != "pi.flow" ? ToSignOnPage(call, client.LoginPageUrl, flow)
        : flow is { IsCompleted: true, Session: { } session } && call.Tenant.SignOns.Flows.Take(flow.Id) is not null
            ? AuthorizeResponse.GrantAtOnce(call, request, flow, session)
        : Answer.Hal(200, FlowBody.ToJson(call, flow));

    public static Answer ToSignOnPage(Call call, string? loginPageUrl, Flow flow)
    {
        if (loginPageUrl is not { } page)
            return Answer.Redirect($"{call.Tenant.Addresses.SignOnPage}?flowId={flow.Id}");
        return Answer.Redirect($"{page}{(page.Contains('?') ? '&' : '?')}environmentId={call.Tenant.EnvironmentId}&flowId={flow.Id}");
    }
}
