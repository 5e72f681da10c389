using System.Buffers;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.JsonPaths;
using PingOneScenarios.Engine.Language;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Values;
using PingOneScenarios.Engine.Yaml;

namespace PingOneScenarios.Engine.Loading;

/// <summary>An entry of <c>extract</c> to its model: the short form is a path or an expression, the long one a map around it.</summary>
internal static class ExtractionReader
{
    /// <summary>What a path may be made of to be written without quotes anywhere.</summary>
    private static readonly SearchValues<char> PlainLetters = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-"
    );

    /// <summary>The extraction; where it is wrong, one of nothing, so that later steps are not blamed for using its name.</summary>
    /// <param name="entry">The name and what it is made of.</param>
    /// <param name="keys">Of the long form.</param>
    /// <param name="isCall">Whether the step is a call, which has outputs instead of an answer.</param>
    /// <param name="file">Where it is.</param>
    public static Extraction Read(MappingEntry entry, TableShape keys, bool isCall, FileScope file)
    {
        NameCheck.Check(entry.Name, entry.Key.Span, file);
        var extraction = new Extraction
        {
            Name = entry.Name,
            NameSpan = entry.Key.Span,
            Span = entry.Value.Span,
            Template = new Template(entry.Value.Span, []),
        };
        if (entry.Value is not MappingNode)
            return ReadSource(extraction, entry.Value, isCall, file);
        if (MapReader.Open(entry.Value, keys, file) is not { } map)
            return extraction;
        extraction = map.Required("from") is { } from ? ReadSource(extraction, from, isCall, file) : extraction;
        if (extraction.GivesList && map.Has("default"))
            file.Say(
                DiagnosticCodes.ConflictingKeys,
                map.KeySpan("default"),
                "this default can never be used",
                "a path with a filter, a wildcard or a slice gives a list, which is empty when nothing is selected, and so is never missing",
                "leave it out; for the first of the list write from: '<<(json.path response.json \"$…\")[0] ?? \"…\">>'"
            );
        return extraction with
        {
            Secret = map.Flag("secret"),
            Default = map["default"] is { } value ? ValueReader.Read(value, file) : null,
            Lasts = map.Duration("lasts") is { } longest ? new Lifetime(map["lasts"]!.Span, longest) : null,
        };
    }

    private static Extraction ReadSource(Extraction extraction, LocatedNode node, bool isCall, FileScope file)
    {
        if (MapReader.ReadScalar(node, file, $"{extraction.Name}: $.id") is not { } scalar)
            return extraction;
        if (scalar.Text.Text.StartsWith('$') && !scalar.Text.Text.Contains("<<", StringComparison.Ordinal))
            return isCall ? RefusePath(extraction, node.Span, file) : ReadPath(extraction, scalar, file);
        if (scalar.Text.Text.StartsWith("$.", StringComparison.Ordinal) || scalar.Text.Text.StartsWith("$[", StringComparison.Ordinal))
            return RefuseComputedPath(extraction, node.Span, file);
        var before = file.Problems.Count;
        var template = file.Parse(scalar.Text);
        if (template.Literal is null && template.Expressions.Any())
            return extraction with { Span = node.Span, Template = template };
        if (file.Problems.Count == before)
            file.Say(
                DiagnosticCodes.InvalidValue,
                node.Span,
                "a value is extracted by a JSONPath or an expression",
                null,
                Suggest(extraction.Name, scalar, isCall)
            );
        return extraction;
    }

    private static Remedy Suggest(string name, ScalarNode scalar, bool isCall)
    {
        var written = scalar.Text.Text;
        if (isCall)
            return $"write {name}: <<outputs.…>>";
        if (written.StartsWith("response.", StringComparison.Ordinal))
            return Write($"<<{written}>>", $"'<<{written.Replace("'", "''", StringComparison.Ordinal)}>>'");
        var path = "$." + written.TrimStart('@').TrimStart('.');
        return JsonPath.TryParse(path, out _, out _)
            ? Write(path, scalar.Value is TextValue && path.AsSpan(2).IndexOfAnyExcept(PlainLetters) < 0 ? path : null)
            : $"write {name}: $.id, or an expression such as <<response.headers.location>>";

        Remedy Write(string shown, string? value) =>
            new($"write {name}: {shown}") { Edit = value is null ? null : new SourceEdit(scalar.Span, value) };
    }

    // As text with expressions it would be taken for the value itself.
    private static Extraction RefuseComputedPath(Extraction extraction, SourceSpan span, FileScope file)
    {
        file.Say(
            DiagnosticCodes.LiteralOnly,
            span,
            "a JSONPath is literal text",
            "the text of the path would become the value",
            $"compute the path and ask with it: {extraction.Name}: '<<json.path response.json $\"$.items[?@.name == '{{name}}'].id\">>'"
        );
        return extraction;
    }

    private static Extraction RefusePath(Extraction extraction, SourceSpan span, FileScope file)
    {
        file.Say(
            DiagnosticCodes.InvalidValue,
            span,
            "a JSONPath reads the answer of a request, this step is a call",
            "a call gives the outputs of the scenario it runs",
            $"write {extraction.Name}: <<outputs.…>>"
        );
        return extraction;
    }

    private static Extraction ReadPath(Extraction extraction, ScalarNode scalar, FileScope file)
    {
        if (JsonPath.TryParse(scalar.Text.Text, out var path, out var error))
            return extraction with { Span = scalar.Span, Path = path, Template = null };
        file.Say(
            DiagnosticCodes.JsonPathSyntax,
            scalar.Text.Part(error.Offset, error.Length),
            error.Message,
            "the path follows RFC 9535",
            error.Fix
        );
        return extraction;
    }
}
