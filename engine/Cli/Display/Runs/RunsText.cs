using System.Collections.Immutable;
using System.Globalization;
using PingOneScenarios.Cli.Display.Plans;
using PingOneScenarios.Cli.Journals;
using Spectre.Console;

namespace PingOneScenarios.Cli.Display.Runs;

/// <summary>
/// Runs as a table, the newest first, and the commands that go on with them. As wide as a live terminal; elsewhere each is one line, so that
/// it can be searched.
/// </summary>
internal static class RunsText
{
    private static readonly string[] Head = ["run", "began", "outcome", "steps", "left", "doubt", "environment", "scenario"];
    private static readonly int[] Widest = [12, 16, 21, 7, 7, 7, 24];

    /// <param name="terminal">Where they are written.</param>
    /// <param name="runs">The newest first, or in the order of their rows.</param>
    /// <param name="batches">Each is a line among them; the newest first.</param>
    /// <param name="commands">How commands are typed.</param>
    public static void Write(Terminal terminal, List<StandingRun> runs, ImmutableArray<StandingBatch> batches, RunCommands commands)
    {
        using var screen = new Screen(terminal);
        if (runs.Count + batches.Length == 0)
            screen.WriteLine("no run is written down; p1s run does so where an environment is named with -e, or with --journal");
        else
            Write(screen, Lines(runs, batches), terminal.IsLive ? terminal.Width - 1 : short.MaxValue);
        foreach (var line in Hints(runs, commands).Concat(batches.IsEmpty ? [] : Hints(batches[0], commands)))
            screen.WriteLine(line);
        screen.Flush();
    }

    private static List<(string[] Cells, Style Style)> Lines(List<StandingRun> runs, ImmutableArray<StandingBatch> batches)
    {
        if (batches.IsEmpty)
            return [.. runs.Select(r => (Cells(r), StyleOf(r)))];
        return
        [
            .. runs.Select(r => (r.Run.StartedAt, Cells(r), StyleOf(r)))
                .Concat(batches.Select(b => (b.Listed.Batch.StartedAt, Cells(b), StyleOf(b))))
                .OrderByDescending(line => line.StartedAt)
                .Select(line => (line.Item2, line.Item3)),
        ];
    }

    private static void Write(Screen screen, List<(string[] Cells, Style Style)> lines, int width)
    {
        var rows = FittedText.Rows([Head, .. lines.Select(l => l.Cells)], Widest, width).ToList();
        for (var i = 0; i < rows.Count; i++)
        {
            foreach (var line in rows[i])
                screen.WriteLine(line, i == 0 ? Styles.Dim : lines[i - 1].Style);
        }
    }

    private static string[] Cells(StandingRun run) =>
        [
            run.Run.Id,
            RunWords.When(run.Run.StartedAt),
            RunWords.Outcome(run),
            Number(run.Run.StepsDone),
            Number(run.Run.LeftBehind),
            Number(run.Run.InDoubt),
            run.Run.Environment,
            (run.Run.RowNumber is { } row ? string.Create(CultureInfo.InvariantCulture, $"row {row}; ") : "")
                + (run.Title ?? "(encrypted)"),
        ];

    private static string[] Cells(StandingBatch batch) =>
        [
            batch.Id,
            RunWords.When(batch.Listed.Batch.StartedAt),
            BatchWords.Standing(batch),
            "",
            Number(batch.Listed.LeftBehind),
            Number(batch.Listed.InDoubt),
            "",
            $"{BatchWords.Counts(batch)}{(batch.Title is null ? " (encrypted)" : batch.Title.Length > 0 ? $"; {batch.Title}" : "")}",
        ];

    private static Style StyleOf(StandingBatch batch) => batch.IsNeeded ? Styles.Doubtful : Styles.Plain;

    private static Style StyleOf(StandingRun run) =>
        run.CanGoOn || run.Run.LeftBehind > 0 || run.Run.InDoubt > 0 ? Styles.Doubtful : Styles.Plain;

    private static string Number(long count) => count.ToString(CultureInfo.InvariantCulture);

    private static IEnumerable<string> Hints(StandingBatch newest, RunCommands commands)
    {
        yield return "";
        yield return $"{commands.Batch(newest.Id)} lists the runs of that batch, {commands.Show(newest.Id)} says how it stands";
    }

    // One of a kind is enough to see how it is done.
    private static IEnumerable<string> Hints(List<StandingRun> runs, RunCommands commands)
    {
        if (runs.Find(r => r.CanGoOn) is { Run: { Id: var open } run })
        {
            yield return "";
            yield return $"{commands.Resume(open)} goes on with that run"
                + (
                    run.LeftBehind > 0
                        ? $", {commands.Undo(open)} takes back what it made"
                        : $", {commands.Show(open)} prints how far it came"
                );
        }
        else if (runs.Find(r => r is { Standing: RunStanding.Ended, Run.LeftBehind: > 0 }) is { Run.Id: var left })
        {
            yield return "";
            yield return $"{commands.Undo(left)} takes back what that run left behind, {commands.Show(left)} prints what it did";
        }
    }
}
