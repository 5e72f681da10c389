namespace PingOneScenarios.Engine.Diagnostics;

/// <summary>How much a diagnostic weighs: an error stops the run before its first request, the others do not.</summary>
public enum Severity
{
    Note,
    Warning,
    Error,
}
