using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.JsonPaths;
using PingOneScenarios.Engine.Scenarios;

namespace PingOneScenarios.Engine.Loading;

/// <summary>An entry of <c>extract</c> to its model: the short form is a path or an expression, the long one a map around it.</summary>
internal static class ExtractionReader
{
    public static Extraction? Read(MappingEntry entry, FileScope file)
    {
        NameCheck.Check(entry.Name, entry.Key.Span, file);
        if (entry.Value is not MappingNode)
            return ReadSource(entry, entry.Value, file);
        if (MapReader.Open(entry.Value, ScenarioKeys.Extraction, "an extraction", file) is not { } map)
            return null;
        if (map.Required("from", "an extraction") is not { } from || ReadSource(entry, from, file) is not { } extraction)
            return null;
        return extraction with
        {
            Secret = map.Flag("secret"),
            Default = map["default"] is { } value ? ValueReader.Read(value, file) : null,
        };
    }

    private static Extraction? ReadSource(MappingEntry entry, LocatedNode node, FileScope file)
    {
        if (MapReader.ReadScalar(node, file, $"{entry.Name}: $.id") is not { } scalar)
            return null;
        var extraction = new Extraction
        {
            Name = entry.Name,
            NameSpan = entry.Key.Span,
            Span = node.Span,
        };
        if (scalar.Text.Text.StartsWith('$') && !scalar.Text.Text.Contains("<<", StringComparison.Ordinal))
            return ReadPath(extraction, scalar, file);
        var before = file.Problems.Count;
        var template = file.Templates.Parse(scalar.Text);
        if (template.Literal is null && template.Expressions.Any())
            return extraction with { Template = template };
        if (file.Problems.Count == before)
            file.Say(
                DiagnosticCodes.InvalidValue,
                node.Span,
                "a value is extracted by a JSONPath or an expression",
                null,
                $"write {entry.Name}: $.{scalar.Text.Text.TrimStart('.')} or {entry.Name}: <<response.…>>"
            );
        return null;
    }

    private static Extraction? ReadPath(Extraction extraction, ScalarNode scalar, FileScope file)
    {
        if (JsonPath.TryParse(scalar.Text.Text, out var path, out var error))
            return extraction with { Path = path };
        file.Say(
            DiagnosticCodes.JsonPathSyntax,
            scalar.Text.Part(error.Offset, error.Length),
            error.Message,
            "the path follows RFC 9535",
            error.Fix
        );
        return null;
    }
}
