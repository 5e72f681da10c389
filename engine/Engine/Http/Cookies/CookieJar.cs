using System.Collections.Immutable;
using System.Globalization;
using PingOneScenarios.Engine.Http.Answers;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Http.Cookies;

/// <summary>
/// The cookies of a run (RFC 6265 and 6265bis), apart for each origin: a cookie never goes to another scheme, host or port than the one
/// that set it. .NET's own container is not used: it cuts values at commas and answers old attributes with <c>$Version</c>.
/// </summary>
internal sealed class CookieJar(TimeProvider clock)
{
    /// <summary>Of an origin, as in browsers; the oldest one goes (trust rule 12).</summary>
    private const int MostCookies = 180;

    /// <summary>Notes of a request or an answer.</summary>
    private const int MostNotes = 20;

    private readonly Dictionary<string, List<Cookie>> byOrigin = new(StringComparer.Ordinal);
    private readonly Dictionary<string, LabelSet> labelsByOrigin = new(StringComparer.Ordinal);

    /// <summary>Raised by every change.</summary>
    public int Version { get; private set; }

    /// <summary>Whether no answer has set a cookie that was kept.</summary>
    public bool IsEmpty => byOrigin.Count == 0;

    /// <summary>
    /// The <c>Cookie</c> header for an address, each octet a character, or null when no cookie belongs to it; longer paths come first.
    /// </summary>
    public string? HeaderFor(Uri address)
    {
        if (byOrigin.Count == 0 || !byOrigin.TryGetValue(OriginOf(address), out var cookies))
            return null;
        var now = clock.GetUtcNow();
        Version += cookies.RemoveAll(c => c.Expires <= now);
        var path = PathOf(address);
        var sent = cookies.Where(c => c.Suits(path)).OrderByDescending(c => c.Path.Length).Select(c => c.Pair);
        return string.Join("; ", sent) is { Length: > 0 } header ? header : null;
    }

    /// <summary>
    /// Which cookies stay behind, and why: those of the same origin, and those a browser would share with this one. To be asked before
    /// <see cref="HeaderFor"/>, which forgets those that have expired.
    /// </summary>
    public ImmutableArray<CookieNote> Unsent(Uri address)
    {
        if (byOrigin.Count == 0)
            return [];
        var (origin, now, path) = (OriginOf(address), clock.GetUtcNow(), PathOf(address));
        var notes = ImmutableArray.CreateBuilder<CookieNote>();
        foreach (var (owner, cookies) in byOrigin)
        {
            foreach (var cookie in cookies)
            {
                var why =
                    owner != origin ? cookie.StaysWith(owner, address, path, now)
                    : cookie.Expires <= now
                        ? string.Create(CultureInfo.InvariantCulture, $"it expired at {cookie.Expires:yyyy-MM-ddTHH:mm:ssZ}")
                    : cookie.Suits(path) ? null
                    : $"its path is {cookie.Path}";
                if (why is not null && notes.Count < MostNotes)
                    notes.Add(new CookieNote(cookie.Shown, "not sent: " + why));
            }
        }
        return notes.ToImmutable();
    }

    /// <summary>The labels of every request an origin answered with a cookie: what its session was got with (trust rule 4).</summary>
    public LabelSet LabelsFor(Uri address) => labelsByOrigin.GetValueOrDefault(OriginOf(address));

    /// <summary>Keeps the cookies an answer set; gives those that are refused as browsers refuse them, and what of the others was not understood.</summary>
    public ImmutableArray<CookieNote> Keep(HttpExchange exchange, Uri address)
    {
        if (exchange.CookieOctets.IsEmpty)
            return [];
        var notes = ImmutableArray.CreateBuilder<CookieNote>();
        foreach (var field in exchange.CookieOctets)
        {
            var cookie = SetCookie.Parse(field);
            var objection = CookieRules.Objection(field, cookie, address);
            if (objection is null)
                Keep(
                    Cookie.Of(cookie, address, clock.GetUtcNow()),
                    OriginOf(address),
                    exchange.Request.Labels.Union(exchange.SessionLabels)
                );
            var why =
                objection is not null ? "refused: " + objection
                : cookie is { Expires: not null, ExpiresAt: null, MaxAge: null } ? "kept for the whole run: its Expires is no date"
                : null;
            if (why is not null && notes.Count < MostNotes)
                notes.Add(new CookieNote(HeaderOctets.Text(cookie.Name), why));
        }
        return notes.ToImmutable();
    }

    /// <summary>All that is in it, an origin each.</summary>
    public IEnumerable<KeptCookies> Kept() =>
        byOrigin.Select(kept => new KeptCookies(kept.Key, labelsByOrigin.GetValueOrDefault(kept.Key), [.. kept.Value]));

    /// <summary>Puts in what was kept before, in the place of all that is in it.</summary>
    public void Restore(IEnumerable<KeptCookies> kept)
    {
        byOrigin.Clear();
        labelsByOrigin.Clear();
        foreach (var (origin, labels, cookies) in kept)
            (byOrigin[origin], labelsByOrigin[origin]) = ([.. cookies], labels);
        Version++;
    }

    private void Keep(Cookie cookie, string origin, LabelSet labels)
    {
        Version++;
        labelsByOrigin[origin] = labelsByOrigin.GetValueOrDefault(origin).Union(labels);
        if (!byOrigin.TryGetValue(origin, out var cookies))
            byOrigin[origin] = cookies = [];
        // A cookie that takes the place of another keeps its turn (section 5.7, step 23). One domain or none is the same here: nothing is shared.
        var old = cookies.FindIndex(c => c.Name == cookie.Name && c.Path == cookie.Path);
        if (cookie.Expires <= clock.GetUtcNow())
        {
            if (old >= 0)
                cookies.RemoveAt(old);
            return;
        }
        if (old < 0)
            cookies.Add(cookie);
        else
            cookies[old] = cookie;
        if (cookies.Count > MostCookies)
            cookies.RemoveAt(0);
    }

    private static string OriginOf(Uri address) => address.GetLeftPart(UriPartial.Authority);

    // As it is sent: System.Uri decodes %7e and other escapes in its own path.
    internal static string PathOf(Uri address)
    {
        var text = address.OriginalString;
        var host = text.IndexOf("://", StringComparison.Ordinal) + 3;
        var start = text.AsSpan(host).IndexOfAny('/', '?', '#');
        if (start < 0 || text[host + start] != '/')
            return "/";
        var end = text.AsSpan(host + start).IndexOfAny('?', '#');
        return end < 0 ? text[(host + start)..] : text.Substring(host + start, end);
    }
}

/// <summary>The cookies one origin set, oldest first.</summary>
/// <param name="Origin">As an address begins.</param>
/// <param name="Labels">See <see cref="CookieJar.LabelsFor"/>.</param>
/// <param name="Cookies">As they are kept.</param>
internal readonly record struct KeptCookies(string Origin, LabelSet Labels, ImmutableArray<Cookie> Cookies);

/// <summary>What became of a cookie that a person may look for.</summary>
/// <param name="Name">As it may be shown once masked.</param>
/// <param name="Why">What became of it, and why.</param>
internal readonly record struct CookieNote(string Name, string Why);
