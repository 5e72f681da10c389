using PingOneScenarios.Engine.Diagnostics;

namespace PingOneScenarios.Engine.Values;

/// <summary>A view cannot give a member because of what the answer was; the message is for the author and holds no value of it.</summary>
internal sealed class ValueException(string message, string fix, DiagnosticCode code) : Exception(message)
{
    public string Fix => fix;

    public DiagnosticCode Code => code;
}
