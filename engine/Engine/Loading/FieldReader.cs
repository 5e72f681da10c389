using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Values;
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
            CheckHeader(entry, file);
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

    /// <summary>A map as above, or a list of maps of one entry each, which keeps the order of repeated names; or one expression that gives either.</summary>
    public static FieldsTemplate ReadPairs(LocatedNode node, FileScope file, string example) =>
        node switch
        {
            MappingNode map => new FieldsTemplate([.. map.Entries.SelectMany(e => ReadField(e, file))], null),
            SequenceNode list => new FieldsTemplate([.. list.Items.SelectMany(i => ReadPair(i, file, example))], null),
            _ => ReadComputed(node, file, example),
        };

    private static FieldsTemplate ReadComputed(LocatedNode node, FileScope file, string example)
    {
        if (node is ScalarNode { Value: TextValue } scalar && scalar.Text.Text.Contains("<<", StringComparison.Ordinal))
        {
            var before = file.Problems.ErrorCount;
            var template = file.Parse(scalar.Text);
            if (template.Whole is not null)
                return new FieldsTemplate([], template);
            if (file.Problems.ErrorCount > before)
                return FieldsTemplate.None;
        }
        file.SayShape(node, "a map, or one expression that gives a map,", example);
        return FieldsTemplate.None;
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
        var isList = entry.Value is SequenceNode;
        var values = entry.Value is SequenceNode list ? list.Items : [entry.Value];
        foreach (var value in values)
        {
            if (MapReader.ReadScalar(value, file, $"{entry.Name}: some text") is { } scalar)
                yield return new FieldTemplate(entry.Name, entry.Key.Span, file.Parse(scalar.Text)) { IsItem = isList };
        }
    }

    private static void CheckHeader(MappingEntry entry, FileScope file)
    {
        var (name, key) = (entry.Name, entry.Key);
        if (OwnedByEngine.Contains(name, StringComparer.OrdinalIgnoreCase) || name.StartsWith("Proxy-", StringComparison.OrdinalIgnoreCase))
            file.Say(
                DiagnosticCodes.InvalidValue,
                key.Span,
                $"the header \"{name}\" belongs to the engine",
                "it follows from the address and the body",
                new Remedy("remove it") { Edit = EntryRemoval.Of(entry) }
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
