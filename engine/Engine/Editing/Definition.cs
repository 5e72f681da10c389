using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Scenarios;

namespace PingOneScenarios.Engine.Editing;

/// <summary>A place of a file that gives a variable its value.</summary>
/// <param name="Name">Of the variable.</param>
/// <param name="Span">Where the name is written.</param>
internal abstract record Definition(string Name, SourceSpan Span);

internal sealed record InputDefinition(Input Input) : Definition(Input.Name, Input.Span);

internal sealed record VarDefinition(NamedTemplate Var) : Definition(Var.Name, Var.NameSpan);

internal sealed record ExtractionDefinition(Extraction Extraction, OutlinedStep In) : Definition(Extraction.Name, Extraction.NameSpan);

/// <summary>A step and where it stands.</summary>
/// <param name="Step">The step.</param>
/// <param name="Number">From 1 on, those of <c>finally</c> counted on.</param>
/// <param name="Span">All of it.</param>
internal sealed record OutlinedStep(Step Step, int Number, SourceSpan Span)
{
    public string Title => $"step {Number} \"{Step.Title}\"";
}
