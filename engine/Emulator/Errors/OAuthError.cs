using System.Text.Json.Nodes;

namespace PingOneScenarios.Emulator.Errors;

/// <summary>The error body of the <c>/as/*</c> endpoints, RFC 6749 section 5.2, with PingOne's suffix.</summary>
internal static class OAuthError
{
    public static Answer InvalidRequest(Call call, string why) => Of(call, 400, "invalid_request", why);

    public static Answer InvalidGrant(Call call, string why) => Of(call, 400, "invalid_grant", why);

    /// <summary>401; a client that tried Basic is told so, as RFC 6749 section 5.2 wants.</summary>
    public static Answer InvalidClient(Call call, string why)
    {
        var answer = Of(call, 401, "invalid_client", why);
        var triedBasic = call.Request.Headers.Authorization.Count > 0;
        return triedBasic ? answer.With("WWW-Authenticate", "Basic realm=\"PingOne\"") : answer;
    }

    public static Answer Of(Call call, int status, string error, string description) =>
        Answer.Json(status, new JsonObject { ["error"] = error, ["error_description"] = Describe(call, description) }).NotStored();

    /// <summary>PingOne repeats the <c>Correlation-Id</c> inside the text.</summary>
    public static string Describe(Call call, string description) => $"{description} (Correlation ID: {call.CorrelationId})";
}
