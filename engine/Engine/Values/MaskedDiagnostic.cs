using PingOneScenarios.Engine.Diagnostics;

namespace PingOneScenarios.Engine.Values;

/// <summary>A problem that may be told (trust rule 9): only a <see cref="SecretMask"/> makes it. The source it points into is dotted out, path and text.</summary>
public sealed record MaskedDiagnostic
{
    private MaskedDiagnostic(Diagnostic diagnostic) => Diagnostic = diagnostic;

    /// <summary>All of it, without any known secret.</summary>
    public Diagnostic Diagnostic { get; }

    /// <inheritdoc cref="Diagnostics.Diagnostic.Code"/>
    public DiagnosticCode Code => Diagnostic.Code;

    /// <inheritdoc cref="Diagnostics.Diagnostic.Severity"/>
    public Severity Severity => Diagnostic.Severity;

    /// <inheritdoc cref="Diagnostics.Diagnostic.Span"/>
    public SourceSpan Span => Diagnostic.Span;

    /// <inheritdoc cref="Diagnostics.Diagnostic.What"/>
    public string What => Diagnostic.What;

    /// <inheritdoc cref="Diagnostics.Diagnostic.Why"/>
    public string? Why => Diagnostic.Why;

    /// <inheritdoc cref="Diagnostics.Diagnostic.Fix"/>
    public string Fix => Diagnostic.Fix;

    /// <summary>All of it, to be handled as any other.</summary>
    public static implicit operator Diagnostic(MaskedDiagnostic masked) => masked.Diagnostic;

    /// <inheritdoc cref="Diagnostics.Diagnostic.ToString"/>
    public override string ToString() => Diagnostic.ToString();

    internal static MaskedDiagnostic By(SecretMask mask, Diagnostic diagnostic) => new(mask.Apply(diagnostic));

    /// <summary>A problem out of a stored report, which was masked before it was stored. For the reader of reports only.</summary>
    internal static MaskedDiagnostic Stored(Diagnostic diagnostic) => new(diagnostic);
}
