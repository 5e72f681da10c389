using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;

namespace PingOneScenarios.Engine.Yaml;

/// <summary>A file that was read: its text, what stands in it, what it is, and what is wrong with it as YAML.</summary>
internal sealed record Document
{
    /// <summary>The canonical path of the file.</summary>
    public required string FullPath { get; init; }

    public required SourceText Source { get; init; }

    /// <summary>Null when it is not YAML.</summary>
    public required LocatedNode? Root { get; init; }

    public required DocumentKind Kind { get; init; }

    public required ImmutableArray<Diagnostic> Diagnostics { get; init; }

    /// <summary>Parses a text.</summary>
    public static Document Read(SourceText source, string fullPath)
    {
        var problems = new DiagnosticBag();
        var root = YamlReader.Read(source, problems);
        return new Document
        {
            FullPath = fullPath,
            Source = source,
            Root = root,
            Kind = DocumentKinds.Of(source, root),
            Diagnostics = problems.All,
        };
    }

    /// <summary>The same with all its places in another copy of its text, printed under another name or with some of it covered.</summary>
    public Document In(SourceText source) =>
        this with
        {
            Source = source,
            Root = Root is null ? null : new Relocation(source).Move(Root),
            Diagnostics = [.. Diagnostics.Select(d => d with { Span = d.Span with { Source = source } })],
        };

    /// <summary>The same under the path a user knows it by.</summary>
    public Document ShownAs(string path) => path == Source.Path ? this : In(new SourceText(path, Source.Text) { HasMark = Source.HasMark });
}
