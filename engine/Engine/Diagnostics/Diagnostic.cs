namespace PingOneScenarios.Engine.Diagnostics;

/// <summary>What a user did wrong, or what went wrong for a user: where, what, why, and how to mend it.</summary>
/// <param name="Code">The row of <see cref="DiagnosticCodes"/>.</param>
/// <param name="Span">Where it is written.</param>
/// <param name="What">One line without a full stop; names are quoted with <c>"</c>.</param>
/// <param name="Why">The reason, or null when <paramref name="What"/> says it all.</param>
/// <param name="Fix">What to do about it.</param>
public sealed record Diagnostic(DiagnosticCode Code, SourceSpan Span, string What, string? Why, string Fix)
{
    internal Diagnostic(DiagnosticCode code, SourceSpan span, string what, string? why, Remedy remedy)
        : this(code, span, what, why, remedy.Sentence) => Repair = remedy.EditAt(span);

    /// <summary>The one change of the file that surely mends it; null when somebody has to decide.</summary>
    internal SourceEdit? Repair { get; }

    /// <summary>How much it weighs, as its code says.</summary>
    public Severity Severity => Code.Severity;

    /// <summary>As people read it: place, code, source line, caret, why, fix; lines are separated by <c>\n</c>, none stands at the end.</summary>
    public override string ToString() => DiagnosticText.Render(this);
}
