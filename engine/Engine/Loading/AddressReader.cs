using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Templating;

namespace PingOneScenarios.Engine.Loading;

/// <summary>
/// An address to its model. Literal text decides where origin, path segments and query begin and end; what an expression gives
/// can therefore only ever fill the place it stands in.
/// </summary>
internal static class AddressReader
{
    public static AddressTemplate? Read(LocatedText text, FileScope file)
    {
        var before = file.Problems.ErrorCount;
        var template = file.Parse(text);
        if (file.Problems.ErrorCount > before || template.Segments.IsEmpty)
            return null;
        foreach (var literal in template.Segments.OfType<LiteralSegment>())
        {
            if (literal.Text.AsSpan().IndexOfAnyInRange('\0', '\u001f') >= 0)
                return Refuse(file, text.Whole, "an address holds no line break and no tab", "write it on one line");
            if (literal.Text.Contains(' ', StringComparison.Ordinal))
                return Refuse(file, text.Whole, "an address holds no space", "percent-encode it as %20, or put the value under query");
        }
        return template.Segments[0] is ExpressionSegment ? ReadComputed(template, text, file) : ReadLiteral(template, text, file);
    }

    // <<apiPath>>/users/<<id>>?x=<<y>>
    private static AddressTemplate? ReadComputed(Template template, LocatedText text, FileScope file)
    {
        var rest = template.Segments.RemoveAt(0);
        var origin = new Template(text.Whole, [template.Segments[0]]);
        if (rest.IsEmpty)
            return new AddressTemplate(origin, [], null, text.Whole);
        if (rest[0] is LiteralSegment { Text: ['/' or '?', ..] })
            return Cut(origin, rest, text, file);
        return Refuse(
            file,
            text.Whole,
            "the expression an address begins with is followed by / or ?",
            rest is [ExpressionSegment behind]
                ? "an address and a reference to another, such as a Location, are joined by url.resolve: "
                    + $"<<url.resolve {Argument(((ExpressionSegment)template.Segments[0]).Expression)} {Argument(behind.Expression)}>>"
                : "it gives the beginning of the address, up to and without a slash: <<apiPath>>/environments"
        );
    }

    private static string Argument(Expression expression) =>
        expression.Text.Contains(' ', StringComparison.Ordinal) ? $"({expression.Text})" : expression.Text;

    // https://host/users/<<id>>
    private static AddressTemplate? ReadLiteral(Template template, LocatedText text, FileScope file)
    {
        var first = ((LiteralSegment)template.Segments[0]).Text;
        var scheme = first.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0 || first[..scheme].ToLowerInvariant() is not ("http" or "https"))
            return Refuse(
                file,
                text.Whole,
                "an address begins with http://, https:// or an expression",
                first.Contains("{{", StringComparison.Ordinal) || first.Contains("${", StringComparison.Ordinal)
                        ? "an expression is written in << and >>: <<apiPath>>/…"
                    : first is ['/' or '.' or '?', ..]
                        ? "write <<apiPath>>/… with an input of type url; what is relative to an address of the run is made whole by url.resolve: "
                            + $"<<url.resolve page \"{first}\">>"
                    : "declare an input of type url and write <<apiPath>>/… so that the operator decides where it goes"
            );
        var end = first.AsSpan(scheme + 3).IndexOfAny("/?#");
        if (end < 0 && template.Segments.Length > 1)
            return Refuse(
                file,
                text.Whole,
                "an expression has no place in a host name",
                "declare an input of type url for the whole beginning: <<apiPath>>/…"
            );
        var cut = end < 0 ? first.Length : scheme + 3 + end;
        var origin = new Template(text.Whole, [new LiteralSegment(first[..cut])]);
        var rest = template.Segments.SetItem(0, new LiteralSegment(first[cut..]));
        return Cut(origin, rest, text, file);
    }

    // Cuts what follows the origin at its literal slashes and at the first literal question mark.
    private static AddressTemplate? Cut(Template origin, ImmutableArray<Segment> rest, LocatedText text, FileScope file)
    {
        var parts = new List<List<Segment>> { new() };
        List<Segment>? query = null;
        foreach (var segment in rest)
        {
            if (segment is not LiteralSegment literal || query is not null)
            {
                (query ?? parts[^1]).Add(segment);
                continue;
            }
            var mark = literal.Text.IndexOf('?', StringComparison.Ordinal);
            AddPath(parts, mark < 0 ? literal.Text : literal.Text[..mark]);
            if (mark >= 0)
                query = [new LiteralSegment(literal.Text[(mark + 1)..])];
        }
        if (rest.OfType<LiteralSegment>().Any(s => s.Text.Contains('#', StringComparison.Ordinal)))
            return Refuse(file, text.Whole, "a fragment (#…) is never sent", "leave it out");
        // What stands in front of the first slash is empty: the origin ends there.
        var path = parts.Skip(1).Select(p => new Template(text.Whole, [.. p])).ToImmutableArray();
        // A dot may also be written %2e; .NET and servers decode it before they resolve the path.
        var dots = path.FirstOrDefault(p =>
            p.Literal is { Length: > 0 and <= 6 } literal && Uri.UnescapeDataString(literal) is "." or ".."
        );
        if (dots is not null)
            return Refuse(file, text.Whole, $"the path segment \"{dots.Literal}\" is not allowed", "write the path it leads to");
        return new AddressTemplate(origin, path, query is null ? null : new Template(text.Whole, [.. query]), text.Whole);
    }

    private static void AddPath(List<List<Segment>> parts, string text)
    {
        var pieces = text.Split('/');
        for (var i = 0; i < pieces.Length; i++)
        {
            if (i > 0)
                parts.Add([]);
            if (pieces[i].Length > 0)
                parts[^1].Add(new LiteralSegment(pieces[i]));
        }
    }

    private static AddressTemplate? Refuse(FileScope file, SourceSpan span, string what, string fix)
    {
        file.Say(DiagnosticCodes.InvalidValue, span, what, null, fix);
        return null;
    }
}
