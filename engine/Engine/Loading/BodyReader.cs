using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Language;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Yaml;

namespace PingOneScenarios.Engine.Loading;

/// <summary>The body of a request to its model.</summary>
internal static class BodyReader
{
    private const string MultipartExample = "multipart: { title: A picture, picture: { file: picture.png } }";

    /// <summary>One row for each kind of body: the key, and what reads its value.</summary>
    private static readonly ImmutableArray<(string Key, Func<LocatedNode, FileScope, BodyTemplate?> Read)> Bodies =
    [
        ("json", ReadJson),
        ("form", (node, file) => new FormBody(node.Span, FieldReader.ReadPairs(node, file, "form: { grant_type: client_credentials }"))),
        ("text", ReadText),
        ("xml", XmlBodyReader.Read),
        ("multipart", ReadMultipart),
        ("file", ReadFile),
    ];

    /// <summary>The kinds of content a part can have.</summary>
    private static readonly ImmutableArray<(string Key, Func<LocatedNode, FileScope, BodyTemplate?> Read)> Contents =
    [
        ("text", ReadText),
        ("json", ReadJson),
        ("file", ReadFile),
    ];

    /// <summary>The one body of a request; null when it has none.</summary>
    public static BodyTemplate? Read(MapReader map, FileScope file)
    {
        var given = Bodies.FirstOrDefault(b => map.Has(b.Key));
        return given.Key is null ? null : given.Read(map[given.Key]!, file);
    }

    /// <summary>Says that a header sets the media type of a multipart body, which holds a boundary the engine makes.</summary>
    public static void CheckBoundary(BodyTemplate? body, ImmutableArray<FieldTemplate> headers, FileScope file)
    {
        if (
            body is MultipartBody
            && headers.FirstOrDefault(h => h.Name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)) is { } header
        )
            file.Say(
                DiagnosticCodes.ConflictingKeys,
                header.NameSpan,
                "\"multipart\" and the header \"Content-Type\" exclude each other",
                "the header names the boundary between the parts, which is made for each request",
                "leave the header out"
            );
    }

    private static JsonBody ReadJson(LocatedNode node, FileScope file) => new(node.Span, ValueReader.Read(node, file));

    private static TextBody? ReadText(LocatedNode node, FileScope file) =>
        MapReader.ReadScalar(node, file, "text: hello") is { } scalar ? new TextBody(node.Span, file.Parse(scalar.Text)) : null;

    private static FileBody? ReadFile(LocatedNode node, FileScope file) =>
        IncludeReader.ReadContent(node, file) is { } content ? new FileBody(node.Span, content) : null;

    private static MultipartBody? ReadMultipart(LocatedNode node, FileScope file)
    {
        if (node is not MappingNode map)
        {
            file.SayShape(node, "a map", MultipartExample);
            return null;
        }
        return new MultipartBody(node.Span, [.. map.Entries.SelectMany(e => ReadParts(e, file))]);
    }

    private static IEnumerable<PartTemplate> ReadParts(MappingEntry entry, FileScope file)
    {
        foreach (var value in entry.Value is SequenceNode list ? list.Items : [entry.Value])
        {
            if (ReadPart(entry.Name, value, file) is { } part)
                yield return part;
        }
    }

    private static PartTemplate? ReadPart(string name, LocatedNode node, FileScope file)
    {
        if (node is not MappingNode)
            return ReadText(node, file) is { } text ? new PartTemplate(name, text, null, null) : null;
        if (MapReader.Open(node, RequestKeys.Part, file, name, null) is not { } map)
            return null;
        var given = Contents.Where(c => map.Has(c.Key)).ToList();
        if (given.Count != 1)
            return null;
        var content = given[0].Read(map[given[0].Key]!, file);
        var (fileName, mediaType) = (map.Scalar("filename", "filename: picture.png"), map.Scalar("type", "type: image/png"));
        return content is null
            ? null
            : new PartTemplate(
                name,
                content,
                fileName is null ? null : file.Parse(fileName.Text),
                mediaType is null ? null : file.Parse(mediaType.Text)
            );
    }
}
