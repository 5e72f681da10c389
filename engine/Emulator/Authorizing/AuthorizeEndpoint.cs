using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Endpoints;
using PingOneScenarios.Emulator.Errors;
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
            return session is null
                ? AuthorizeResponse.Refuse(call, request, "login_required", "The user is not signed on")
                : AuthorizeResponse.Grant(call, request, session);
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
        if (request.MaxAge is { } age && call.Now - session.CreatedAt > TimeSpan.FromSeconds(age))
            return null;
        if (request.HintedUserId is { } hinted && hinted != session.UserId)
            return null;
        return call.Tenant.Registry.FindUser(session.UserId) is { Enabled: true } ? session : null;
    }

    private static Answer StartFlow(Call call, Application client, AuthorizeRequest request, Session? session)
    {
        var browser = call.Request.Cookies[FlowCookie.Name];
        var isNew = !Guid.TryParse(browser, out _);
        if (isNew)
            browser = call.Tenant.Ids.Uuid();
        var flow = new Flow(call.Tenant.Ids.Uuid(), request, browser!, call.Now)
        {
            ExpiresAt = call.Now + Flow.InactivityLimit,
            Status = session is null ? FlowStatus.UsernamePasswordRequired : FlowStatus.Completed,
            UserId = session?.UserId,
            Session = session,
        };
        var answer = Begin(call, client, flow);
        return isNew ? answer.With("Set-Cookie", $"{FlowCookie.Name}={browser}; Path=/{call.Tenant.EnvironmentId}; HttpOnly") : answer;
    }

    private static Answer Begin(Call call, Application client, Flow flow)
    {
        if (flow is { Request.ResponseMode: "pi.flow", Session: { } session })
            return AuthorizeResponse.GrantAtOnce(call, flow, session);
        call.Tenant.SignOns.Flows.Put(flow.Id, flow);
        return flow.Request.ResponseMode == "pi.flow" ? Answer.Hal(200, FlowBody.ToJson(call, flow)) : ToSignOnPage(call, client, flow);
    }

    private static Answer ToSignOnPage(Call call, Application client, Flow flow)
    {
        if (client.LoginPageUrl is not { } page)
            return Answer.Redirect($"{call.Tenant.Addresses.SignOnPage}?flowId={flow.Id}");
        return Answer.Redirect($"{page}{(page.Contains('?') ? '&' : '?')}environmentId={call.Tenant.EnvironmentId}&flowId={flow.Id}");
    }
}
