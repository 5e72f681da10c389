using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Errors;
using PingOneScenarios.Emulator.Flows;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Endpoints;

/// <summary>How the answer to an authorize call reaches the client: in its redirect, or as JSON with <c>response_mode=pi.flow</c>.</summary>
internal static class AuthorizeResponse
{
    /// <summary>Makes the authorization code and hands it over.</summary>
    public static Answer Grant(Call call, AuthorizeRequest request, Session session)
    {
        var code = new AuthorizationCode(call.Tenant.Ids.Uuid(), request, session, call.Now + AuthorizationCode.Lifetime);
        call.Tenant.Tokens.Codes.Put(code.Value, code);
        if (request.ResponseMode == "pi.flow")
            return InBody(request, code.Value);
        return Redirect(request, [("code", code.Value)]);
    }

    public static Answer Refuse(Call call, AuthorizeRequest request, string error, string why)
    {
        // Without a redirect, or in a mode nobody knows, the body and the query are what is left.
        if (request.RedirectUri is null || request.ResponseMode == "pi.flow")
            return OAuthError.Of(call, 400, error, why);
        return Redirect(request, [("error", error), ("error_description", OAuthError.Describe(call, why))]);
    }

    private static Answer InBody(AuthorizeRequest request, string code)
    {
        var response = new JsonObject { ["code"] = code };
        Hal.AddIfKnown(response, "state", request.State);
        return Answer.Hal(200, new JsonObject { ["authorizeResponse"] = response }).NotStored();
    }

    /// <summary>The registered URI is used as text: nothing is put between host and <c>?</c>.</summary>
    private static Answer Redirect(AuthorizeRequest request, IEnumerable<(string Name, string Value)> parameters)
    {
        if (request.State is { } state)
            parameters = parameters.Append(("state", state));
        var query = string.Join('&', parameters.Select(parameter => $"{parameter.Name}={Uri.EscapeDataString(parameter.Value)}"));
        var separator =
            request.ResponseMode == "fragment" ? '#'
            : request.RedirectUri!.Contains('?') ? '&'
            : '?';
        return Answer.Redirect($"{request.RedirectUri}{separator}{query}");
    }
}
