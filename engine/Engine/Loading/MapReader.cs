using System.Collections.Immutable;
using System.Globalization;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Language;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Values;
using PingOneScenarios.Engine.Yaml;

namespace PingOneScenarios.Engine.Loading;

/// <summary>Reads the keys of a map; a key that is not in the table is refused with the nearest one that is.</summary>
internal sealed class MapReader
{
    private readonly MappingNode map;
    private readonly TableShape keys;
    private readonly FileScope file;

    /// <summary>The keys that misspelt ones were taken for.</summary>
    private readonly HashSet<string> meant = new(StringComparer.Ordinal);

    private MapReader(MappingNode map, TableShape keys, FileScope file) => (this.map, this.keys, this.file) = (map, keys, file);

    public SourceSpan Span => map.Span;

    /// <summary>The map, its keys checked; null after having said that it is none.</summary>
    /// <param name="node">The node that should be a map.</param>
    /// <param name="keys">The keys allowed in it.</param>
    /// <param name="file">Where it is.</param>
    public static MapReader? Open(LocatedNode node, TableShape keys, FileScope file) => Open(node, keys, file, "", null);

    /// <summary>The map behind a name that an author chose; see <see cref="Open(LocatedNode, TableShape, FileScope)"/>.</summary>
    /// <param name="name">Told where keys do not go together.</param>
    /// <param name="node">The node that should be a map.</param>
    /// <param name="keys">The keys allowed in it.</param>
    /// <param name="file">Where it is.</param>
    /// <param name="lacking">Where it is said that a key is lacking; null says it at the first key, or the whole map.</param>
    public static MapReader? Open(LocatedNode node, TableShape keys, FileScope file, string name, SourceSpan? lacking)
    {
        if (node is not MappingNode map)
        {
            file.SayShape(node, "a map", $"{{ {keys.Rows[0].Name}: … }}");
            return null;
        }
        var reader = new MapReader(map, keys, file);
        foreach (var entry in map.Entries)
        {
            // An expression in a key has been said by the reader of YAML.
            if (!keys.Names.Contains(entry.Name) && !entry.Name.Contains("<<", StringComparison.Ordinal))
                reader.SayUnknown(entry, keys.Names);
        }
        RuleCheck.Check(reader, keys, file, name, lacking ?? reader.KeySpan(keys.Rows[0].Name));
        return reader;
    }

    /// <summary>Whether it holds keys it should not.</summary>
    public bool HasUnknown { get; private set; }

    /// <summary>Whether a misspelt key was taken for this one.</summary>
    public bool Means(string key) => meant.Contains(key);

    /// <summary>The keys of the map behind a key, when another key leaves it less than it has else; null when none does.</summary>
    public TableShape? Narrowed(string key) => keys.Rules.OfType<NarrowsRule>().FirstOrDefault(r => r.Other == key && Has(r.Key))?.Shape;

    /// <summary>The keys among some that are written, or meant by misspelt ones, and of which nothing could be read.</summary>
    public ImmutableArray<string> Unread(params ReadOnlySpan<(string Key, bool IsRead)> keys)
    {
        var unread = ImmutableArray.CreateBuilder<string>();
        foreach (var (key, isRead) in keys)
        {
            if (!isRead && (Has(key) || Means(key)))
                unread.Add(key);
        }
        return unread.ToImmutable();
    }

    public LocatedNode? this[string key] => map.Find(key)?.Value;

    public SourceSpan KeySpan(string key) => map.Find(key)?.Key.Span ?? map.Span;

    /// <summary>To take a key of the map out with its value.</summary>
    public Remedy Removing(string key, string sentence) =>
        new(sentence) { Edit = map.Find(key) is { } entry ? EntryRemoval.Of(entry) : null };

    public bool Has(string key) => map.Find(key) is not null;

    /// <summary>The node of a key that must be there; null after having said that it is not.</summary>
    public LocatedNode? Required(string key)
    {
        if (this[key] is { } node)
            return node;
        if (Means(key))
            return null;
        var place = map.Entries.IsEmpty ? map.Span : map.Entries[0].Key.Span;
        file.Say(DiagnosticCodes.MissingKey, place, $"{keys.What} needs the key \"{key}\"", null, $"add \"{key}: …\"");
        return null;
    }

    /// <summary>The text of a key that must be there and not be empty; null after having said that it is not.</summary>
    public LocatedText? Title(string key)
    {
        if (Required(key) is not { } node)
            return null;
        if (node is not ScalarNode { Text.Text: var text, Value: TextValue or NullValue } || !string.IsNullOrWhiteSpace(text))
            return ReadLiteral(node, file);
        file.Say(
            DiagnosticCodes.InvalidValue,
            node.Span,
            $"\"{key}\" is empty",
            "people know it by this text",
            $"for example {keys[key].Example}"
        );
        return null;
    }

