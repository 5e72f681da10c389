using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Planning;

namespace PingOneScenarios.Engine.Execution.Journaling;

/// <summary>What is found so far of what a run does again.</summary>
/// <param name="history">What it did.</param>
internal sealed class RewindDraft(RunHistory history)
{
    public RunHistory History => history;

    /// <inheritdoc cref="Rewind.Again"/>
    public HashSet<string> Again { get; } = new(StringComparer.Ordinal);

    /// <inheritdoc cref="Rewind.Reopened"/>
    public HashSet<string> Reopened { get; } = new(StringComparer.Ordinal);

    /// <summary>Why anything is done again.</summary>
    public List<string> Reasons { get; } = [];

    /// <inheritdoc cref="Rewind.Refusal"/>
    public Diagnostic? Refusal { get; set; }

    /// <summary>How a step ended; null when it did not, or is done again.</summary>
    public RecordedStep? Find(string path) =>
        Reopened.Contains(path) || Again.Any(a => StepPath.IsAtOrBelow(path, a)) ? null : history.Find(path);

    /// <summary>The run cannot go on like this.</summary>
    public void Refuse(Plan plan, string what, string? why, string fix) =>
        Refusal = new Diagnostic(DiagnosticCodes.CannotResume, plan.Scenario.Source.Beginning, what, why, fix);

    /// <summary>The variables a step is made of.</summary>
    public static IEnumerable<string> Uses(PlannedStep step) =>
        (step.Step with { Request = step.Request }).Expressions.SelectMany(e => e.All).SelectMany(e => e.Uses).Select(u => u.Name);
}
