using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Values;
using PingOneScenarios.Engine.Yaml;

namespace PingOneScenarios.Engine.Reference;

/// <summary>The YAML of the tables as values, for JSON.</summary>
internal static class ExampleText
{
    /// <summary>The value of an example: of <c>key: value</c> the value.</summary>
    public static Value ValueOf(string example) =>
        YamlReader.Read(new SourceText("example", example), new DiagnosticBag()) is MappingNode { Entries: [var entry] }
            ? ToValue(entry.Value)
            : throw new InvalidOperationException($"an example of the tables is not one key: {example}");

    private static Value ToValue(LocatedNode node) =>
        node switch
        {
            MappingNode map => new MapValue([.. map.Entries.Select(e => KeyValuePair.Create(e.Name, ToValue(e.Value)))]),
            SequenceNode list => new ListValue([.. list.Items.Select(ToValue)]),
            _ => ((ScalarNode)node).Value,
        };
}
