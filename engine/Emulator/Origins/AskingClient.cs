using System.Text;
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
        if ((call.PathValues.Find("flowID") ?? Single(call.Request.Query, "flowId")) is { } flow)
            return Known(call, call.Tenant.SignOns.Flows.Find(flow)?.ClientId);
        var form = FormOf(call);
        string? Said(string name) => Single(form, name) ?? Single(call.Request.Query, name);
        if ((Said("client_id") ?? Subject(Said("client_assertion")) ?? ClientAuthentication.BasicPair(call)?.Id) is { } id)
            return Known(call, id);
        return Said("id_token_hint") is { } hint ? IdTokenHint.Read(call, hint)?.Client : null;
    }

    private static Application? Known(Call call, string? id) => id is null ? null : call.Tenant.Registry.FindClient(id);

    private static string? Subject(string? assertion) =>
        assertion is not null && ClientAssertion.Parse(assertion) is { } parsed ? ClientAssertion.TextOf(parsed.Claims, "sub") : null;

    private static Dictionary<string, StringValues> FormOf(Call call) =>
        call.MediaType == PostedForm.MediaType && EncodedText.IsWellFormed(call.Body.Span)
            ? QueryHelpers.ParseQuery(Encoding.UTF8.GetString(call.Body.Span))
            : [];

    private static string? Single(IEnumerable<KeyValuePair<string, StringValues>> fields, string name) =>
        fields.FirstOrDefault(field => field.Key == name).Value is [{ Length: > 0 } value] ? value : null;
}
