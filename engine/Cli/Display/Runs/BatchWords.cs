using System.Globalization;
using PingOneScenarios.Cli.Journals;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Journal;

namespace PingOneScenarios.Cli.Display.Runs;

/// <summary>Where a batch stands, in words.</summary>
internal static class BatchWords
{
    /// <summary>In a word or two.</summary>
    public static string Standing(StandingBatch batch) =>
        batch.Standing switch
        {
            RunStanding.Running => "running",
            RunStanding.Elsewhere => "running elsewhere",
            RunStanding.Stopped => "stopped",
            _ => "ended",
        };

    /// <summary>What its runs have come to: "batch of 6 runs: 4 passed, 1 failed, 1 not over".</summary>
    public static string Counts(StandingBatch batch)
    {
        var parts = Enum.GetValues<Outcome>()
            .Select(o => (Count: batch.Count(o), Word: Mark.WordOf(o)))
            .Append((batch.Listed.Counts.Where(c => c.State == JournalState.Waiting).Sum(c => c.Runs), "waiting for an answer"))
            .Append((batch.Listed.Counts.Where(c => c.State == JournalState.Running).Sum(c => c.Runs), "not over"))
            .Where(p => p.Item1 > 0)
            .Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Item1:N0} {p.Item2}"));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"batch of {batch.Listed.Runs:N0} {(batch.Listed.Runs == 1 ? "run" : "runs")}: {string.Join(", ", parts.DefaultIfEmpty("none begun"))}"
        );
    }

    /// <summary>What hangs on it.</summary>
    public static string Burden(StandingBatch batch)
    {
        var parts = new List<string>();
        if (batch.Standing != RunStanding.Ended)
            parts.Add($"is {Standing(batch)}");
        if (batch.Listed.Open > 0)
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"has {batch.Listed.Open:N0} runs that are not over"));
        if (batch.Listed.LeftBehind > 0)
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"left {batch.Listed.LeftBehind:N0} things behind"));
        if (batch.Listed.InDoubt > 0)
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"has {batch.Listed.InDoubt:N0} requests in doubt"));
        return string.Join(", ", parts);
    }

    /// <summary>A batch that is asked for, in lines: how it stands, and what to type.</summary>
    public static IEnumerable<string> Of(StandingBatch batch, RunCommands commands)
    {
        yield return $"batch {batch.Id}{(batch.Title is { Length: > 0 } title ? $", {title}" : "")}: {Standing(batch)}, began {RunWords.When(batch.Listed.Batch.StartedAt)}";
        yield return $"  {Counts(batch)}";
        yield return $"  {commands.Batch(batch.Id)} lists its runs";
        if (batch.CanGoOn)
            yield return batch.Command is { Length: > 0 } command
                ? $"  to go on with it, type the same again: {command}"
                : "  to go on with it, type the same again";
        if (batch.Listed.LeftBehind > 0)
            yield return $"  {commands.Undo(batch.Id)} takes back what its runs made";
    }
}
