using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Checks;

/// <summary>The parameters of an authorize call, of its query or its form. One without a value counts as absent.</summary>
internal sealed record AuthorizeParameters(IReadOnlyDictionary<string, string> Values, string? Repeated)
{
    public string? this[string name] => Values.GetValueOrDefault(name);

    public IReadOnlyList<string> Scopes => this["scope"] is { } scope ? scope.Split(' ', StringSplitOptions.RemoveEmptyEntries) : [];

    public string ResponseMode => this["response_mode"] ?? "query";

    public bool IsFlowMode => ResponseMode == "pi.flow";

    /// <summary>RFC 7636 section 4.3: plain unless said.</summary>
    public string ChallengeMethod => this["code_challenge_method"] ?? "plain";

    public static AuthorizeParameters Of(Call call)
    {
        var given =
            call.MediaType == PostedForm.MediaType && HttpMethods.IsPost(call.Request.Method)
                ? QueryHelpers.ParseQuery(Encoding.UTF8.GetString(call.Body.Span))
                : call.Request.Query.ToDictionary();
        var repeated = given.FirstOrDefault(pair => pair.Value.Count > 1).Key;
        return new AuthorizeParameters(
            given.Where(pair => pair.Value != "").ToDictionary(pair => pair.Key, pair => pair.Value.ToString()),
            repeated
        );
    }

    public AuthorizeRequest ToRequest(Application client) =>
        new()
        {
            ClientId = client.Id,
            ApplicationName = client.Name,
            RedirectUri = this["redirect_uri"],
            ResponseMode = ResponseMode,
            Scope = string.Join(' ', Scopes),
            State = this["state"],
            Nonce = this["nonce"],
            AcrValues = this["acr_values"],
            LoginHint = this["login_hint"],
            CodeChallenge = this["code_challenge"],
            CodeChallengeMethod = ChallengeMethod,
        };
}
