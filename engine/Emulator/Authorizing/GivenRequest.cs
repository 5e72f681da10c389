using PingOneScenarios.Emulator.Errors;
using PingOneScenarios.Emulator.Grants;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Authorizing;

/// <summary>Everything an authorize call says, wherever it says it: itself, in a request object, or in what was pushed ahead.</summary>
/// <param name="Given">What counts.</param>
/// <param name="Broken">Why what it points to cannot be taken; what is given is then what stands in the call itself.</param>
internal sealed record GivenRequest(AuthorizeParameters Given, Refusal? Broken)
{
    public static GivenRequest Of(Call call, AuthorizeParameters sent)
    {
        if (sent["request_uri"] is { } uri)
            return Pushed(call, sent, uri) is { } pushed
                ? new GivenRequest(pushed, null)
                : new GivenRequest(
                    sent,
                    new Refusal(
                        "invalid_request_uri",
                        "The request_uri is unknown, was used, has expired or belongs to another application"
                    )
                );
        return FindClient(call, sent) is { } client && sent["request"] is not null
            ? RequestObject.Apply(call, client, sent)
            : new GivenRequest(sent, null);
    }

    public static Application? FindClient(Call call, AuthorizeParameters given) =>
        given["client_id"] is { } id ? call.Tenant.Registry.FindApplication(id) : null;

    /// <summary>What keeps the redirect from being trusted with an answer; null when it can be.</summary>
    public static ErrorDetail? Untrusted(Call call, AuthorizeParameters given)
    {
        if (FindClient(call, given) is not { } client)
            return Wrong("client_id", "The client_id is missing or names no application");
        if (!client.Enabled)
            return Wrong("client_id", "The application is disabled");
        if (given["redirect_uri"] is not { } redirect)
            return given.IsFlowMode ? null : Wrong("redirect_uri", "The redirect_uri is missing");
        return RedirectAddress.IsRegistered(client, redirect) ? null : Wrong("redirect_uri", "Redirect URI mismatch");
    }

    /// <summary>What the client asks for, or the rule it breaks.</summary>
    public static (AuthorizeRequest Request, Refusal? Broken) Judge(Call call, Application client, AuthorizeParameters given)
    {
        var request = given.ToRequest(client);
        if (AuthorizeRules.FirstBroken(client, given) is { } broken)
            return (request, broken);
        var scopes = ScopeGrant.OfUser(call.Tenant, client, given.Scopes);
        if (scopes.Refusal is { } refusal)
            return (request, new Refusal(refusal.Error, refusal.Why));
        var hint = UserHint.Of(call, client, given);
        return (request with { Scope = scopes.Text ?? "", HintedUserId = hint.User?.Id }, hint.Broken);
    }

    private static ErrorDetail Wrong(string target, string message) => new("INVALID_VALUE", target, message);

    /// <summary>Nothing else of the call counts beside what was pushed.</summary>
    private static AuthorizeParameters? Pushed(Call call, AuthorizeParameters sent, string uri)
    {
        var pushed = call.Tenant.PushedRequests.Find(uri);
        if (pushed is null || pushed.ClientId != sent["client_id"])
            return null;
        // Of two callers at once, one takes it.
        return call.Tenant.PushedRequests.Take(uri) is { } taken
            ? new AuthorizeParameters(taken.Parameters, null) { IsPushed = true }
            : null;
    }
}
