using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Engine.Reporting.Curl;

/// <summary>
/// Client assertions (RFC 7523) in a body: their times have passed and their id was used, so the script signs new ones of the same claims.
/// </summary>
/// <param name="script">What is known so far.</param>
/// <param name="uses">The variables the step was made of.</param>
/// <param name="exchange">What was sent.</param>
/// <param name="before">Takes the lines that stand above the request.</param>
internal sealed partial class ScriptAssertions(Script script, IReadOnlySet<string> uses, ExchangeRecord exchange, List<string> before)
{
    private const int UsualSeconds = 300;

    private static readonly string[] Renewed = ["jti", "iat", "exp", "nbf"];

    public ShellWord InForm(string body) => In(body, FormField(), WordPlace.Form);

    public ShellWord InJson(string body) => In(body, JsonMember(), WordPlace.Json);

    private ShellWord In(string body, Regex fields, WordPlace slot)
    {
        var (word, done) = (new ShellWord(), 0);
        foreach (Match field in fields.Matches(body))
        {
            if (Signed(field.Groups["name"].Value, field.Groups["label"].Value) is not { } variable)
                continue;
            var value = field.Groups["value"];
            script.Append(word, body[done..value.Index], slot, uses);
            word.Code($"${{{variable}}}");
            done = value.Index + value.Length;
        }
        return script.Append(word, body[done..], slot, uses);
    }

    // The variable of the script; null when the field holds no token that was signed with the secret it names.
    private string? Signed(string field, string label)
    {
        var token = exchange.Tokens.FirstOrDefault(t => t.Where == $"request body, {field}");
        if (token?.Claims is null || Parse(token.Header) is not { } header || Parse(token.Claims) is not { } claims)
            return null;
        if (!header.TryGetProperty("alg", out var alg) || alg.ValueKind != JsonValueKind.String)
            return null;
        if (alg.GetString() is not ("HS256" or "HS384" or "HS512"))
            return script.Require(
                $"assertion {exchange.At:O} {field}",
                field,
                $"a token of {alg.GetString()} signed with {label} for this request as its"
            );
        script.Functions.Add("signed");
        var line = new ShellWord().Code($"${{{script.VariableOf(label)}}}");
        before.Add(
            string.Create(
                CultureInfo.InvariantCulture,
                $"assertion=$(signed {alg.GetString()![2..]} {line} {script.Word(token.Header, WordPlace.Json, uses)} {script.Word(Kept(claims), WordPlace.Json, uses)} {Seconds(claims)})"
            )
        );
        return "assertion";
    }

    private static string Kept(JsonElement claims) =>
        new Json.JsonLine()
            .Of(json =>
            {
                json.WriteStartObject();
                foreach (var claim in claims.EnumerateObject().Where(c => !Renewed.Contains(c.Name)))
                    claim.WriteTo(json);
                json.WriteEndObject();
            })
            .ToString();

    private static long Seconds(JsonElement claims) =>
        claims.TryGetProperty("exp", out var exp)
        && claims.TryGetProperty("iat", out var iat)
        && exp.ValueKind == JsonValueKind.Number
        && iat.ValueKind == JsonValueKind.Number
        && exp.TryGetInt64(out var end)
        && iat.TryGetInt64(out var start)
            ? Math.Clamp(end - start, 1, 86_400)
            : UsualSeconds;

    private static JsonElement? Parse(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return json.RootElement.ValueKind == JsonValueKind.Object ? json.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            // A secret was taken out of it in such a way that it is none any more.
            return null;
        }
    }

    [GeneratedRegex(
        @"(?<=^|&)(?<name>client_assertion|assertion|request)=(?<value>‹(?<label>[^‹›\r\n]{1,200})›)(?=&|\z)",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex FormField();

    [GeneratedRegex(
        "\"(?<name>client_assertion|assertion|request)\":\"(?<value>‹(?<label>[^‹›\\r\\n]{1,200})›)\"",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex JsonMember();
}
