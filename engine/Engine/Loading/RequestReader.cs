using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Language;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Yaml;

namespace PingOneScenarios.Engine.Loading;

/// <summary>The request keys of a step or an undo to their model.</summary>
internal static class RequestReader
{
    /// <summary>How many redirects <c>follow</c> follows when no number is given.</summary>
    private const int UsualRedirects = 10;

    /// <summary>The request; where its line is wrong, one without an address, so that everything else of it is still checked.</summary>
    /// <param name="map">The other request keys; null when there are none.</param>
    /// <param name="line">The node of <c>METHOD address</c>.</param>
    /// <param name="file">Where it is.</param>
    public static RequestTemplate Read(MapReader? map, LocatedNode line, FileScope file)
    {
        var request = ReadLine(line, file);
        if (map is null)
            return request;
        var fields = map["headers"] is { } headers ? FieldReader.ReadHeaders(headers, file) : [];
        AuthReader.CheckAlone(map, fields, file);
        var body = BodyReader.Read(map, file);
        BodyReader.CheckBoundary(body, fields, file);
        return request with
        {
            Query = map["query"] is { } query ? FieldReader.ReadPairs(query, file, "query: { limit: 10 }") : FieldsTemplate.None,
            Headers = fields,
            Auth = map["auth"] is { } auth ? AuthReader.Read(auth, body, file) : null,
            Body = body,
            Redirects = ReadRedirects(map, file, out var until),
            RedirectsUntil = until,
            Cookies = ReadCookies(map, file),
            Timeout = map.Duration("timeout"),
        };
    }

    private static RequestTemplate ReadLine(LocatedNode node, FileScope file)
    {
        if (MapReader.ReadScalar(node, file, "request: GET <<apiPath>>/environments") is not { } scalar)
            return Unaddressed(node);
        var line = scalar.Text;
        var start = line.Text.Length - line.Text.TrimStart(' ').Length;
        var space = line.Text.IndexOf(' ', start);
        var method = line.Text[start..(space < 0 ? line.Text.Length : space)];
        var address = space < 0 ? "" : line.Text[space..].TrimStart(' ');
        if (MethodTable.Objection(method) is { } objection)
            SayMethod(method.Length == 0 ? scalar.Span : line.Part(start, method.Length), method, objection, file);
        else if (address.Length == 0)
            file.Say(
                DiagnosticCodes.InvalidValue,
                scalar.Span,
                "the address is missing",
                "a request is one line: METHOD address",
                $"write {method} <<apiPath>>/…"
            );
        return address.Length > 0 && AddressReader.Read(line.Slice(line.Text.Length - address.Length, address.Length), file) is { } read
            ? new RequestTemplate
            {
                Method = method,
                Address = read,
                Span = scalar.Span,
            }
            : Unaddressed(node);
    }

    private static RequestTemplate Unaddressed(LocatedNode node) =>
        new()
        {
            Method = "GET",
            Address = new AddressTemplate(new Template(node.Span, []), [], null, node.Span),
            Span = node.Span,
        };

    private static void SayMethod(SourceSpan span, string method, string objection, FileScope file) =>
        file.Say(
            DiagnosticCodes.InvalidValue,
            span,
            method.Length == 0 ? "the request is empty"
                : method.Contains('/', StringComparison.Ordinal) ? "the method is missing"
                : $"\"{method}\" is not a method",
            method.Length == 0 || method.Contains('/', StringComparison.Ordinal) ? "a request is one line: METHOD address" : objection,
            method.Contains('/', StringComparison.Ordinal)
                ? $"write GET {method}"
                : Suggestion.Sentence(method, MethodTable.Names, $"the usual methods are {string.Join(", ", MethodTable.Names)}")
        );

    private static int ReadRedirects(MapReader map, FileScope file, out Expression? until)
    {
        until = null;
        if (map["redirects"] is not { } node)
            return 0;
        if (node is MappingNode)
        {
            if (MapReader.Open(node, RequestKeys.Redirects, file) is not { } follow)
                return 0;
            until = follow["until"] is { } written ? ExpressionReader.Read(written, "\"until\"", file) : null;
            return ReadMost(follow);
        }
        return Choice(map, "redirects", [("none", 0), ("follow", UsualRedirects)], file);
    }

    private static int ReadMost(MapReader map) =>
        !map.HasUnknown && map.Required("follow") is not null ? (int)(map.Number("follow") ?? 0) : 0;

    private static CookiePolicy ReadCookies(MapReader map, FileScope file) =>
        Choice(map, "cookies", [("keep", CookiePolicy.Keep), ("none", CookiePolicy.None), ("fresh", CookiePolicy.Fresh)], file);

    /// <summary>One of a few words; the first of them when the key is missing, or after having said that it is none.</summary>
    internal static T Choice<T>(MapReader map, string key, ImmutableArray<(string Name, T Value)> choices, FileScope file)
    {
        if (map.Literal(key) is not { } written)
            return choices[0].Value;
        foreach (var (name, value) in choices)
        {
            if (name == written)
                return value;
        }
        var names = choices.Select(c => c.Name).ToList();
        file.Say(
            DiagnosticCodes.InvalidValue,
            map[key]!.Span,
            $"\"{written}\" is not a value of {key}",
            null,
            Suggestion.Sentence(written, names, $"write {Wording.Or(names)}")
        );
        return choices[0].Value;
    }
}
