using System.Buffers;
using System.Collections.Immutable;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Templating.Functions;

/// <summary>Parts of addresses, absolute or relative. They are taken from the text as it stands; nothing is normalised.</summary>
internal static class UrlFunctions
{
    private static readonly SearchValues<char> PlainName = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~[]"
    );

    public static ImmutableArray<FunctionRow> Rows { get; } =
    [
        new(
            "url.query",
            [new("address", ParameterKind.Text), new("name", ParameterKind.Text)],
            "The decoded value of a query parameter, the first one of that name; a plus sign is a space (WHATWG URL).",
            "response.headers.location | url.query \"flowId\"",
            a => Parameter(a, Query(a.Text(0)), "query")
        )
        {
            Keeps = [0],
        },
        new(
            "url.fragment",
            [new("address", ParameterKind.Text), Templating.Parameter.Optional("name", ParameterKind.Text)],
            "What stands behind the # of an address, as it stands there, or the decoded value of one parameter in it.",
            "response.headers.location | url.fragment \"access_token\"",
            Fragment
        )
        {
            Keeps = [0],
        },
        new(
            "url.host",
            [new("address", ParameterKind.Text)],
            "The host of an absolute address, in lower case and without the port.",
            "url.host authPath",
            a => new TextValue(Host(a.Text(0)))
        ),
        new(
            "url.path",
            [new("address", ParameterKind.Text)],
            "The path of an address with its escapes; / when one with a host has none. Of com.example.app:/cb it is /cb.",
            "response.headers.location | url.path",
            a => new TextValue(Path(a.Text(0)))
        ),
        new(
            "url.resolve",
            [new("base", ParameterKind.Text), new("reference", ParameterKind.Text)],
            "The address a reference means on a page (RFC 3986 section 5.2): /path, ../path, ?query, //host/path or a whole address, as Location, href and "
                + "the action of a form hold them; base is an absolute address such as response.url.",
            "url.resolve response.url response.headers.location",
            Resolve
        )
        {
            Keeps = [0, 1],
        },
        new(
            "url.encode",
            [new("text", ParameterKind.Text)],
            "The text with everything but A-Z a-z 0-9 - . _ ~ percent-encoded as UTF-8 (RFC 3986 section 2.3); not needed inside request, query and form.",
            "url.encode \"a b&c\"",
            a => new TextValue(Uri.EscapeDataString(a.Text(0)))
        ),
        new(
            "url.decode",
            [new("text", ParameterKind.Text)],
            "The text with its percent escapes decoded as UTF-8; a plus sign stays a plus sign.",
            "url.decode \"a%20b\"",
            a => new TextValue(PercentText.Decode(a.Text(0), 0, plusIsSpace: false))
        ),
    ];

    private static TextValue Resolve(Arguments a)
    {
        var from = AddressReference.Of((TextValue)a[0]!);
        return from.Scheme is not null
            ? from.Resolve(AddressReference.Of((TextValue)a[1]!))
            : throw new FunctionException("the base is not absolute, it has no scheme such as https:", 0);
    }

    private static Value Fragment(Arguments a)
    {
        var at = a.Text(0).IndexOf('#', StringComparison.Ordinal);
        if (at < 0)
            throw new FunctionException("the address has no fragment", 0);
        var fragment = (at + 1)..a.Text(0).Length;
        return a.Has(1) ? Parameter(a, fragment, "fragment") : Part(a, a.Text(0)[fragment], fragment);
    }

    private static Value Parameter(Arguments a, Range pairs, string place)
    {
        var (address, name) = (a.Text(0), a.Text(1));
        var names = new List<string>();
        foreach (var range in address.AsSpan()[pairs].Split('&'))
        {
            var start = pairs.Start.Value + range.Start.Value;
            var pair = address[start..(pairs.Start.Value + range.End.Value)];
            if (pair.Length == 0)
                continue;
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            var found = PercentText.Decode(equals < 0 ? pair : pair[..equals], 0, plusIsSpace: true);
            if (found == name)
                return Part(
                    a,
                    equals < 0 ? "" : PercentText.Decode(pair[(equals + 1)..], 0, plusIsSpace: true),
                    start..(start + pair.Length)
                );
            // What has no value, or an odd name, may be a value itself and is not repeated.
            if (equals > 0 && found.Length <= 40 && !found.AsSpan().ContainsAnyExcept(PlainName))
                names.Add(found);
        }
        var known = names.Count == 0 ? "" : $", only {string.Join(", ", names.Distinct().Take(20))}";
        throw new FunctionException(
            $"the {place} of the address has no parameter of that name",
            1,
            $"the {place} of the address has no parameter of that name{known}"
        );
    }

    // Secret as far as what it was read from is.
    private static Value Part(Arguments a, string text, Range of)
    {
        var labels = LabelSet.None;
        foreach (var span in ((TextValue)a[0]!).Spans)
        {
            if (span.Start < of.End.Value && of.Start.Value < span.End)
                labels = labels.Union(span.Labels);
        }
        return new TextValue(text).Labelled(labels);
    }

    private static Range Query(string address)
    {
        var end = WithoutFragment(address).Length;
        var at = address.IndexOf('?', StringComparison.Ordinal);
        return at < 0 || at >= end ? 0..0 : (at + 1)..end;
    }

    private static string Path(string address)
    {
        var text = WithoutFragment(address);
        var query = text.IndexOf('?', StringComparison.Ordinal);
        text = query < 0 ? text : text[..query];
        var scheme = SchemeLength(text);
        var rest = text[scheme..];
        if (scheme == 0 || !rest.StartsWith("//", StringComparison.Ordinal))
            return rest;
        var slash = rest.IndexOf('/', 2);
        return slash < 0 ? "/" : rest[slash..];
    }

    // With its colon; 0 without one (RFC 3986, section 3.1).
    private static int SchemeLength(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0 || !char.IsAsciiLetter(text[0]))
            return 0;
        foreach (var letter in text.AsSpan(0, colon))
        {
            if (!char.IsAsciiLetterOrDigit(letter) && letter is not ('+' or '-' or '.'))
                return 0;
        }
        return colon + 1;
    }

    private static string Host(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.IdnHost.Length > 0
            ? uri.IdnHost.ToLowerInvariant()
            : throw new FunctionException("the address is not absolute, it has no host", 0);

    private static string WithoutFragment(string address)
    {
        var at = address.IndexOf('#', StringComparison.Ordinal);
        return at < 0 ? address : address[..at];
    }
}
