using System.Collections.Immutable;
using PingOneScenarios.Cli.Rows;
using PingOneScenarios.Cli.Selecting;
using PingOneScenarios.Engine;
using PingOneScenarios.Engine.Batch;
using PingOneScenarios.Engine.Batch.Rows;
using PingOneScenarios.Engine.Execution;

namespace PingOneScenarios.Cli.Many;

/// <summary>
/// What runs with what: as often as is said, each scenario, with each row, against each environment; all of it in this order, of which a shard
/// and what failed before take their part.
/// </summary>
/// <param name="Selected">The scenarios, in the order of the command line.</param>
/// <param name="Environments">What they are given, one for each environment.</param>
internal sealed record RunSequence(SelectedFiles Selected, ImmutableArray<RunSettings> Environments)
{
    /// <summary>Before that many rows one is looked for with which a scenario can run.</summary>
    private const int MostTried = 20;

    /// <summary>The rows; null without any.</summary>
    public OpenedRows? Rows { get; init; }

    /// <summary>How often everything is run; null for once.</summary>
    public int? Repeat { get; init; }

    /// <summary>How often a scenario may be begun.</summary>
    public int Attempts { get; init; } = 1;

    /// <summary>How many scenarios, or how many different runs of them, there are without rows.</summary>
    private int Pairs => Selected.Scenarios.Length * Environments.Length;

    private bool IsMatrix => Environments.Length > 1;

    // Whether it matters which of them a run is.
    private bool HasSlots => Repeat is not null || Attempts > 1 || IsMatrix || Rows is not null || Selected.Shard is not null;

    /// <summary>The same with rows, whose file no scenario sends (trust rule 8).</summary>
    public RunSequence With(OpenedRows rows) =>
        this with
        {
            Rows = rows,
            Environments = rows.Path is { } path ? [.. Environments.Select(e => e with { OwnFiles = e.OwnFiles.Add(path) })] : Environments,
        };

    /// <summary>How many runs there are here; of more than can be counted, as many as can.</summary>
    /// <param name="prepared">By <see cref="PrepareAsync"/>.</param>
    public int Count(IReadOnlyList<PreparedRun> prepared)
    {
        var all = Pairs * (Rows?.Checked.Count ?? 1) * (Repeat ?? 1);
        if (Selected.Failed is not null)
            return Keys(prepared).Count();
        return (int)Math.Min(int.MaxValue, Selected.Shard is { } shard ? (all - shard.Number + shard.Count) / shard.Count : all);
    }

    /// <summary>Each scenario against each environment, bound; with rows, with the first with which it can run.</summary>
    public async Task<IReadOnlyList<PreparedRun>> PrepareAsync(CancellationToken ct)
    {
        var prepared = new List<PreparedRun>();
        foreach (var scenario in Selected.Scenarios)
        foreach (var settings in Environments)
            prepared.Add(await FirstAsync(scenario, settings, ct));
        return prepared;
    }

    /// <summary>The runs, one by one.</summary>
    /// <param name="prepared">By <see cref="PrepareAsync"/>.</param>
    /// <param name="dress">Gives each what all are given.</param>
    public IEnumerable<BatchItem> Items(IReadOnlyList<PreparedRun> prepared, RunDress dress)
    {
        foreach (var key in Keys(prepared, dress))
        {
            var slot = SlotOf(key, dress);
            if (!HasSlots)
                yield return BatchItem.Of(dress.Written(prepared[key.Pair]), key.Index);
            else if (key.Row is not { } row)
                yield return BatchItem.Of(dress.Written(prepared[key.Pair]), slot);
            else if (dress.Book?.StandingOf(key.RowId!) is { IsDue: false } standing)
                yield return new BatchItem(slot, (_, _) => Task.FromResult(prepared[key.Pair])) { Row = row, Standing = standing };
            else
                yield return new BatchItem(slot, (attempt, ct) => BindAsync(key, row, attempt, dress, ct)) { Row = row };
        }
    }

    private Slot SlotOf(RunKey key, RunDress dress) =>
        new(key.Index)
        {
            Batch = dress.Book?.Id,
            RowNumber = key.Row?.Number,
            Row = key.Row is { } row ? Rows!.Checked.NameOf(row) : null,
            Repetition = Repeat is null ? null : key.Turn,
            Attempts = Attempts,
            IsInMatrix = IsMatrix,
            Shard = Selected.Shard?.ToString(),
        };

    private async Task<PreparedRun> BindAsync(RunKey key, DataRow row, Slot slot, RunDress dress, CancellationToken ct)
    {
        var (scenario, settings) = (Selected.Scenarios[key.Pair / Environments.Length], Environments[key.Pair % Environments.Length]);
        var bound = await scenario.BindAsync(dress.Given(settings) with { RowInputs = Rows!.File.GiftOf(row), Slot = slot }, ct);
        return dress.Book is not { } book ? dress.Written(bound)
            : slot.Attempt > 1 ? book.AnewIn(bound, key.RowId!, row.Number)
            : await book.InAsync(bound, key.RowId!, row.Number, ct);
    }

    // With another row it may run: what is wrong with one is said when it is its turn.
    private async Task<PreparedRun> FirstAsync(LoadedScenario scenario, RunSettings settings, CancellationToken ct)
    {
        if (Rows is null)
            return await scenario.BindAsync(settings, ct);
        PreparedRun? first = null;
        foreach (var row in Rows.File.Read().Take(MostTried))
        {
            var bound = await scenario.BindAsync(settings with { RowInputs = Rows.File.GiftOf(row) }, ct);
            if (bound.CanRun)
                return bound;
            first ??= bound;
        }
        return first ?? await scenario.BindAsync(settings, ct);
    }

    private IEnumerable<RunKey> Keys(IReadOnlyList<PreparedRun> prepared, RunDress? dress = null)
    {
        var index = 0L;
        for (var turn = 1; turn <= (Repeat ?? 1); turn++)
        {
            foreach (var (scenario, row, id) in Turn(dress))
            {
                for (var environment = 0; environment < Environments.Length; environment++, index++)
                {
                    var pair = scenario * Environments.Length + environment;
                    if (Selected.Has(index, prepared[pair], row?.Number))
                        yield return new RunKey(index, pair, turn, row, id is null ? null : $"{id}-{turn}-{pair}");
                }
            }
        }
    }

    // Each scenario with each row once; the id of a row where runs are written down.
    private IEnumerable<(int Scenario, DataRow? Row, string? Id)> Turn(RunDress? dress)
    {
        for (var scenario = 0; scenario < Selected.Scenarios.Length; scenario++)
        {
            var ids = dress?.Book is { } book ? new RowIds(book.Id, Rows!.Checked, dress.Hide) : null;
            foreach (var row in RowsOrNone())
                yield return (scenario, row, row is null ? null : ids?.Next(row));
        }
    }

    private IEnumerable<DataRow?> RowsOrNone()
    {
        if (Rows is null)
            yield return null;
        else
            foreach (var row in Rows.File.Read())
                yield return row;
    }

    private sealed record RunKey(long Index, int Pair, int Turn, DataRow? Row, string? RowId);
}
