using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Yaml;

namespace PingOneScenarios.Engine.Loading;

/// <summary>Headers, query parameters and form fields to their model.</summary>
internal static class FieldReader
{
    private static readonly string[] OwnedByEngine = ["Host", "Content-Length", "Transfer-Encoding", "Connection"];

    /// <summary>A map, where a list gives several fields of a name.</summary>
    public static ImmutableArray<FieldTemplate> ReadHeaders(LocatedNode node, FileScope file)
    {
        if (node is not MappingNode map)
        {
            file.SayShape(node, "a map", "headers: { Accept: application/json }");
            return [];
        }
        foreach (var entry in map.Entries)
            CheckHeader(entry.Key, file);
        ImmutableArray<FieldTemplate> headers = [.. map.Entries.SelectMany(e => ReadField(e, file))];
        foreach (
            var header in headers.Where(h => h.Value.Segments.OfType<LiteralSegment>().Any(s => s.Text.AsSpan().ContainsAny("\r\n\0")))
        )
            file.Say(
                DiagnosticCodes.InvalidValue,
                header.Value.Span,
                $"the value of the header \"{header.Name}\" holds a line break",
                "a header is one line",
                "write it on one line"
            );
        return headers;
    }

    /// <summary>A map as above, or a list of maps of one entry each, which keeps the order of repeated names.</summary>
    public static ImmutableArray<FieldTemplate> ReadPairs(LocatedNode node, FileScope file, string example)
    {
        switch (node)
        {
            case MappingNode map:
                return [.. map.Entries.SelectMany(e => ReadField(e, file))];
            case SequenceNode list:
                return [.. list.Items.SelectMany(i => ReadPair(i, file, example))];
            default:
                file.SayShape(node, "a map", example);
                return [];
        }
    }

    private static IEnumerable<FieldTemplate> ReadPair(LocatedNode node, FileScope file, string example)
    {
        if (node is MappingNode { Entries.Length: 1 } pair)
            return ReadField(pair.Entries[0], file);
        file.SayShape(node, "a name with its value", example);
        return [];
    }

    private static IEnumerable<FieldTemplate> ReadField(MappingEntry entry, FileScope file)
    {
        var values = entry.Value is SequenceNode list ? list.Items : [entry.Value];
        foreach (var value in values)
        {
            if (MapReader.ReadScalar(value, file, $"{entry.Name}: some text") is { } scalar)
                yield return new FieldTemplate(entry.Name, entry.Key.Span, file.Parse(scalar.Text));
        }
    }

    private static void CheckHeader(ScalarNode key, FileScope file)
    {
        var name = key.Text.Text;
        if (OwnedByEngine.Contains(name, StringComparer.OrdinalIgnoreCase) || name.StartsWith("Proxy-", StringComparison.OrdinalIgnoreCase))
            file.Say(
                DiagnosticCodes.InvalidValue,
                key.Span,
                $"the header \"{name}\" belongs to the engine",
                "it follows from the address and the body",
                "remove it"
            );
        else if (name.Length == 0 || name.AsSpan().IndexOfAnyExcept(HttpToken.Letters) >= 0)
            file.Say(
                DiagnosticCodes.InvalidValue,
                key.Span,
                $"\"{name}\" is not a header name",
                "RFC 9110, section 5.6.2 allows letters, digits and !#$%&'*+-.^_`|~",
                "look for a typing mistake"
            );
    }
}
