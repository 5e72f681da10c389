using System.Collections.Immutable;

namespace PingOneScenarios.Engine.JsonPaths.Expressions;

/// <summary>A row of segments applied to the root (<c>$</c>) or to the current node of a filter (<c>@</c>); RFC 9535 section 2.2 and 2.3.5.</summary>
internal sealed record Query(bool IsFromRoot, ImmutableArray<PathSegment> Segments)
{
    /// <summary>True when the query finds at most one node in every document; RFC 9535 section 2.3.5.1.</summary>
    internal bool IsSingular { get; } = Segments.All(segment => segment.IsSingular);
}

/// <summary>One step of a query: its selectors are applied to the children of a node, or to those of all its descendants too; RFC 9535 section 2.5.</summary>
/// <param name="IsDescendant">True when written with two dots.</param>
/// <param name="Selectors">At least one.</param>
/// <param name="End">Offset in the text of the path just after the segment.</param>
internal sealed record PathSegment(bool IsDescendant, ImmutableArray<Selector> Selectors, int End)
{
    internal bool IsSingular => !IsDescendant && Selectors is [NameSelector or IndexSelector];
}
