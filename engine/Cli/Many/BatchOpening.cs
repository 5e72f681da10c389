using System.Globalization;
using PingOneScenarios.Cli.Journals;
using PingOneScenarios.Engine;
using PingOneScenarios.Engine.Batch;
using PingOneScenarios.Engine.Execution.Journaling;

namespace PingOneScenarios.Cli.Many;

/// <summary>Opens the book of the batch that the rows of a command are.</summary>
/// <param name="sequence">Which runs.</param>
/// <param name="commandLine">What was typed.</param>
/// <param name="isNew">Whether it is begun anew.</param>
internal sealed class BatchOpening(RunSequence sequence, CommandLine commandLine, bool isNew)
{
    /// <param name="prepared">Of the sequence.</param>
    /// <param name="journal">Where they are written down.</param>
    /// <param name="ct">Ends the opening.</param>
    public Task<BatchBook> OpenAsync(IReadOnlyList<PreparedRun> prepared, RunJournal journal, CancellationToken ct)
    {
        var rows = sequence.Rows!;
        var subject = SubjectOf(sequence, prepared, journal, sequence.Selected.Failed is not null);
        var what = prepared.Count == 1 ? prepared[0].Path : string.Create(CultureInfo.InvariantCulture, $"{prepared.Count} scenarios");
        var title = string.Create(
            CultureInfo.InvariantCulture,
            $"{what}, {rows.Checked.Count:N0} rows of {Path.GetFileName(rows.File.Path)}"
        );
        var wish = new BatchWish
        {
            IsNew = isNew,
            Head = new BatchHead(title, commandLine.Shown, Environment.CurrentDirectory),
            Place = commandLine.SpanOf("--data"),
            Look = BatchOptions.Look,
        };
        return BatchBook.OpenAsync(journal, subject, wish, ct);
    }

    /// <summary>What tells the batch of these runs from others.</summary>
    /// <param name="sequence">Which runs.</param>
    /// <param name="prepared">Of it.</param>
    /// <param name="journal">Its key makes the digests.</param>
    /// <param name="isAgain">Whether only those are run that failed before.</param>
    public static BatchSubject SubjectOf(RunSequence sequence, IReadOnlyList<PreparedRun> prepared, RunJournal journal, bool isAgain) =>
        BatchSubject.Of(prepared, journal) with
        {
            Rows = sequence.Rows?.Checked.Digest,
            Repeat = sequence.Repeat ?? 1,
            Selection = isAgain ? "failed" : null,
            Shard = sequence.Selected.Shard?.ToString(),
        };
}
