using PingOneScenarios.Engine;
using PingOneScenarios.Engine.Batch;

namespace PingOneScenarios.Cli.Many;

/// <summary>The runs of a command.</summary>
/// <param name="Items">In the order of the command line; made of what was prepared for it, each dressed as all are.</param>
internal sealed record ManyRuns(Func<IReadOnlyList<PreparedRun>, Func<PreparedRun, PreparedRun>, IEnumerable<BatchItem>> Items)
{
    /// <summary>How many there are.</summary>
    public required int Count { get; init; }

    /// <summary>How many are under way at a time, and when no more begin.</summary>
    public BatchWishes Wishes { get; init; } = new();

    /// <summary>Whether so many are run that those that passed leave no line.</summary>
    public bool IsBulk { get; init; }

    /// <summary>What is counted.</summary>
    public string Noun { get; init; } = "scenarios";

    /// <summary>What is said before the first; null for nothing.</summary>
    public string? FirstLine { get; init; }

    /// <summary>Hears how each of them ended, in their order; null for nobody.</summary>
    public Action<BatchEnd>? Ended { get; init; }

    /// <summary>Scenarios one after the other, each once.</summary>
    public static ManyRuns Of(int count) =>
        new((prepared, dressed) => prepared.Select((p, i) => BatchItem.Of(dressed(p), i))) { Count = count };
}
