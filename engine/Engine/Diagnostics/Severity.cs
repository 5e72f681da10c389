namespace PingOneScenarios.Engine.Diagnostics;

/// <summary>How much a diagnostic weighs: an error stops the run before its first request, the others do not.</summary>
public enum Severity
{
    /// <summary>Worth knowing.</summary>
    Note,

    /// <summary>Probably not meant.</summary>
    Warning,

    /// <summary>Nothing is sent.</summary>
    Error,
}
