using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Loading;

/// <summary>An entry of <c>inputs</c> to its model.</summary>
internal static class InputReader
{
    public static Input Read(MappingEntry entry, FileScope file)
    {
        NameCheck.Check(entry.Name, entry.Key.Span, file);
        var bare = new Input
        {
            Name = entry.Name,
            Span = entry.Key.Span,
            Required = true,
        };
        if (
            entry.Value is ScalarNode { Value: NullValue }
            || MapReader.Open(entry.Value, ScenarioKeys.Input, "an input", file) is not { } map
        )
            return bare;
        var choices = map.Items("choices", "choices: [a, b]");
        return bare with
        {
            Type = ReadType(map, file),
            Description = map.Literal("description"),
            Example = map.Scalar("example", "example: some text")?.Value,
            Default = map["default"] is { } value ? ValueReader.Read(value, file) : null,
            Required = map.Flag("required") ?? !(map.Has("default") || map.Has("obtain")),
            Secret = map.Flag("secret") ?? false,
            Pattern = ReadPattern(map, file),
            Choices = [.. choices.OfType<ScalarNode>().Select(c => c.Value)],
            Obtain = map["obtain"] is { } include ? IncludeReader.Read(include, file) : null,
        };
    }

    private static InputType ReadType(MapReader map, FileScope file)
    {
        if (map.Literal("type") is not { } written)
            return InputType.Text;
        if (InputTypeNames.Find(written) is { } type)
            return type;
        var names = InputTypeNames.All;
        file.Say(
            DiagnosticCodes.InvalidValue,
            map["type"]!.Span,
            $"there is no type \"{written}\"",
            null,
            Suggestion.Sentence(written, names, $"the types are {string.Join(", ", names)}")
        );
        return InputType.Text;
    }

    private static string? ReadPattern(MapReader map, FileScope file)
    {
        if (map.Literal("pattern") is not { } pattern)
            return null;
        try
        {
            _ = new System.Text.RegularExpressions.Regex(pattern, System.Text.RegularExpressions.RegexOptions.NonBacktracking);
            return pattern;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            file.Say(
                DiagnosticCodes.InvalidValue,
                map["pattern"]!.Span,
                "this is not a regular expression that can be used",
                e.Message,
                "use no lookaround and no back-reference"
            );
            return null;
        }
    }
}
