using System.Collections.Immutable;

namespace PingOneScenarios.Engine.Language;

/// <summary>What may stand behind a key. A closed list; readers, the schema and the reference agree on it.</summary>
internal abstract record KeyShape;

/// <summary>A single value.</summary>
internal sealed record ScalarShape(ScalarKind Kind) : KeyShape;

/// <summary>A number without expressions; both bounds included.</summary>
internal sealed record NumberShape(decimal Lowest, decimal Highest, bool IsWhole) : KeyShape;

/// <summary>One of a few words.</summary>
internal sealed record ChoiceShape(ImmutableArray<string> Words) : KeyShape;

/// <summary>A map with the keys of a table.</summary>
/// <param name="Name">Of the table, in the singular: <c>step</c>; unique.</param>
/// <param name="What">With its article, for messages: <c>a step</c>.</param>
/// <param name="Rows">The keys.</param>
internal sealed record TableShape(string Name, string What, ImmutableArray<KeyRow> Rows) : KeyShape
{
    public ImmutableArray<KeyRule> Rules { get; init; } = [];

    /// <summary>Of the keys, in their order.</summary>
    public ImmutableArray<string> Names { get; } = [.. Rows.Select(r => r.Name)];

    public KeyRow this[string key] => Rows.First(r => r.Name == key);
}

/// <summary>A map whose keys are names that authors choose.</summary>
/// <param name="Value">What stands behind each of them.</param>
/// <param name="Names">What names they may be.</param>
internal sealed record MapShape(KeyShape Value, NameKind Names = NameKind.Free) : KeyShape
{
    /// <summary>Whether it has exactly one entry.</summary>
    public bool IsPair { get; init; }
}

/// <summary>A list.</summary>
internal sealed record ListShape(KeyShape Item) : KeyShape
{
    /// <summary>Whether it needs an item.</summary>
    public bool IsFilled { get; init; }
}

/// <summary>One of several shapes.</summary>
internal sealed record EitherShape(ImmutableArray<KeyShape> Shapes) : KeyShape;

/// <summary>Any value, with expressions anywhere in it.</summary>
internal sealed record AnyShape : KeyShape;

/// <summary>Nothing behind the colon.</summary>
internal sealed record NothingShape : KeyShape;

/// <summary>What a single value is read as.</summary>
internal enum ScalarKind
{
    /// <summary>Text without expressions.</summary>
    Literal,

    /// <summary>Text with or without expressions.</summary>
    Template,

    /// <summary>Exactly one expression.</summary>
    Expression,

    /// <summary><c>METHOD address</c>.</summary>
    Request,

    /// <summary>A JSONPath, or text with an expression.</summary>
    Source,

    /// <summary>A status or a class of statuses.</summary>
    Status,

    /// <summary>A length of time.</summary>
    Duration,

    /// <summary>true or false.</summary>
    Flag,

    /// <summary>A path relative to the file.</summary>
    Path,

    /// <summary>So many of a hundred.</summary>
    Share,

    /// <summary>How often in a time.</summary>
    Rate,
}

/// <summary>What names the keys of a map may be.</summary>
internal enum NameKind
{
    /// <summary>Any text.</summary>
    Free,

    /// <summary>Names of variables.</summary>
    Variable,

    /// <summary>Names of headers.</summary>
    Header,
}
