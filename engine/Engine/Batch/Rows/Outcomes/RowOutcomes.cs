using System.Globalization;
using System.Text.Json;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Files;

namespace PingOneScenarios.Engine.Batch.Rows.Outcomes;

/// <summary>
/// Writes what became of each row, and the rows that failed. Both files are there when they are whole, and only their owner may read them.
/// That they cannot be written breaks no run: it is told when all are over.
/// </summary>
internal sealed class RowOutcomes : IDisposable
{
    private static readonly string[] Always = ["row", "name", "outcome", "run"];

    private readonly OutcomeWish wish;
    private ReportFile? output;
    private ReportFile? failed;
    private TextWriter? outputText;
    private FailedRows? failedRows;
    private Diagnostic? failure;

    private RowOutcomes(OutcomeWish wish) => this.wish = wish;

    /// <summary>Takes the places of the files, so that what stands in the way is known before the first request; null after having said it.</summary>
    /// <param name="wish">Where it is to be written.</param>
    /// <param name="file">The rows, over which nothing is written.</param>
    /// <param name="rows">The same, looked at.</param>
    /// <param name="problems">Takes what is wrong.</param>
    public static RowOutcomes? Open(OutcomeWish wish, RowFile file, CheckedRows rows, DiagnosticBag problems)
    {
        if (OutcomePlaces.Refusal(wish, file) is { } refusal)
        {
            problems.Add(refusal);
            return null;
        }
        var outcomes = new RowOutcomes(wish);
        outcomes.Try(wish.Output, () => outcomes.OpenOutput());
        outcomes.Try(wish.Failed, () => outcomes.OpenFailed(rows));
        if (outcomes.failure is not { } found)
            return outcomes;
        problems.Add(found);
        outcomes.Dispose();
        return null;
    }

    /// <summary>A run of a row is over. Rows come in the order in which they are to stand.</summary>
    public void Add(RowOutcome outcome)
    {
        if (outputText is not null && failure is null)
            Try(wish.Output, () => CsvText.Write(outputText, CellsOf(outcome).Select(CsvText.Shown)));
        if (outcome.Failed && failure is null)
            Try(wish.Failed, () => failedRows?.Add(outcome.Row));
    }

    /// <summary>All runs are over: puts the files into their places. Gives what went wrong, null when all is well.</summary>
    public Diagnostic? Complete()
    {
        if (failure is null)
            Try(wish.Output, () => output?.Commit());
        if (failure is null)
            Try(wish.Failed, () => failed?.Commit());
        Dispose();
        return failure;
    }

    public void Dispose()
    {
        Try(wish.Output, () => output?.Dispose());
        Try(wish.Failed, () => failed?.Dispose());
        (output, failed) = (null, null);
    }

    private void OpenOutput()
    {
        if (wish.Output is not { } path)
            return;
        output = ReportFiles.Open(path, ReportWriting.Whole, isPrivate: true);
        outputText = wish.Watch($"the rows {path}", output.Text);
        CsvText.Write(outputText, Header());
    }

    private void OpenFailed(CheckedRows rows)
    {
        if (wish.Failed is not { } path)
            return;
        failed = ReportFiles.Open(path, ReportWriting.Whole, isPrivate: true);
        failedRows = new FailedRows(wish.Watch($"the failed rows {path}", failed.Text), path, rows);
    }

    private IEnumerable<string> Header()
    {
        var before = Always.ToList();
        if (wish.NamesScenario)
            before.Insert(2, "scenario");
        if (wish.NamesEnvironment)
            before.Insert(before.Count - 2, "environment");
        // An output may be called as a column that is always there.
        return before.Concat(wish.Outputs.Select(o => before.Contains(o) ? $"output {o}" : o));
    }

    private IEnumerable<string> CellsOf(RowOutcome outcome)
    {
        yield return outcome.Row.Number.ToString(CultureInfo.InvariantCulture);
        yield return outcome.Name ?? "";
        if (wish.NamesScenario)
            yield return outcome.Scenario;
        if (wish.NamesEnvironment)
            yield return outcome.Environment;
        yield return Word(outcome.Outcome);
        yield return outcome.RunId ?? "";
        foreach (var name in wish.Outputs)
            yield return outcome.Outputs.FirstOrDefault(o => o.Name == name) is { } given ? Bare(given.ToString()) : "";
    }

    // A text without its quotes; what is masked need not be JSON any more.
    private static string Bare(string shown)
    {
        if (!shown.StartsWith('"'))
            return shown;
        try
        {
            using var text = JsonDocument.Parse(shown);
            return text.RootElement.GetString()!;
        }
        catch (JsonException)
        {
            return shown;
        }
    }

    private static string Word(Outcome outcome) =>
        outcome switch
        {
            Outcome.Passed => "passed",
            Outcome.Skipped => "skipped",
            Outcome.Failed => "failed",
            Outcome.Broken => "broken",
            Outcome.Cancelled => "cancelled",
            _ => "unknown",
        };

    private void Try(string? path, Action write)
    {
        try
        {
            write();
        }
        catch (ReportRefusedException e)
        {
            Fail(path!, e.Why, "name another file");
        }
        catch (IOException)
        {
            Fail(path!, "cannot be written", "look at its folder, at its permissions, and whether the disk is full");
        }
    }

    private void Fail(string path, string what, string fix) =>
        failure ??= new Diagnostic(DiagnosticCodes.FileUnwritable, wish.PlaceOf(path), $"\"{path}\" {what}", null, fix);
}
