using PingOneScenarios.Emulator.Errors;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Checks;

/// <summary>The token endpoint's <c>grant_type</c>: known before the client is looked at, enabled on the client after that.</summary>
internal static class GrantType
{
    /// <summary>The grants the emulator gives, and the application property that enables each.</summary>
    public static IReadOnlyDictionary<string, string> Known { get; } =
        new Dictionary<string, string>
        {
            ["authorization_code"] = "AUTHORIZATION_CODE",
            ["client_credentials"] = "CLIENT_CREDENTIALS",
            ["refresh_token"] = "REFRESH_TOKEN",
        };

    public static Answer? IsKnown(Call call, Form form)
    {
        if (!form.TryGet("grant_type", out var grant))
            return OAuthError.InvalidRequest(call, "The parameter grant_type is missing");
        return Known.ContainsKey(grant) ? null : OAuthError.Of(call, 400, "unsupported_grant_type", $"Unsupported grant type: {grant}");
    }

    public static Answer? IsEnabled(Call call, Form form, Application client) =>
        client.GrantTypes.Contains(Known[form["grant_type"]!])
            ? null
            : OAuthError.Of(call, 400, "unauthorized_client", "The grant type is not enabled for the application");
}
