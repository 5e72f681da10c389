using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Templating.Analysis;
using PingOneScenarios.Engine.Templating.Nodes;

namespace PingOneScenarios.Engine.Templating;

/// <summary>One parsed expression: what stands between <c>&lt;&lt;</c> and <c>&gt;&gt;</c>.</summary>
internal sealed class Expression
{
    internal Expression(ValueNode root, LocatedText text, ImmutableArray<VariableUse> uses) =>
        (Root, Located, Uses, Decisions) = (root, text, uses, DecisionPoints.Of(root));

    /// <summary>As it is written, without the angle brackets.</summary>
    public string Text => Located.Text.Trim();

    public SourceSpan Span => Located.Whole;

    /// <summary>Every variable it mentions, in order.</summary>
    public ImmutableArray<VariableUse> Uses { get; }

    internal ValueNode Root { get; }

    /// <summary>Where it decides by variables, see <see cref="DecisionPoints"/>.</summary>
    internal ImmutableArray<ImmutableArray<(string Name, string? Member)>> Decisions { get; }

    /// <summary>Whether as a whole it only tells that there is something.</summary>
    internal bool IsPresence => DecisionPoints.IsPresence(Root);

    /// <summary>Whether it may give something else for the same variables.</summary>
    internal bool DrawsOnWorld => WorldDraws.Are(Root);

    internal LocatedText Located { get; }

    /// <summary>Where the name of a member is written.</summary>
    internal SourceSpan MemberSpanOf(MemberNode node) => SpanOf(node.NameSpan);

    /// <summary>The source of a node; where its place is not known, the whole expression.</summary>
    internal SourceSpan SpanOf(ValueNode node) => SpanOf(node.Span);

    /// <inheritdoc cref="SpanOf(ValueNode)"/>
    internal SourceSpan SpanOf(Scriban.Parsing.SourceSpan span)
    {
        var start = span.Start.Offset;
        var length = span.End.Offset - start + 1;
        return start < 0 || length <= 0 || start + length > Located.Text.Length ? Span : Located.Part(start, length);
    }
}

/// <summary>A variable mentioned by an expression.</summary>
/// <param name="Name">The first name of a path: <c>response</c> for <c>response.status</c>.</param>
/// <param name="Span">Where it is mentioned.</param>
/// <param name="MayBeMissing">Whether the expression provides for its absence with <c>??</c>.</param>
internal sealed record VariableUse(string Name, SourceSpan Span, bool MayBeMissing)
{
    /// <summary>The member that is taken from it, <c>token</c> for <c>outputs.token</c>; null when the whole is used.</summary>
    public string? Member { get; init; }

    /// <summary>Where <see cref="Member"/> is mentioned; null when there is none.</summary>
    public SourceSpan? MemberSpan { get; init; }
}
