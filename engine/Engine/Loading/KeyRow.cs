using System.Collections.Immutable;

namespace PingOneScenarios.Engine.Loading;

/// <summary>A key an author can write, with what documentation says of it.</summary>
/// <param name="Name">As it is written.</param>
/// <param name="Meaning">A sentence or two for people.</param>
/// <param name="Shape">What may stand behind it.</param>
internal sealed record KeyRow(string Name, string Meaning, KeyShape Shape);

/// <summary>What may stand behind a key. A closed list; readers, the schema and the reference agree on it.</summary>
internal abstract record KeyShape;

/// <summary>A single value.</summary>
internal sealed record ScalarShape(ScalarKind Kind) : KeyShape;

/// <summary>One of a few words.</summary>
internal sealed record ChoiceShape(ImmutableArray<string> Words) : KeyShape;

/// <summary>A map with the keys of a table.</summary>
/// <param name="Name">Of the table, in the singular: <c>step</c>.</param>
/// <param name="Rows">The keys.</param>
internal sealed record TableShape(string Name, ImmutableArray<KeyRow> Rows) : KeyShape;

/// <summary>A map whose keys are free names.</summary>
/// <param name="Value">What stands behind each of them.</param>
internal sealed record MapShape(KeyShape Value) : KeyShape;

/// <summary>A list.</summary>
internal sealed record ListShape(KeyShape Item) : KeyShape;

/// <summary>One of several shapes.</summary>
internal sealed record EitherShape(ImmutableArray<KeyShape> Shapes) : KeyShape;

/// <summary>Any value, with expressions anywhere in it.</summary>
internal sealed record AnyShape : KeyShape;

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

    /// <summary>A whole number.</summary>
    Whole,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A path relative to the file.</summary>
    Path,
}
