using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using PingOneScenarios.Engine.Templating;

namespace PingOneScenarios.Engine.Http;

/// <summary>
/// The head of a request as it goes onto the wire: .NET sends the host first, then the fields in the order they are written, those of
/// one name together, then what describes the body, and spells the names it knows in its own way.
/// </summary>
internal static class SentFields
{
    /// <summary>Fields .NET keeps with the body (RFC 9110, section 8).</summary>
    private static readonly FrozenSet<string> OfBody = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "Allow",
        "Content-Disposition",
        "Content-Encoding",
        "Content-Language",
        "Content-Location",
        "Content-MD5",
        "Content-Range",
        "Content-Type",
        "Expires",
        "Last-Modified"
    );

    /// <summary>As .NET spells them, whatever is written.</summary>
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Known = FrozenSet
        .Create(
            StringComparer.OrdinalIgnoreCase,
            (
                "Accept Accept-Charset Accept-Encoding Accept-Language Accept-Patch Accept-Ranges "
                + "Access-Control-Allow-Credentials Access-Control-Allow-Headers Access-Control-Allow-Methods "
                + "Access-Control-Allow-Origin Access-Control-Expose-Headers Access-Control-Max-Age Age Allow Alt-Svc Alt-Used "
                + "Authorization Cache-Control Content-Disposition Content-Encoding Content-Language Content-Location Content-MD5 "
                + "Content-Range Content-Security-Policy Content-Type Cookie Cookie2 Cross-Origin-Resource-Policy Date ETag "
                + "Expect Expect-CT Expires From If-Match If-Modified-Since If-None-Match If-Range If-Unmodified-Since Keep-Alive "
                + "Last-Modified Link Location Max-Forwards Origin P3P Pragma Public-Key-Pins Range Referer Referrer-Policy "
                + "Refresh Retry-After Sec-WebSocket-Accept Sec-WebSocket-Extensions Sec-WebSocket-Key Sec-WebSocket-Protocol "
                + "Sec-WebSocket-Version Server Server-Timing Set-Cookie Set-Cookie2 Strict-Transport-Security TE TSV "
                + "Timing-Allow-Origin Trailer Upgrade Upgrade-Insecure-Requests User-Agent Vary Via WWW-Authenticate Warning "
                + "X-AspNet-Version X-Cache X-Content-Duration X-Content-Type-Options X-Frame-Options X-MSEdge-Ref X-Powered-By "
                + "X-Request-ID X-Served-By X-UA-Compatible X-XSS-Protection grpc-encoding grpc-message grpc-status"
            ).Split(' ')
        )
        .GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Every field, in order.</summary>
    /// <param name="request">What is sent.</param>
    /// <param name="cookies">The cookies of the run, as they are shown; null for none.</param>
    /// <param name="isJoined">Whether fields of one name went as one, names in lower case, and the host apart: HTTP/2.</param>
    public static IReadOnlyList<RenderedField> Of(RenderedRequest request, string? cookies, bool isJoined)
    {
        var head = new List<RenderedField>(request.Headers.Length + 5);
        if (!isJoined)
            head.Add(new RenderedField("Host", HostOf(request.Address)));
        foreach (var header in request.Headers)
        {
            if (!OfBody.Contains(header.Name))
                Add(head, header, isJoined);
        }
        if (cookies is not null)
            Add(head, new RenderedField("Cookie", RenderedText.Literal(cookies)), isJoined);
        if (!head.Exists(f => f.Name.Equals("User-Agent", StringComparison.OrdinalIgnoreCase)))
            head.Add(new RenderedField("User-Agent", RenderedText.Literal(ExactRequest.UserAgent)));
        AddBehind(head, request, isJoined);
        return isJoined ? head.ConvertAll(f => f with { Name = f.Name.ToLowerInvariant() }) : head;
    }

    /// <summary>Whether two fields have one name.</summary>
    public static bool HasRepeats(ImmutableArray<RenderedField> headers)
    {
        for (var i = 1; i < headers.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (headers[i].Name.Equals(headers[j].Name, StringComparison.OrdinalIgnoreCase))
                    return true;
            }
        }
        return false;
    }

    private static void AddBehind(List<RenderedField> head, RenderedRequest request, bool isJoined)
    {
        var behind = new List<RenderedField>(2);
        if (request.Body is { } body)
            behind.Add(new RenderedField("Content-Type", body.MediaType));
        foreach (var header in request.Headers)
        {
            if (OfBody.Contains(header.Name))
                Add(behind, header, isJoined);
        }
        if (behind.Count == 0 && !ExactRequest.SaysEmpty(request.Method))
            return;
        var length = (request.Body?.Bytes.Length ?? 0).ToString(CultureInfo.InvariantCulture);
        head.AddRange(behind);
        head.Add(new RenderedField("Content-Length", RenderedText.Literal(length)));
    }

    private static void Add(List<RenderedField> fields, RenderedField field, bool isJoined)
    {
        var named = field with { Name = Known.TryGetValue(field.Name, out var known) ? known : field.Name };
        var last = fields.FindLastIndex(f => f.Name.Equals(field.Name, StringComparison.OrdinalIgnoreCase));
        if (last < 0)
            fields.Add(named);
        else if (named.Name == "Cookie")
            fields[last] = Joined(fields[last], field, "; ");
        else if (isJoined)
            fields[last] = Joined(fields[last], field, ", ");
        else
            fields.Insert(last + 1, named with { Name = fields[last].Name });
    }

    private static RenderedField Joined(RenderedField first, RenderedField next, string by) =>
        first with
        {
            Value = new RenderedText(
                first.Value.Plain + by + next.Value.Plain,
                first.Value.Shown + by + next.Value.Shown,
                first.Value.Labels.Union(next.Value.Labels)
            ),
        };

    // Where the beginning of the address is a secret, its name stands for the host too.
    private static RenderedText HostOf(RenderedText address)
    {
        var host = AuthorityOf(address.Plain);
        var isShown = address.Labels.IsEmpty || AuthorityOf(address.Shown) == host;
        return isShown ? RenderedText.Literal(host) : new RenderedText(host, address.Labels.Shown, address.Labels);
    }

    // A port that is the usual one is not sent.
    private static string AuthorityOf(string address)
    {
        var start = address.IndexOf("://", StringComparison.Ordinal) + 3;
        var length = address.AsSpan(start).IndexOfAny('/', '?');
        var authority = (length < 0 ? address[start..] : address.Substring(start, length)).ToLowerInvariant();
        var usual = address.StartsWith("https:", StringComparison.OrdinalIgnoreCase) ? ":443" : ":80";
        return authority.EndsWith(usual, StringComparison.Ordinal) ? authority[..^usual.Length] : authority;
    }
}
