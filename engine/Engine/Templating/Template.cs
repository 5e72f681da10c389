using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;

namespace PingOneScenarios.Engine.Templating;

/// <summary>A text with expressions in it, parsed once: a row of literal and computed segments.</summary>
internal sealed class Template(SourceSpan span, ImmutableArray<Segment> segments)
{
    /// <summary>The whole value in its source.</summary>
    public SourceSpan Span => span;

    public ImmutableArray<Segment> Segments => segments;

    /// <summary>The text, when there is no expression in it; else null.</summary>
    public string? Literal =>
        segments.IsEmpty ? ""
        : segments.Length == 1 ? (segments[0] as LiteralSegment)?.Text
        : null;

    /// <summary>The expression, when the value is exactly one; it then keeps its native value.</summary>
    public Expression? Whole => segments.Length == 1 ? (segments[0] as ExpressionSegment)?.Expression : null;

    public IEnumerable<Expression> Expressions => segments.OfType<ExpressionSegment>().Select(s => s.Expression);

    public IEnumerable<VariableUse> Uses => Expressions.SelectMany(e => e.Uses);
}

/// <summary>A part of a template: literal text or an expression.</summary>
internal abstract record Segment;

/// <summary>Text that is sent as it is written.</summary>
internal sealed record LiteralSegment(string Text) : Segment;

/// <summary>A place that is computed.</summary>
internal sealed record ExpressionSegment(Expression Expression) : Segment;
