using PingOneScenarios.Emulator.Authorizing;
using PingOneScenarios.Emulator.Errors;
using PingOneScenarios.Emulator.Flows;

namespace PingOneScenarios.Emulator.Providers;

/// <summary><c>/{envID}/rp/callback/openid_connect</c>: the user comes back from an identity provider with a code, or with an error.</summary>
internal static class CallbackEndpoint
{
    public static Answer ComeBack(Call call)
    {
        var query = call.Request.Query;
        if (call.Tenant.SignOns.External.Find(query["state"].ToString()) is not { } known)
            return ApiError.InvalidRequest(call, "The state is unknown, was used before or has expired.");
        if (call.Tenant.SignOns.Flows.Find(known.FlowId) is not { } flow)
            return ApiError.NotFound(call);
        if (FlowCookie.Check(call, flow) is { } stranger)
            return stranger;
        if (
            call.Tenant.SignOns.External.Take(known.State) is not { } away
            || FlowProviders.Find(call, flow, away.ProviderId) is not { } provider
        )
            return FlowActions.NotNow(call);
        if (query["error"].ToString() is { Length: > 0 } error)
            return Settle(call, flow, away, (null, $"The identity provider says {error}"));
        return Settle(call, flow, away, OpenIdProvider.Exchange(call, provider, away, query["code"].ToString()));
    }

    private static Answer Settle(Call call, Flow named, ExternalSignOn away, (ExternalAccount? Account, string Why) known)
    {
        lock (named.Gate)
        {
            if (call.Tenant.SignOns.Flows.Find(named.Id) is not { } flow)
                return ApiError.NotFound(call);
            if (flow.Status != FlowStatus.ExternalAuthenticationRequired || flow.ProviderId != away.ProviderId)
                return FlowActions.NotNow(call);
            var settled = known.Account is { } account
                ? ExternalAccounts.Settle(call, flow, account)
                : flow.Fail("access_denied", known.Why);
            settled = settled with { ExpiresAt = call.Now + Flow.InactivityLimit };
            FlowSteps.Keep(call, settled);
            return Lead(call, settled);
        }
    }

    /// <summary>To the page that goes on with the flow; at its end, to what ends it.</summary>
    private static Answer Lead(Call call, Flow flow)
    {
        if (flow is { IsCompleted: true, Session: { } session })
            return SessionCookie.Set(Answer.Redirect(call.Tenant.Addresses.Resume(flow.Id)), call, session);
        if (flow.Status == FlowStatus.Failed)
            return Answer.Redirect(call.Tenant.Addresses.Resume(flow.Id));
        var client = flow.ClientId is { } id ? call.Tenant.Registry.FindApplication(id) : null;
        return AuthorizeEndpoint.ToSignOnPage(call, client?.LoginPageUrl, flow);
    }
}
