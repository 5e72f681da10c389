using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Language;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Values;
using PingOneScenarios.Engine.Yaml;

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
        if (entry.Value is ScalarNode { Value: NullValue })
            return bare;
        if (MapReader.Open(entry.Value, ScenarioKeys.Input, file) is not { } map)
            return bare with { IsUnread = true };
        var type = ReadType(map, file);
        return bare with
        {
            Type = type ?? InputType.Text,
            IsUnread = type is null || map.Means("type"),
            Description = map.Literal("description"),
            Example = ReadLiteralValue(map["example"], file),
            Default = map["default"] is { } value ? ValueReader.Read(value, file) : null,
            Required = map.Flag("required") ?? !(map.Has("default") || map.Has("obtain")),
            Secret = map.Flag("secret") ?? false,
            Pattern = ReadPattern(map, file),
            Choices = ReadChoices(map, file),
            Obtain = map["obtain"] is { } include ? IncludeReader.ReadScenario(include, file) : null,
        };
    }

    private static Value? ReadLiteralValue(LocatedNode? node, FileScope file) =>
        node is not null && MapReader.ReadLiteral(node, file) is not null ? ((ScalarNode)node).Value : null;

    private static ImmutableArray<Value> ReadChoices(MapReader map, FileScope file)
    {
        var items = map.Items("choices", "choices: [a, b]");
        if (map["choices"] is SequenceNode { Items.IsEmpty: true } none)
            file.Say(
                DiagnosticCodes.InvalidValue,
                none.Span,
                "this list of choices is empty",
                "no value could be given",
                "write choices: [a, b]"
            );
        return [.. items.Select(c => ReadLiteralValue(c, file)).OfType<Value>()];
    }

    // Null after having said that it is none.
    private static InputType? ReadType(MapReader map, FileScope file)
    {
        if (!map.Has("type"))
            return InputType.Text;
        if (map.Literal("type") is not { } written)
            return null;
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
        return null;
    }

    private static string? ReadPattern(MapReader map, FileScope file)
    {
        if (map.Literal("pattern") is not { } pattern)
            return null;
        if (InputPattern.Objection(pattern) is not { } objection)
            return pattern;
        file.Say(
            DiagnosticCodes.InvalidValue,
            map["pattern"]!.Span,
            "this is not a regular expression that can be used",
            objection,
            "use no lookaround and no back-reference, and close every group and class"
        );
        return null;
    }
}
