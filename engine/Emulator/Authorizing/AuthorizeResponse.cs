using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Endpoints;
using PingOneScenarios.Emulator.Errors;
using PingOneScenarios.Emulator.Flows;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Authorizing;

/// <summary>How the answer to an authorize call reaches the client: in its redirect, in a form, or as JSON with <c>response_mode=pi.flow</c>.</summary>
internal static class AuthorizeResponse
{
    /// <summary>Makes what was asked for, a code or tokens, and hands it over.</summary>
    public static Answer Grant(Call call, AuthorizeRequest request, Session session)
    {
        var response = Granted(call, request, session);
        return request.ResponseMode == "pi.flow"
            ? Answer.Hal(200, new JsonObject { ["authorizeResponse"] = response }).NotStored()
            : Deliver(request, response);
    }

    /// <summary>With <c>pi.flow</c> and a session that suffices, the first answer is the last: the completed flow, and what it gives.</summary>
    public static Answer GrantAtOnce(Call call, AuthorizeRequest request, Flow flow, Session session)
    {
        var body = FlowBody.ToJson(call, flow);
        body["authorizeResponse"] = Granted(call, request, session);
        return Answer.Hal(200, body).NotStored();
    }

    public static Answer Refuse(Call call, AuthorizeRequest request, string error, string why)
    {
        // Without a redirect, or in a mode nobody knows, the body and the query are what is left.
        if (request.RedirectUri is null || request.ResponseMode == "pi.flow")
            return OAuthError.Of(call, 400, error, why);
        var response = new JsonObject { ["error"] = error, ["error_description"] = OAuthError.Describe(call, why) };
        Hal.AddIfKnown(response, "state", request.State);
        return Deliver(request, response);
    }

    private static JsonObject Granted(Call call, AuthorizeRequest request, Session session)
    {
        var response = new JsonObject();
        var code = request.ResponseTypes.Contains("code") ? Code(call, request, session) : null;
        Hal.AddIfKnown(response, "code", code);
        var access =
            request.ResponseTypes.Contains("token") && call.Tenant.Registry.FindApplication(request.ClientId) is { } client
                ? call.Tenant.Issuer.AccessToken(client, session, request.Scope, code)
                : null;
        if (access is not null)
        {
            response["access_token"] = access.Token;
            response["token_type"] = "Bearer";
            response["expires_in"] = (int)access.Lifetime.TotalSeconds;
            response["scope"] = request.Scope;
        }
        if (request.ResponseTypes.Contains("id_token"))
            response["id_token"] = call.Tenant.Issuer.IdToken(request, session, access?.Token, code);
        Hal.AddIfKnown(response, "state", request.State);
        return response;
    }

    private static string Code(Call call, AuthorizeRequest request, Session session)
    {
        var code = new AuthorizationCode(call.Tenant.Ids.Uuid(), request, session, call.Now + AuthorizationCode.Lifetime);
        call.Tenant.Tokens.Codes.Put(code.Value, code);
        return code.Value;
    }

    /// <summary>The registered URI is used as text: nothing is put between host and <c>?</c>.</summary>
    private static Answer Deliver(AuthorizeRequest request, JsonObject response)
    {
        if (request.ResponseMode == "form_post")
            return FormPostPage.Of(request.RedirectUri!, response);
        var query = string.Join('&', response.Select(member => $"{member.Key}={Uri.EscapeDataString(member.Value!.ToString())}"));
        var separator =
            request.ResponseMode == "fragment" ? '#'
            : request.RedirectUri!.Contains('?') ? '&'
            : '?';
        return Answer.Redirect($"{request.RedirectUri}{separator}{query}");
    }
}
