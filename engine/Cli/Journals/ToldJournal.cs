using System.Collections.Immutable;
using PingOneScenarios.Cli.Display;
using PingOneScenarios.Engine.Journal;

namespace PingOneScenarios.Cli.Journals;

/// <summary>
/// A journal that says at once when a run cannot be written down any more: should the process end before it can be again, nobody else would,
/// and what the run does meanwhile would be done twice by whoever goes on with it.
/// </summary>
/// <param name="journal">Keeps the runs.</param>
/// <param name="error">Where it is said.</param>
internal sealed class ToldJournal(IRunJournal journal, TextWriter error) : IRunJournal
{
    private bool isFailing;

    /// <summary>Whether a run does not begin that cannot be written down; then that is said elsewhere.</summary>
    public bool IsRequired { get; init; }

    public Task<bool> BeginAsync(JournaledRun run, CancellationToken ct) => TellAsync(run, 0, () => journal.BeginAsync(run, ct));

    public Task<bool> AppendAsync(JournalRow row, JournaledRun run, CancellationToken ct) =>
        TellAsync(run, row.Number, () => journal.AppendAsync(row, run, ct));

    public Task<bool> CloseAsync(JournalRow row, JournaledRun run, CancellationToken ct) =>
        TellAsync(run, row.Number, () => journal.CloseAsync(row, run, ct));

    public Task<bool> BeginBatchAsync(JournaledBatch batch, CancellationToken ct) => journal.BeginBatchAsync(batch, ct);

    public Task<bool> ChangeBatchAsync(JournaledBatch batch, string owner, CancellationToken ct) =>
        journal.ChangeBatchAsync(batch, owner, ct);

    public Task<JournaledBatch?> LastBatchAsync(string key, CancellationToken ct) => journal.LastBatchAsync(key, ct);

    public Task<ImmutableArray<ListedBatch>> ListBatchesAsync(CancellationToken ct) => journal.ListBatchesAsync(ct);

    public Task<ImmutableArray<BatchedRun>> ReadBatchAsync(string batch, JournaledRun? after, CancellationToken ct) =>
        journal.ReadBatchAsync(batch, after, ct);

    public Task<ImmutableArray<JournaledRun>> FindBatchedAsync(string beginning, CancellationToken ct) =>
        journal.FindBatchedAsync(beginning, ct);

    public Task<JournaledRun?> FindAsync(string id, CancellationToken ct) => journal.FindAsync(id, ct);

    public Task<ImmutableArray<JournaledRun>> ListAsync(CancellationToken ct) => journal.ListAsync(ct);

    public Task<ImmutableArray<JournalRow>> ReadAsync(string id, CancellationToken ct) => journal.ReadAsync(id, ct);

    public Task<ImmutableArray<JournalRow>> ReadFirstsAsync(CancellationToken ct) => journal.ReadFirstsAsync(ct);

    public Task ForgetAsync(ImmutableArray<string> ids, CancellationToken ct) => journal.ForgetAsync(ids, ct);

    public ValueTask DisposeAsync() => journal.DisposeAsync();

    private async Task<bool> TellAsync(JournaledRun run, int number, Func<Task<bool>> write)
    {
        try
        {
            var isOurs = await write();
            if (isFailing)
                Say($"the run {run.Id} is written down again, with all it did meanwhile");
            isFailing = false;
            return isOurs;
        }
        catch (JournalException e) when (number > 0 || !IsRequired)
        {
            if (!isFailing)
                Say(
                    $"the run {run.Id} goes on, but is not written down any more: {JournalWords.Of(e)}; should it be ended before it is again, do not resume it"
                );
            isFailing = true;
            throw;
        }
    }

    private void Say(string what) => error.WriteLine(SafeText.Line($"p1s: {what}"));
}
