using System.Collections.Immutable;
using PingOneScenarios.Engine;
using PingOneScenarios.Engine.Batch;
using PingOneScenarios.Engine.Execution;

namespace PingOneScenarios.Cli.Many;

/// <summary>What runs with what: each scenario, with each row, against each environment, as often as is said; all of it in this order.</summary>
/// <param name="Scenarios">In the order of the command line.</param>
/// <param name="Environments">What they are given, one for each environment.</param>
internal sealed record RunSequence(ImmutableArray<LoadedScenario> Scenarios, ImmutableArray<RunSettings> Environments)
{
    /// <summary>How often everything is run; null for once.</summary>
    public int? Repeat { get; init; }

    /// <summary>How often a scenario may be begun.</summary>
    public int Attempts { get; init; } = 1;

    /// <summary>How many runs there are.</summary>
    public int Count => checked(Scenarios.Length * Environments.Length * (Repeat ?? 1));

    /// <summary>Whether it matters which of them a run is.</summary>
    private bool HasSlots => Repeat is not null || Attempts > 1 || Environments.Length > 1;

    /// <summary>Each scenario against each environment, bound.</summary>
    public async Task<IReadOnlyList<PreparedRun>> PrepareAsync(CancellationToken ct)
    {
        var prepared = new List<PreparedRun>();
        foreach (var scenario in Scenarios)
        foreach (var settings in Environments)
            prepared.Add(await scenario.BindAsync(settings, ct));
        return prepared;
    }

    /// <summary>The runs, one by one.</summary>
    /// <param name="prepared">By <see cref="PrepareAsync"/>.</param>
    /// <param name="dressed">Gives each what all are given.</param>
    public IEnumerable<BatchItem> Items(IReadOnlyList<PreparedRun> prepared, Func<PreparedRun, PreparedRun> dressed)
    {
        var index = 0L;
        for (var turn = 1; turn <= (Repeat ?? 1); turn++)
        {
            foreach (var run in prepared)
            {
                var slot = new Slot(index) { Repetition = Repeat is null ? null : turn, Attempts = Attempts };
                yield return HasSlots ? BatchItem.Of(dressed(run), slot) : BatchItem.Of(dressed(run), index);
                index++;
            }
        }
    }
}
