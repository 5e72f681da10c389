using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Yaml;

namespace PingOneScenarios.Engine.Formatting;

/// <summary>A file as it is laid out: what stands in which line, and the comments between.</summary>
internal sealed record Layout(SourceText Source, FormatBlock Root, ImmutableArray<Comment> Comments);

/// <summary>A comment, or a line outside of the document such as <c>---</c>, which stays where it is just as one.</summary>
/// <param name="Start">Its offset.</param>
/// <param name="Text">Without white space at its end.</param>
/// <param name="IsAlone">Whether nothing stands in front of it in its line.</param>
/// <param name="IsMarker">Whether it is such a line.</param>
internal sealed record Comment(int Start, string Text, bool IsAlone, bool IsMarker);

/// <summary>An indented map or list. Compared by reference: it is a place, not a value.</summary>
/// <param name="entries">At least one.</param>
/// <param name="column">Where its keys or dashes stand, from 1.</param>
internal sealed class FormatBlock(ImmutableArray<FormatEntry> entries, int column)
{
    public ImmutableArray<FormatEntry> Entries => entries;

    public int Column => column;

    /// <summary>Whether anything in it is an alias, which must stay below its anchor.</summary>
    public bool HasAlias => entries.Any(e => e.Leaf?.HasAlias ?? e.Block?.HasAlias ?? false);
}

/// <summary>A key with its value, or an item of a list. Compared by reference: it is a place, not a value.</summary>
internal sealed class FormatEntry
{
    /// <summary>The offset of its key or dash.</summary>
    public required int Start { get; init; }

    /// <summary>From 1.</summary>
    public required int Column { get; init; }

    /// <summary>The key as written; null for an item of a list.</summary>
    public string? Key { get; init; }

    /// <summary>The key as read; empty for an item of a list.</summary>
    public string Name { get; init; } = "";

    /// <summary>With its <c>&amp;</c>; null without one.</summary>
    public string? Anchor { get; init; }

    /// <summary>The value, when it is a scalar, an alias or stands in brackets.</summary>
    public FormatLeaf? Leaf { get; init; }

    /// <summary>The value, when it is indented below.</summary>
    public FormatBlock? Block { get; init; }

    /// <summary>The offset behind its key or dash, and its anchor.</summary>
    public required int HeadEnd { get; init; }

    /// <summary>The offset behind what it consists of, a block left out.</summary>
    public int End => Leaf?.End ?? HeadEnd;
}

/// <summary>A value that is kept as it is written.</summary>
/// <param name="Node">What was read.</param>
/// <param name="Start">Its offset.</param>
/// <param name="End">The offset behind it.</param>
/// <param name="HasAlias">Whether it is an alias or holds one.</param>
internal sealed record FormatLeaf(LocatedNode Node, int Start, int End, bool HasAlias);
