using PingOneScenarios.Engine.Diagnostics;

namespace PingOneScenarios.Cli.Display;

/// <summary>A diagnostic with the file it is about, as machines read it.</summary>
/// <param name="checkedPath">The file that was looked at; what is said of the command line is about this one.</param>
/// <param name="diagnostic">What was found.</param>
internal sealed class FileProblem(string checkedPath, Diagnostic diagnostic)
{
    /// <summary>In the words of the command line.</summary>
    public Diagnostic Diagnostic { get; } = FlagWords.In(diagnostic);

    /// <summary>Whether it is about a place in a file and not about the file as a whole.</summary>
    public bool HasPlace => Diagnostic.Span.Source.Path != CommandLine.SourceName;

    /// <summary>As the user knows it, with forward slashes.</summary>
    public string Path => (HasPlace ? Diagnostic.Span.Source.Path : checkedPath).Replace('\\', '/');

    /// <summary>From 1; the end stands behind the last letter.</summary>
    public (int Line, int Column) Start => HasPlace ? Diagnostic.Span.Source.PlaceOf(Diagnostic.Span.Start) : (1, 1);

    /// <inheritdoc cref="Start"/>
    public (int Line, int Column) End => HasPlace ? Diagnostic.Span.Source.PlaceOf(Diagnostic.Span.Start + Diagnostic.Span.Length) : (1, 1);

    public string Severity => DiagnosticText.Word(Diagnostic.Severity);

    /// <summary>What, why and fix in lines of their own, for those that show the place themselves.</summary>
    public static string MessageOf(Diagnostic diagnostic) => Message(FlagWords.In(diagnostic));

    private static string Message(Diagnostic diagnostic) =>
        diagnostic.What + (diagnostic.Why is null ? "" : $"\nwhy: {diagnostic.Why}") + $"\nfix: {diagnostic.Fix}";
}
