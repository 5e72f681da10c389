using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Errors;
using PingOneScenarios.Emulator.Flows;
using PingOneScenarios.Emulator.Grants;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Endpoints;

/// <summary><c>/{envID}/as/authorize</c>: starts a flow and sends the browser to the sign-on page.</summary>
internal static class AuthorizeEndpoint
{
    public static Answer Start(Call call)
    {
        var given = AuthorizeParameters.Of(call);
        if (Untrusted(call, given) is { } why)
            return ToSignOnPageWithError(call, why);
        var client = call.Tenant.Registry.FindApplication(given["client_id"]!)!;
        var request = given.ToRequest(client);
        if (AuthorizeRules.FirstBroken(client, given) is { } broken)
            return AuthorizeResponse.Refuse(call, request, broken.Error, broken.Why);
        var scopes = ScopeGrant.OfUser(call.Tenant, client, given.Scopes);
        if (scopes.Refusal is { } refusal)
            return AuthorizeResponse.Refuse(call, request, refusal.Error, refusal.Why);
        request = request with { Scope = scopes.Text ?? "" };
        var session = UsableSession(call, given);
        if (given["prompt"] == "none")
            return WithoutAsking(call, client, request, session);
        return StartFlow(call, client, request, session);
    }

    /// <summary>What keeps the redirect from being trusted with an answer; null when it can be.</summary>
    private static ErrorDetail? Untrusted(Call call, AuthorizeParameters given)
    {
        if (given["client_id"] is not { } id || call.Tenant.Registry.FindApplication(id) is not { } client)
            return Wrong("client_id", "The client_id is missing or names no application");
        if (!client.Enabled)
            return Wrong("client_id", "The application is disabled");
        if (given["redirect_uri"] is not { } redirect)
            return given.IsFlowMode ? null : Wrong("redirect_uri", "The redirect_uri is missing");
        return client.RedirectUris.Contains(redirect) ? null : Wrong("redirect_uri", "Redirect URI mismatch");
    }

    private static ErrorDetail Wrong(string target, string message) => new("INVALID_VALUE", target, message);

    /// <summary>The hosted page is the one that shows it: PingOne hands it the error body as the query parameter <c>error</c>.</summary>
    private static Answer ToSignOnPageWithError(Call call, ErrorDetail why)
    {
        var error = ApiError.Body(call.CorrelationId, "INVALID_DATA", ApiError.Invalid, [why]);
        return Answer.Redirect($"{call.Tenant.Addresses.SignOnPage}?error={Uri.EscapeDataString(error.ToJsonString())}");
    }

    /// <summary>A live session that the request's <c>prompt</c> and <c>max_age</c> still accept.</summary>
    private static Session? UsableSession(Call call, AuthorizeParameters given)
    {
        if (given["prompt"] == "login" || SessionCookie.Find(call) is not { } session)
            return null;
        if (given["max_age"] is { } age && call.Now - session.SignedOnAt > TimeSpan.FromSeconds(uint.Parse(age)))
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
        var browser = call.Request.Cookies[FlowCookie.Name];
        var isNew = !Guid.TryParse(browser, out _);
        if (isNew)
            browser = call.Tenant.Ids.Uuid();
        var flow = FlowSteps.Begin(call, SignOnPolicies.Prepare(call, browser!, client, request, session));
        var answer = request.ResponseMode == "pi.flow" ? Answer.Hal(200, FlowBody.ToJson(call, flow)) : ToSignOnPage(call, client, flow);
        return isNew ? answer.With("Set-Cookie", $"{FlowCookie.Name}={browser}; Path=/{call.Tenant.EnvironmentId}; HttpOnly") : answer;
    }

    private static Answer ToSignOnPage(Call call, Application client, Flow flow)
    {
        if (client.LoginPageUrl is not { } page)
            return Answer.Redirect($"{call.Tenant.Addresses.SignOnPage}?flowId={flow.Id}");
        return Answer.Redirect($"{page}{(page.Contains('?') ? '&' : '?')}environmentId={call.Tenant.EnvironmentId}&flowId={flow.Id}");
    }
}
