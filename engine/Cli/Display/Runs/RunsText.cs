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

    public static void Write(Terminal terminal, List<StandingRun> runs, RunCommands commands)
    {
        using var screen = new Screen(terminal);
        if (runs.Count == 0)
            screen.WriteLine("no run is written down; p1s run does so where an environment is named with -e, or with --journal");
        else
            Write(screen, runs, terminal.IsLive ? terminal.Width - 1 : short.MaxValue);
        foreach (var line in Hints(runs, commands))
            screen.WriteLine(line);
        screen.Flush();
    }

    private static void Write(Screen screen, List<StandingRun> runs, int width)
    {
        var rows = FittedText.Rows([Head, .. runs.Select(Cells)], Widest, width).ToList();
        for (var i = 0; i < rows.Count; i++)
        {
            foreach (var line in rows[i])
                screen.WriteLine(line, i == 0 ? Styles.Dim : StyleOf(runs[i - 1]));
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
            run.Title ?? "(encrypted)",
        ];

    private static Style StyleOf(StandingRun run) =>
        run.CanGoOn || run.Run.LeftBehind > 0 || run.Run.InDoubt > 0 ? Styles.Doubtful : Styles.Plain;

    private static string Number(int count) => count.ToString(CultureInfo.InvariantCulture);

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