    /// <summary>Text without expressions; numbers count as text as written.</summary>
    public string? Literal(string key) => this[key] is { } node ? ReadLiteral(node, file)?.Text : null;

    public ScalarNode? Scalar(string key, string example) => this[key] is { } node ? ReadScalar(node, file, example) : null;

    public bool? Flag(string key)
    {
        if (this[key] is not { } node)
            return null;
        if (node is ScalarNode { Value: BooleanValue flag })
            return flag.IsTrue;
        file.SayShape(node, "true or false", $"{key}: true");
        return null;
    }

    /// <summary>A number within the bounds of its row; null when the key is missing, or after having said what is wrong.</summary>
    public decimal? Number(string key)
    {
        var (lowest, highest, isWhole) = (NumberShape)keys[key].Shape;
        if (this[key] is not { } node)
            return null;
        if (
            node is ScalarNode { Value: NumberValue { IsExact: true, AsDecimal: var number } }
            && number >= lowest
            && number <= highest
            && (!isWhole || decimal.IsInteger(number))
        )
            return number;
        var (low, high) = (lowest.ToString(CultureInfo.InvariantCulture), highest.ToString(CultureInfo.InvariantCulture));
        file.Say(
            DiagnosticCodes.InvalidValue,
            node.Span,
            $"a {(isWhole ? "whole " : "")}number from {low} to {high} is expected",
            null,
            $"for example {keys[key].Example}"
        );
        return null;
    }

    public TimeSpan? Duration(string key)
    {
        if (Scalar(key, $"{key}: 30s") is not { } scalar)
            return null;
        if (ReadLiteral(scalar, file) is null)
            return null;
        var isLength = DurationText.TryParse(scalar.Text.Text, out var span);
        if (span > TimeSpan.Zero)
            return span;
        file.Say(
            DiagnosticCodes.InvalidValue,
            scalar.Span,
            $"\"{scalar.Text.Text}\" is not a length of time" + (isLength ? " above zero" : ""),
            null,
            $"write {DurationText.Examples}"
        );
        return null;
    }

    /// <summary>The items of a list, or the node itself when it is none; empty when the key is missing.</summary>
    public ImmutableArray<LocatedNode> Items(string key, string example)
    {
        if (this[key] is not { } node)
            return [];
        if (node is SequenceNode list)
            return list.Items;
        file.SayShape(node, "a list", example);
        return [];
    }

    /// <summary>The entries of a map that may have any keys; empty when the key is missing.</summary>
    public ImmutableArray<MappingEntry> Entries(string key, string example)
    {
        if (this[key] is not { } node)
            return [];
        if (node is MappingNode entries)
            return entries.Entries;
        file.SayShape(node, "a map", example);
        return [];
    }

    public ImmutableArray<NamedTemplate> Named(string key, string example) =>
        [.. Entries(key, example).Select(e => new NamedTemplate(e.Name, e.Key.Span, ValueReader.Read(e.Value, file)))];

    public static LocatedText? ReadLiteral(LocatedNode node, FileScope file)
    {
        if (ReadScalar(node, file, "some text") is not { } scalar)
            return null;
        if (!scalar.Text.Text.Contains("<<", StringComparison.Ordinal))
            return scalar.Text;
        file.Say(
            DiagnosticCodes.LiteralOnly,
            scalar.Span,
            "only literal text is allowed here",
            "it is read before any value is known",
            "leave the << >> out"
        );
        return null;
    }

    public static ScalarNode? ReadScalar(LocatedNode node, FileScope file, string example)
    {
        if (node is ScalarNode { Value: not NullValue } scalar)
            return scalar;
        file.SayShape(node, "a single value", example);
        return null;
    }

    private void SayUnknown(MappingEntry entry, ImmutableArray<string> names)
    {
        HasUnknown = true;
        var ours = FamiliarKeys.Find(entry.Name, names);
        var near = ours.IsEmpty ? Suggestion.For(entry.Name, names) : null;
        meant.UnionWith(near is null ? ours : [near]);
        file.Say(
            DiagnosticCodes.UnknownKey,
            entry.Key.Span,
            $"{keys.What} has no key \"{entry.Name}\"",
            null,
            near is not null ? Suggestion.Meant(entry.Name, near)
                : !ours.IsEmpty ? $"here that is {Wording.Or(ours)}"
                : names.Length == 1 ? $"its only key is {names[0]}"
                : $"the keys are {string.Join(", ", names)}"
        );
    }
}
