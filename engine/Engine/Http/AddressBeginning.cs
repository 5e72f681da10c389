using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Templating;

namespace PingOneScenarios.Engine.Http;

/// <summary>
/// What an address begins with: <c>http(s)://host</c>, or an expression that gives a whole address. Its scheme and host are left to
/// the trust rules; here is only said what may stand behind them.
/// </summary>
internal static class AddressBeginning
{
    /// <summary>The beginning, fit for what is added to it: with a path, without a fragment, in ASCII.</summary>
    /// <exception cref="DiagnosticException">It holds something that would change the meaning of what follows.</exception>
    /// <param name="origin">As computed.</param>
    /// <param name="address">Where it stands.</param>
    /// <param name="after">The fragment, with its <c>#</c>; empty without one.</param>
    public static RenderedText Check(RenderedText origin, AddressTemplate address, out string after)
    {
        after = "";
        var text = origin.Plain;
        var scheme = text.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0)
            return origin;
        var behind = text.AsSpan(scheme + 3).IndexOfAny("/?#\\");
        var host = behind < 0 ? text : text[..(scheme + 3 + behind)];
        var rest = text[host.Length..];
        host = text[..scheme].ToLowerInvariant() + host[scheme..];
        if (rest.AsSpan().ContainsAnyInRange('\0', '\u001f') || rest.Contains('\u007f', StringComparison.Ordinal))
            throw Unfit(address, "the address holds a control character");
        if (!address.Path.IsEmpty && rest.AsSpan().ContainsAny('?', '#'))
            throw Unfit(address, "the address has a query or a fragment already, no path can follow it");
        // A fragment is never sent (RFC 9110, section 7.1).
        (rest, after) = CutAt(rest, '#');
        var (path, query) = CutAt(rest, '?');
        if (path.Split('/').Any(AddressText.IsDots))
            throw Unfit(
                address,
                "the address holds a dot segment",
                "look at where the value comes from; url.resolve takes dot segments out"
            );
        var plain = host + AddressText.Encode(Fit(path, address) + query);
        return origin with { Plain = plain, Shown = origin.Labels.IsEmpty ? plain : origin.Shown };
    }

    private static (string Before, string From) CutAt(string text, char mark)
    {
        var at = text.IndexOf(mark, StringComparison.Ordinal);
        return at < 0 ? (text, "") : (text[..at], text[at..]);
    }

    // What follows brings its own slash; an address without a path asks for the root.
    private static string Fit(string path, AddressTemplate address) =>
        !address.Path.IsEmpty ? path.TrimEnd('/')
        : path.Length == 0 ? "/"
        : path;

    private static DiagnosticException Unfit(
        AddressTemplate address,
        string what,
        string fix = "look at where the value comes from; it gives the beginning of the address, such as https://host/v1"
    ) => RequestRenderer.Unfit(address.Origin.Whole?.Span ?? address.Span, what, fix);
}
