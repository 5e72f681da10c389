using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using PingOneScenarios.Emulator.Entities;
using PingOneScenarios.Emulator.Errors;
using PingOneScenarios.Emulator.Flows;

namespace PingOneScenarios.Emulator.Providers;

/// <summary><c>/{envID}/rp/authenticate</c>: sends the user of a flow to an identity provider.</summary>
internal static class AuthenticateEndpoint
{
    private static readonly string[] Leaving =
    [
        FlowStatus.UsernamePasswordRequired,
        FlowStatus.PasswordRequired,
        FlowStatus.SignOnRequired,
        FlowStatus.ExternalAuthenticationRequired,
    ];

    public static Answer Start(Call call, Flow named)
    {
        var id = call.Request.Query["providerId"].ToString();
        lock (named.Gate)
        {
            if (ProviderKinds.Find(call, id) is null || call.Tenant.SignOns.Flows.Find(named.Id) is not { } flow)
                return ApiError.NotFound(call);
            if (!Leaving.Contains(flow.Status) || FlowProviders.Find(call, flow, id) is not { } provider)
                return FlowActions.NotNow(call);
            if (provider.Text("type") != ProviderType.OpenIdConnect)
                return ApiError.Unserved(call, $"sign-on by providers of the type {provider.Text("type")}; PingOne has it");
            return Leave(call, flow, provider);
        }
    }

    private static Answer Leave(Call call, Flow flow, Entity provider)
    {
        var ids = call.Tenant.Ids;
        var away = new ExternalSignOn(ids.Uuid(), flow.Id, provider.Id, ids.Uuid(), ids.Secret(), call.Now + ExternalSignOn.Patience);
        call.Tenant.SignOns.External.Put(away.State, away);
        FlowSteps.Keep(
            call,
            flow with
            {
                Status = FlowStatus.ExternalAuthenticationRequired,
                ProviderId = provider.Id,
                ExpiresAt = call.Now + Flow.InactivityLimit,
            }
        );
        var query = string.Join(
            '&',
            Parameters(call, flow, provider, away)
                .Where(pair => pair.Value is { Length: > 0 })
                .Select(pair => $"{pair.Name}={Uri.EscapeDataString(pair.Value!)}")
        );
        var endpoint = provider.Text("authorizationEndpoint")!;
        return Answer.Redirect($"{endpoint}{(endpoint.Contains('?') ? '&' : '?')}{query}");
    }

    private static IEnumerable<(string Name, string? Value)> Parameters(Call call, Flow flow, Entity provider, ExternalSignOn away)
    {
        yield return ("response_type", "code");
        yield return ("client_id", provider.Text("clientId"));
        yield return ("redirect_uri", call.Tenant.Addresses.ProviderCallback);
        yield return ("scope", string.Join(' ', provider.Items("scopes")));
        yield return ("state", away.State);
        yield return ("nonce", away.Nonce);
        yield return ("acr_values", Given(call, "acrValues") ?? flow.Step?.Text("acrValues"));
        yield return ("login_hint", Given(call, "loginHint") ?? Hint(call, flow, provider));
        if (provider.Text("pkceMethod") != "S256")
            yield break;
        yield return ("code_challenge", Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(away.Verifier))));
        yield return ("code_challenge_method", "S256");
    }

    private static string? Given(Call call, string name) => call.Request.Query[name].ToString() is { Length: > 0 } text ? text : null;

    /// <summary>With <c>passUserContext</c>: who the user is over there, else whom the application expects.</summary>
    private static string? Hint(Call call, Flow flow, Entity provider) =>
        flow.Step?.Flag("passUserContext") == true
            ? ExternalAccounts.ExternalIdOf(call, flow.UserId, provider.Id) ?? flow.Request?.LoginHint
            : null;
}
