using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace PingOneScenarios.Emulator;

/// <summary>The headers every answer has, whatever it says.</summary>
internal static class ResponseHeaders
{
    private const int LongestExternalId = 100;
    private const string TransactionId = "X-Ping-External-Transaction-ID";
    private const string SessionId = "X-Ping-External-Session-ID";

    /// <summary>Letters, marks and numbers may stand in such an id, and these.</summary>
    private const string AlsoAllowed = "._-/@=#+";

    private static readonly StringValues NoSniff = "nosniff";
    private static readonly StringValues NotCached = "no-cache, no-store, max-age=0, must-revalidate";
    private static readonly StringValues NoCache = "no-cache";
    private static readonly StringValues Expired = "0";
    private static readonly StringValues Secure = "max-age=31536000; includeSubDomains";
    private static readonly StringValues NoFrame = "DENY";
    private static readonly StringValues Varies = "Origin";
    private static readonly StringValues Hops = "1.1 p1s-emulator";

    /// <summary>Set before those of the answer itself, which may take their places.</summary>
    public static void Add(HttpContext http, Organization organization, string correlationId)
    {
        var headers = http.Response.Headers;
        headers.Date = organization.Clock.GetUtcNow().ToString("r", CultureInfo.InvariantCulture);
        headers["Correlation-Id"] = correlationId;
        headers.XContentTypeOptions = NoSniff;
        var transaction = http.Request.Headers[TransactionId].ToString();
        headers[TransactionId] = transaction.Length > 0 ? Clean(transaction) : correlationId;
        if (http.Request.Headers[SessionId].ToString() is { Length: > 0 } session)
            headers[SessionId] = Clean(session);
        if (http.Request.Path.StartsWithSegments("/v1", StringComparison.Ordinal))
            AddManagement(headers, organization);
    }

    /// <summary>Those of the answer itself; of cookies there may be many.</summary>
    public static void Add(HttpContext http, Answer answer)
    {
        foreach (var (name, value) in answer.Headers)
            if (name.Equals("Set-Cookie", StringComparison.OrdinalIgnoreCase))
                http.Response.Headers.Append(name, value);
            else
                http.Response.Headers[name] = value;
    }

    /// <summary>The id of a transaction or a session may hold letters beyond ASCII; every other header holds none.</summary>
    public static Encoding? EncodingOf(string name) => name is TransactionId or SessionId ? Encoding.UTF8 : null;

    /// <summary>No page but one of the emulator itself may read the answer: its own origin is the only one that is allowed.</summary>
    private static void AddManagement(IHeaderDictionary headers, Organization organization)
    {
        headers.AccessControlAllowOrigin = organization.AuthPath;
        headers.CacheControl = NotCached;
        headers.Expires = Expired;
        headers.Pragma = NoCache;
        headers.StrictTransportSecurity = Secure;
        headers.Vary = Varies;
        headers.Via = Hops;
        headers.XFrameOptions = NoFrame;
    }

    /// <summary>At most 100 characters, and <c>_</c> for what may not be in one.</summary>
    private static string Clean(string sent)
    {
        var clean = new StringBuilder();
        foreach (var rune in sent.EnumerateRunes().Take(LongestExternalId))
            clean.Append(IsAllowed(rune) ? rune.ToString() : "_");
        return clean.ToString();
    }

    private static bool IsAllowed(Rune rune) =>
        Rune.IsLetterOrDigit(rune)
        || Rune.IsNumber(rune)
        || Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.NonSpacingMark
                or UnicodeCategory.SpacingCombiningMark
                or UnicodeCategory.EnclosingMark
        || rune.IsAscii && AlsoAllowed.Contains((char)rune.Value);
}
