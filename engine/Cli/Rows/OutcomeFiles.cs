using System.Collections.Immutable;
using System.Globalization;
using PingOneScenarios.Engine.Batch;
using PingOneScenarios.Engine.Batch.Rows.Outcomes;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Cli.Rows;

/// <summary>The files of what became of rows, and of those that failed, for a command.</summary>
/// <param name="wish">Where, and over what not.</param>
/// <param name="rows">Which rows.</param>
internal sealed class OutcomeFiles(OutcomeWish wish, OpenedRows rows) : IDisposable
{
    private RowOutcomes? files;
    private long failed;

    /// <summary>Takes the places of the files; gives what stands in the way.</summary>
    /// <param name="watch">Gives a writer that looks along (trust rule 10).</param>
    public ImmutableArray<Diagnostic> Open(Func<string, TextWriter, TextWriter> watch)
    {
        var problems = new DiagnosticBag();
        files = RowOutcomes.Open(wish with { Watch = watch }, rows.File, rows.Checked, problems);
        return problems.All;
    }

    /// <summary>A run is over; they come in the order of the rows.</summary>
    public void Add(BatchEnd end)
    {
        if (end.Item.Row is not { } row || files is null)
            return;
        var (outcome, run) = end.Item.Standing is { } standing
            ? (standing.Outcome ?? Outcome.Unknown, standing.Run)
            : (end.Result?.Summary?.Outcome ?? Outcome.Broken, end.Result?.RunId);
        failed += outcome is Outcome.Passed or Outcome.Skipped ? 0 : 1;
        files.Add(
            new RowOutcome(row, rows.Checked.NameOf(row), outcome, run, end.Result?.Outputs ?? [])
            {
                Scenario = end.Path,
                Environment = end.Environment,
            }
        );
    }

    /// <summary>Where to look.</summary>
    public IEnumerable<string> Lines()
    {
        if (wish.Output is { } all)
            yield return $"what became of each row stands in {all}";
        if (wish.Failed is { } again && failed > 0)
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{(failed == 1 ? "the row that failed stands" : $"the {failed:#,0} that failed stand")} in {again}"
            );
    }

    /// <summary>All runs are over; gives what could not be written.</summary>
    public Diagnostic? Complete() => files?.Complete();

    public void Dispose() => files?.Dispose();
}
