namespace PingOneScenarios.Engine.Diagnostics;

/// <summary>
/// Carries a diagnostic out of a rendering that cannot go on. Thrown while templates are evaluated and caught where a step
/// or a plan ends; it never reaches a user as an exception.
/// </summary>
internal sealed class DiagnosticException(Diagnostic diagnostic) : Exception(diagnostic.What)
{
    public Diagnostic Diagnostic => diagnostic;
}
