using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Planning;

namespace PingOneScenarios.Engine.Execution.Pausing;

/// <summary>The files of a run that is under way, as they are by now.</summary>
internal interface IPlanSource
{
    /// <summary>Reads, checks and plans them anew when one of them was edited.</summary>
    /// <param name="current">What is run.</param>
    /// <param name="place">The step that is to be tried again.</param>
    /// <param name="ct">Ends the reading.</param>
    Task<EditedPlan> ReadAsync(Plan current, StepPlace place, CancellationToken ct);
}

/// <summary>What was read; neither a plan nor a problem when nothing was edited.</summary>
/// <param name="Plan">To go on with.</param>
/// <param name="Problem">Why nobody can go on with what was read.</param>
internal sealed record EditedPlan(Plan? Plan, Diagnostic? Problem)
{
    public static EditedPlan Unchanged { get; } = new(null, null);
}

/// <summary>Files that stay as they were.</summary>
internal sealed class FixedPlan : IPlanSource
{
    public static FixedPlan Instance { get; } = new();

    public Task<EditedPlan> ReadAsync(Plan current, StepPlace place, CancellationToken ct) => Task.FromResult(EditedPlan.Unchanged);
}
