using System.Text;
using PingOneScenarios.Engine.Http;

namespace PingOneScenarios.Engine.Advising;

/// <summary>How a request to an authorization server says which client it is from.</summary>
/// <param name="Method">As OAuth names it; null for no client at all, several when it used more than one.</param>
/// <param name="Client">The client id it names; null for none.</param>
/// <param name="Form">The fields of its form; empty for another body.</param>
internal sealed record SentClient(string? Method, string? Client, IReadOnlyDictionary<string, string> Form)
{
    public const string ByBasic = "client_secret_basic";
    public const string ByPost = "client_secret_post";
    public const string ByAssertion = "client_assertion";
    public const string ByNone = "none";

    private const int LargestForm = 256 * 1024;

    /// <summary>The assertion, taken apart; null when there is none, or when it is no signed token.</summary>
    public TokenView? Assertion { get; init; }

    /// <summary>Whether it used more than one method.</summary>
    public bool IsManifold { get; init; }

    public string? this[string field] => Form.GetValueOrDefault(field);

    /// <param name="request">As it was sent.</param>
    /// <param name="authorization">Its Authorization header; null without.</param>
    public static SentClient Of(RenderedRequest request, string? authorization)
    {
        var form = FormOf(request.Body);
        var used = Used(form, authorization).ToList();
        var token = form.TryGetValue("client_assertion", out var text) ? TokenView.Read(text) : null;
        var named = form.GetValueOrDefault("client_id");
        var method =
            used.Count > 0 ? used[0]
            : named is null ? null
            : ByNone;
        return new SentClient(method, method == ByBasic ? UserOf(authorization!) : named ?? token?.Text("sub"), form)
        {
            Assertion = token,
            IsManifold = used.Count > 1,
        };
    }

    private static IEnumerable<string> Used(Dictionary<string, string> form, string? authorization)
    {
        if (authorization?.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase) == true)
            yield return ByBasic;
        if (form.ContainsKey("client_assertion") || form.ContainsKey("client_assertion_type"))
            yield return ByAssertion;
        if (form.ContainsKey("client_secret"))
            yield return ByPost;
    }

    private static Dictionary<string, string> FormOf(RenderedBody? body)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        if (
            body is null
            || body.Bytes.Length > LargestForm
            || !body.MediaType.Plain.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase)
        )
            return fields;
        foreach (var pair in Encoding.UTF8.GetString(body.Bytes.Span).Split('&'))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0)
                fields[Decoded(pair[..equals])] = Decoded(pair[(equals + 1)..]);
        }
        return fields;
    }

    private static string Decoded(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));

    private static string? UserOf(string authorization)
    {
        var bytes = new byte[authorization.Length];
        if (!Convert.TryFromBase64String(authorization["Basic ".Length..].Trim(), bytes, out var length))
            return null;
        var pair = Encoding.UTF8.GetString(bytes, 0, length);
        var colon = pair.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? null : pair[..colon];
    }
}
