using System.Text.RegularExpressions;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Templating.Functions;
using PingOneScenarios.Engine.Values;
using PingOneScenarios.Engine.Yaml;
using SourceText = PingOneScenarios.Engine.Diagnostics.SourceText;

namespace PingOneScenarios.Scenarios.Tests.Driving;

/// <summary>Every change of one key, variable, path or type of a file that changes what the file means.</summary>
internal sealed partial class Mutator
{
    private static readonly FunctionTable Functions = new([.. StandardFunctions.Rows, .. Engine.Expectations.PredicateTable.Rows]);
    private static readonly string[] Types = ["text", "url", "uuid", "number", "boolean", "duration", "list", "map"];
    private static readonly string[] ForPeople = ["scenario", "description", "docs", "tags", "step", "example"];

    private readonly string file;
    private readonly SourceText source;
    private readonly List<string> variables = [];
    private readonly List<Mutant> found = [];

    private Mutator(string file, string text) => (this.file, source) = (file, new SourceText(file, text));

    public static IReadOnlyList<Mutant> All(string file, string text)
    {
        var mutator = new Mutator(file, text);
        var root = (MappingNode)YamlReader.Read(mutator.source, new DiagnosticBag())!;
        foreach (var section in new[] { "inputs", "vars" })
            mutator.variables.AddRange((root.Find(section)?.Value as MappingNode)?.Entries.Select(e => e.Name) ?? []);
        mutator.Walk(root, "");
        return [.. mutator.found.Where(m => !Equivalence.Applies(m))];
    }

    private void Walk(LocatedNode node, string place)
    {
        switch (node)
        {
            case MappingNode map:
                foreach (var entry in map.Entries)
                {
                    var name = $"{place}/{entry.Name}".TrimStart('/');
                    foreach (var typo in Typos(entry.Name))
                        Add("key", name, entry.Key.Span, typo);
                    if (!ForPeople.Contains(entry.Name))
                        Walk(entry.Value, name);
                }
                ChangeType(map, place);
                break;
            case SequenceNode list:
                for (var i = 0; i < list.Items.Length; i++)
                    Walk(list.Items[i], $"{place}/{i}");
                ChangeType(list, place);
                break;
            case ScalarNode scalar:
                ChangeVariables(scalar, place);
                ChangePaths(scalar, place);
                ChangeType(scalar, place);
                break;
        }
    }

    private void ChangeVariables(ScalarNode scalar, string place)
    {
        foreach (var use in new TemplateParser(Functions).Parse(scalar.Text, new DiagnosticBag()).Uses)
        {
            foreach (var typo in Typos(use.Name))
                Add("variable", place, use.Span, typo);
            foreach (var other in variables.Where(v => v != use.Name))
                Add("variable", place, use.Span, other);
        }
    }

    private void ChangePaths(ScalarNode scalar, string place)
    {
        var text = scalar.Text.Text;
        var isPath = text.StartsWith("$.", StringComparison.Ordinal) || place.EndsWith("/obtain", StringComparison.Ordinal);
        var isRequest = place.EndsWith("/request", StringComparison.Ordinal) || place.EndsWith("/undo", StringComparison.Ordinal);
        if (!isPath && !isRequest)
            return;
        foreach (Match name in (isPath ? PathName() : Segment()).Matches(text))
        foreach (var typo in Typos(name.Value))
            Add("path", place, scalar.Text.Part(name.Index, name.Length), typo);
    }

    private void ChangeType(LocatedNode node, string place)
    {
        var written = node.Span.Text;
        if (place.StartsWith("inputs/", StringComparison.Ordinal) && place.EndsWith("/type", StringComparison.Ordinal))
        {
            foreach (var type in Types.Where(t => t != written))
                Add("type", place, node.Span, type);
            return;
        }
        if (place.Length == 0 || written.Contains('\n', StringComparison.Ordinal))
            return;
        foreach (var other in Others(node))
            Add("type", place, node.Span, other);
    }

    private static IEnumerable<string> Others(LocatedNode node) =>
        node switch
        {
            ScalarNode { Value: NumberValue or BooleanValue } scalar => [$"\"{scalar.Text.Text}\"", $"[{scalar.Text.Text}]"],
            ScalarNode => ["1", "true", "{ a: 1 }"],
            MappingNode => ["1", "[]", "text"],
            _ => ["1", "{}", "text"],
        };

    // A letter lost, a letter twice, two letters that changed places, and another word.
    private static IEnumerable<string> Typos(string name)
    {
        var middle = name.Length / 2;
        yield return name + "x";
        yield return name.Insert(middle, name[middle].ToString());
        if (name.Length > 1)
            yield return name.Remove(middle, 1);
        if (middle > 0 && name[middle] != name[middle - 1])
            yield return name[..(middle - 1)] + name[middle] + name[middle - 1] + name[(middle + 1)..];
    }

    private void Add(string kind, string place, SourceSpan span, string replacement) =>
        found.Add(new Mutant(file, kind, place, span.Start, span.Length, replacement));

    [GeneratedRegex(@"[A-Za-z_][\w-]*")]
    private static partial Regex PathName();

    [GeneratedRegex(@"(?<=/)[\w-]+(?=/|$)")]
    private static partial Regex Segment();
}
