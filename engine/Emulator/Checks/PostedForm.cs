using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using PingOneScenarios.Emulator.Errors;

namespace PingOneScenarios.Emulator.Checks;

/// <summary>The body is a form, and no field comes twice (RFC 6749 section 3.2). A field without a value counts as absent.</summary>
internal static class PostedForm
{
    public const string MediaType = "application/x-www-form-urlencoded";

    /// <summary>The authorize endpoint takes a form, but asks for none.</summary>
    public static Answer? CheckText(Call call) =>
        call.MediaType != MediaType || EncodedText.IsWellFormed(call.Body.Span)
            ? null
            : ApiError.InvalidRequest(call, "The form is not well-formed UTF-8.");

    public static Established<Form> Check(Call call)
    {
        if (call.MediaType != MediaType)
            return OAuthError.InvalidRequest(call, $"The request must have the content type {MediaType}");
        if (!EncodedText.IsWellFormed(call.Body.Span))
            return OAuthError.InvalidRequest(call, "The form is not well-formed UTF-8");
        var fields = QueryHelpers.ParseQuery(Encoding.UTF8.GetString(call.Body.Span));
        if (fields.FirstOrDefault(field => field.Value.Count > 1) is { Key: { } repeated })
            return OAuthError.InvalidRequest(call, $"The parameter {repeated} is sent more than once");
        return new Form(fields.Where(field => field.Value != "").ToDictionary(field => field.Key, field => field.Value.ToString()));
    }
}
