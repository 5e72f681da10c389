using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Errors;
using PingOneScenarios.Emulator.Flows;
using PingOneScenarios.Emulator.Grants;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Authorizing;

/// <summary><c>/{envID}/as/device_authorization</c> gives a device its codes, <c>/{envID}/device</c> is where a user types one in (RFC 8628).</summary>
internal static class DeviceEndpoint
{
    // Letters nobody takes for another, and that make no words.
    private const string Letters = "BCDFGHJKLMNPQRSTVWXZ";
    private const int HalfCode = 4;

    public static Answer Authorize(Call call, Form form, Application client)
    {
        if (!client.GrantTypes.Contains("DEVICE_CODE"))
            return OAuthError.Of(call, 400, "unauthorized_client", "The grant type is not enabled for the application");
        var scopes = ScopeGrant.OfUser(call.Tenant, client, ScopeGrant.Split(form["scope"]));
        if (scopes.Refusal is { } refusal)
            return OAuthError.Of(call, 400, refusal.Error, refusal.Why);
        var lifetime = client.Numbers.GetValueOrDefault("deviceTimeout", 600);
        var interval = client.Numbers.GetValueOrDefault("devicePollingInterval", 5);
        var request = new AuthorizeRequest
        {
            ClientId = client.Id,
            ApplicationName = client.Name,
            ResponseMode = "query",
            Scope = scopes.Text ?? "",
        };
        var grant = new AwaitedGrant(call.Tenant.Ids.Uuid(), request, call.Now.AddSeconds(lifetime), TimeSpan.FromSeconds(interval))
        {
            UserCode = UserCode(call.Tenant.Ids),
        };
        call.Tenant.DeviceRequests.Add(grant);
        return Answer.Json(200, ToJson(call, client, grant, (lifetime, interval))).NotStored();
    }

    /// <summary>Without an application in the path, the environment's own policy signs the user on.</summary>
    public static Answer Start(Call call)
    {
        var named = call.PathValues.Find("appIdentifier");
        var client = named is null ? null : FindByPath(call.Tenant, named);
        if (named is not null && client is not { Enabled: true })
            return ApiError.NotFound(call);
        var browser = FlowCookie.Of(call);
        var flow = FlowSteps.Begin(call, DeviceGrantActions.Prepare(call, browser.Value, client));
        return FlowCookie.Set(AuthorizeEndpoint.ToSignOnPage(call, client?.LoginPageUrl, flow), call, browser);
    }

    private static Application? FindByPath(Tenant tenant, string identifier) =>
        tenant.Registry.FindApplication(identifier)
        ?? tenant.Registry.Applications().FirstOrDefault(application => Setting(application, "devicePathId") == identifier);

    private static JsonObject ToJson(Call call, Application client, AwaitedGrant grant, (int Lifetime, int Interval) seconds)
    {
        var page = Setting(client, "deviceCustomVerificationUri") ?? OwnPage(call, client);
        return new JsonObject
        {
            ["device_code"] = grant.Handle,
            ["user_code"] = grant.UserCode,
            ["verification_uri"] = page,
            ["verification_uri_complete"] = $"{page}{(page.Contains('?') ? '&' : '?')}user_code={grant.UserCode}",
            ["expires_in"] = seconds.Lifetime,
            ["interval"] = seconds.Interval,
        };
    }

    private static string OwnPage(Call call, Application client)
    {
        var page = $"{call.Tenant.Addresses.AuthPath}/{call.Tenant.EnvironmentId}/device";
        return Setting(client, "devicePathId") is { } id ? $"{page}/{id}" : page;
    }

    private static string? Setting(Application client, string name) => client.Settings[name]?.GetValue<string>();

    private static string UserCode(IdSource ids) => $"{HalfOfCode(ids)}-{HalfOfCode(ids)}";

    private static string HalfOfCode(IdSource ids) =>
        // A secret has more than four characters that stand for a letter each: 60 of its 66.
        new([.. ids.Secret().Where(char.IsAsciiLetterOrDigit).Select(c => Letters[c % Letters.Length]).Take(HalfCode)]);
}
