using PingOneScenarios.Engine.Diagnostics;
using Scriban.Syntax;

namespace PingOneScenarios.Engine.Templating.Nodes;

/// <summary>An expression cannot be evaluated; carries what a diagnostic needs. Its message never quotes a value.</summary>
internal sealed class EvaluationException(DiagnosticCode code, Scriban.Parsing.SourceSpan span, string message, string? why, string fix)
    : ScriptRuntimeException(span, message)
{
    public DiagnosticCode Code => code;

    public string? Why => why;

    public string Fix => fix;
}
