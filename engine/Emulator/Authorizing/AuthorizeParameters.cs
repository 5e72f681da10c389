using System.Collections.Immutable;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Authorizing;

/// <summary>The parameters of an authorize call, of its query or its form, or pushed ahead. One without a value counts as absent.</summary>
internal sealed record AuthorizeParameters(ImmutableSortedDictionary<string, string> Values, string? Repeated)
{
    public static readonly ImmutableArray<string> Modes = ["pi.flow", "query", "fragment", "form_post"];

    /// <summary>They came by a pushed authorization request.</summary>
    public bool IsPushed { get; init; }

    public string? this[string name] => Values.GetValueOrDefault(name);

    public IReadOnlyList<string> Scopes => Words("scope");

    /// <summary>The parts of <c>response_type</c>, whose order means nothing.</summary>
    public ImmutableArray<string> ResponseTypes => Words("response_type");

    public bool Wants(string responseType) => ResponseTypes.Contains(responseType);

    /// <summary>Tokens in a query would end in logs, so they go into the fragment unless the client says otherwise.</summary>
    public string ResponseMode => this["response_mode"] ?? DefaultMode;

    public bool IsFlowMode => ResponseMode == "pi.flow";

    /// <summary>RFC 7636 section 4.3: plain unless said.</summary>
    public string ChallengeMethod => this["code_challenge_method"] ?? "plain";

    public string DefaultMode => Wants("token") || Wants("id_token") ? "fragment" : "query";

    public static AuthorizeParameters Of(Call call)
    {
        IEnumerable<KeyValuePair<string, StringValues>> given =
            call.MediaType == PostedForm.MediaType && HttpMethods.IsPost(call.Request.Method)
                ? QueryHelpers.ParseQuery(Encoding.UTF8.GetString(call.Body.Span))
                : call.Request.Query;
        var values = ImmutableSortedDictionary.CreateBuilder<string, string>();
        string? repeated = null;
        foreach (var (name, value) in given)
        {
            if (value.Count > 1)
                repeated ??= name;
            if (value != "")
                values.Add(name, value.ToString());
        }
        return new AuthorizeParameters(values.ToImmutable(), repeated);
    }

    /// <summary>The first wins where both say something.</summary>
    public AuthorizeParameters Under(IEnumerable<KeyValuePair<string, string>> stronger) =>
        this with
        {
            Values = Values.SetItems(stronger),
        };

    public AuthorizeRequest ToRequest(Application client) =>
        new()
        {
            ClientId = client.Id,
            ApplicationName = client.Name,
            RedirectUri = this["redirect_uri"],
            // An error has to go somewhere even where the mode is the error.
            ResponseMode = AuthorizeRules.CanAnswerIn(this) ? ResponseMode : DefaultMode,
            ResponseTypes = ResponseTypes,
            Scope = this["scope"] ?? "",
            State = this["state"],
            Nonce = this["nonce"],
            CodeChallenge = this["code_challenge"],
            CodeChallengeMethod = ChallengeMethod,
            Prompt = this["prompt"],
            MaxAge = uint.TryParse(this["max_age"], out uint age) ? age : null,
            AcrValues = this["acr_values"],
            LoginHint = this["login_hint"],
            Resource = this["resource"],
        };

    private ImmutableArray<string> Words(string name) =>
        this[name] is { } text ? [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries)] : [];
}
