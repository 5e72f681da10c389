using PingOneScenarios.Engine.Diagnostics;
using Scriban.Syntax;

namespace PingOneScenarios.Engine.Templating.Nodes;

/// <summary>
/// An expression cannot be evaluated; carries what a diagnostic needs, in two parts (trust rule 9): the message, why and fix never hold a
/// value, the <see cref="Detail"/> may.
/// </summary>
internal sealed class EvaluationException(DiagnosticCode code, Scriban.Parsing.SourceSpan span, string message, string? why, string fix)
    : ScriptRuntimeException(span, message)
{
    /// <summary>What may hold a value or tell of one; empty without.</summary>
    public MessageDetail Detail { get; init; }

    public DiagnosticCode Code => code;

    public string? Why => why;

    public string Fix => fix;
}
