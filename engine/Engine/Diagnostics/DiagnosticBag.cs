using System.Collections.Immutable;

namespace PingOneScenarios.Engine.Diagnostics;

/// <summary>Collects all problems of a file, so that they are said in one go.</summary>
internal sealed class DiagnosticBag
{
    private readonly List<Diagnostic> found = [];

    public bool HasErrors => found.Exists(d => d.Severity == Severity.Error);

    /// <summary>Whether anything in a text is an error.</summary>
    public bool HasErrorsIn(SourceText source) => found.Exists(d => d.Severity == Severity.Error && d.Span.Source.Path == source.Path);

    public int ErrorCount => found.Count(d => d.Severity == Severity.Error);

    public int Count => found.Count;

    /// <summary>In the order of their places, file by file.</summary>
    public ImmutableArray<Diagnostic> All =>
        [.. found.Distinct().OrderBy(d => d.Span.Source.Path, StringComparer.Ordinal).ThenBy(d => d.Span.Start)];

    public void Add(Diagnostic diagnostic) => found.Add(diagnostic);

    public void Add(DiagnosticCode code, SourceSpan span, string what, string? why, Remedy remedy) =>
        found.Add(new Diagnostic(code, span, what, why, remedy));
}
