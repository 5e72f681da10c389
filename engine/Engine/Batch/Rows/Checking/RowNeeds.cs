using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Planning;

namespace PingOneScenarios.Engine.Batch.Rows.Checking;

/// <summary>
/// Which inputs a row leaves without a value. A run of it is bound to find out, since an input may have a default, be obtained, or be passed
/// by a call; rows that give the same inputs lack the same ones, so that it is done once for them.
/// </summary>
internal sealed class RowNeeds(ImmutableArray<RowRun> runs)
{
    private readonly Dictionary<string, ImmutableArray<string>> known = new(StringComparer.Ordinal);
    private string[] last = [];
    private ImmutableArray<string> lacking;
    private bool isBegun;

    public async ValueTask<ImmutableArray<string>> LackingAsync(DataRow row, CancellationToken ct)
    {
        if (isBegun && IsLikeLast(row))
            return lacking;
        (isBegun, last) = (true, [.. row.Cells.Select(c => c.Key)]);
        var names = string.Join('\n', last.Order(StringComparer.Ordinal));
        if (!known.TryGetValue(names, out lacking))
            known[names] = lacking = await BindAsync(row, ct);
        return lacking;
    }

    private bool IsLikeLast(DataRow row)
    {
        if (row.Cells.Length != last.Length)
            return false;
        for (var i = 0; i < last.Length; i++)
        {
            if (row.Cells[i].Key != last[i])
                return false;
        }
        return true;
    }

    private async Task<ImmutableArray<string>> BindAsync(DataRow row, CancellationToken ct)
    {
        var gift = new RowGift(row.Cells, SourceText.PlaceIn("", row.Line), "");
        var names = new List<string>();
        foreach (var (scenario, settings) in runs)
        {
            var bound = await RunBinding.MakeAsync(scenario, settings with { RowInputs = gift }, mayAsk: false, new DiagnosticBag(), ct);
            if (bound.Plan is { } plan)
                names.AddRange(plan.Missing);
        }
        return [.. names.Distinct(StringComparer.Ordinal)];
    }
}

/// <summary>A scenario that is to be run with each row, and what else it is given.</summary>
internal readonly record struct RowRun(LoadedScenario Scenario, RunSettings Settings);
