using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Scenarios;

namespace PingOneScenarios.Engine.Planning.Flow;

/// <summary>A place that provides a variable.</summary>
/// <param name="Name">The variable.</param>
/// <param name="Span">Where the name is written.</param>
/// <param name="Kind">What provides it.</param>
/// <param name="Step">The step that extracts it; null for inputs and vars.</param>
/// <param name="Order">Later places have greater numbers; shared with <see cref="PlacedExpression.Order"/>.</param>
internal sealed record FlowDefinition(string Name, SourceSpan Span, DefinitionKind Kind, Step? Step, int Order)
{
    /// <summary>For people: <c>the inputs</c>, <c>vars</c>, <c>step "Create a user"</c>.</summary>
    public string By =>
        Kind switch
        {
            DefinitionKind.Input => "the inputs",
            DefinitionKind.Var => "vars",
            _ => $"step \"{Step!.Title}\"",
        };
}

internal enum DefinitionKind
{
    Input,
    Var,
    Extraction,
}
