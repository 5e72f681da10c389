using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Flows;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Origins;

/// <summary>The application a call is about, as far as it says one, before it has proved anything.</summary>
internal static class AskingClient
{
    /// <summary>Null when it says none, or one that nobody knows.</summary>
    public static Application? Of(Call call)
    {
        var registry = call.Tenant.Registry;
        if ((call.PathValues.Find("flowID") ?? Single(call.Request.Query, "flowId")) is { } flow)
            return call.Tenant.SignOns.Flows.Find(flow)?.ClientId is { } ofFlow ? registry.FindClient(ofFlow) : null;
        var form = FormOf(call);
        string? Said(string name) => Single(form, name) ?? Single(call.Request.Query, name);
        var id =
            Said("client_id")
            ?? (
                Said("client_assertion") is { } text
                    ? ClientAssertion.Parse(text) is { } jwt
                        ? ClientAssertion.TextOf(jwt.Claims, "sub")
                        : null
                    : null
            )
            ?? ClientAuthentication.BasicPair(call)?.Id;
        if (id is not null)
            return registry.FindClient(id);
        return Said("id_token_hint") is { } hint ? IdTokenHint.Read(call, hint)?.Client : null;
    }

    private static IEnumerable<KeyValuePair<string, StringValues>> FormOf(Call call) =>
        call.MediaType == PostedForm.MediaType && EncodedText.IsWellFormed(call.Body.Span)
            ? QueryHelpers.ParseQuery(Encoding.UTF8.GetString(call.Body.Span))
            : [];

    private static string? Single(IEnumerable<KeyValuePair<string, StringValues>> fields, string name) =>
        fields.FirstOrDefault(field => field.Key == name).Value is [{ Length: > 0 } value] ? value : null;
}
