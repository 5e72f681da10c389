using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Yaml;

namespace PingOneScenarios.Engine.Loading;

/// <summary>A YAML node to the tree of templates it stands for.</summary>
internal static class ValueReader
{
    public static ValueTemplate Read(LocatedNode node, FileScope file) =>
        node switch
        {
            MappingNode map => new MapTemplate(map.Span, [.. map.Entries.Select(e => new MemberTemplate(e.Name, Read(e.Value, file)))]),
            SequenceNode list => new ListTemplate(list.Span, [.. list.Items.Select(i => Read(i, file))]),
            ScalarNode { Value: Values.TextValue } text => new TextTemplate(file.Parse(text.Text)),
            _ => new FixedTemplate(node.Span, ((ScalarNode)node).Value),
        };
}
