using System.Collections.Immutable;
using System.Globalization;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Execution.Journaling;
using PingOneScenarios.Engine.Reporting.Json;

namespace PingOneScenarios.Cli.Journals;

/// <summary>Whether a run that was written down can go on, and where its files are by now.</summary>
internal static class GoingOn
{
    /// <summary>A process elsewhere that still lives writes more often than this, unless it waits for a slow answer.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(1);

    /// <summary>Why it must not; null when it may.</summary>
    public static string? Objection(StandingRun run, DateTimeOffset now) =>
        run.Standing switch
        {
            RunStanding.Running => string.Create(
                CultureInfo.InvariantCulture,
                $"the process {RunOwner.Read(run.Run.Owner)?.Number} still runs {run.Run.Id}; let it, or end it first"
            ),
            RunStanding.Elsewhere when now - run.Run.ChangedAt < Silence =>
                $"the run {run.Run.Id} was under way in another container or on another machine less than a minute ago; end it there, or wait",
            _ => null,
        };

    /// <summary>Whether nothing is left to be done, and nothing is wanted to be done again.</summary>
    public static bool IsOver(StandingRun run, ResumeWishes wishes) =>
        run.Standing == RunStanding.Ended && wishes is { From: null, Settled.IsEmpty: true };

    /// <summary>A file as it is named from here.</summary>
    public static string PathOf(RunHead head, string named)
    {
        var here = Environment.CurrentDirectory;
        if (head.Folder == here || Path.IsPathRooted(named))
            return named;
        var full = Path.GetFullPath(named, head.Folder);
        var near = Path.GetRelativePath(here, full);
        return near.StartsWith("..", StringComparison.Ordinal) ? full : near;
    }

    /// <summary>How it ended, in words.</summary>
    public static string EndOf(KeptRun kept)
    {
        var last = Events(kept)
            .OfType<StepFinished>()
            .LastOrDefault(s => s is { Outcome: not (Outcome.Passed or Outcome.Skipped), Step.TakesBack: false });
        return last is null
            ? $"it {Word(kept.Listed.Outcome ?? Outcome.Unknown)}"
            : string.Create(CultureInfo.InvariantCulture, $"step {last.Step.Number} \"{last.Step.Title}\" {Word(last.Outcome)}");
    }

    /// <summary>The id of the step to begin with when what was wrong is mended; null when no step of the scenario itself went wrong.</summary>
    public static string? FirstToMend(KeptRun kept) =>
        Events(kept)
            .OfType<StepFinished>()
            .FirstOrDefault(s => s is { Outcome: not (Outcome.Passed or Outcome.Skipped), Step: { Depth: 0, Phase: Phase.Steps } })
            is { } step
            ? step.Step.Id
            : null;

    /// <summary>The steps whose requests are in doubt.</summary>
    public static ImmutableArray<DoubtLeft> InDoubt(KeptRun kept) => DoubtLeft.In(kept.Rows[^1].Body);

    /// <summary>How many things that it made are taken back.</summary>
    public static int TakenBack(KeptRun kept) => kept.Rows.Sum(r => StoredRun.TakenBackIn(r.Body));

    private static string Word(Outcome outcome) =>
        outcome switch
        {
            Outcome.Failed => "failed",
            Outcome.Broken => "is broken",
            Outcome.Unknown => "is in doubt",
            _ => "was cancelled",
        };

    private static IEnumerable<RunEvent> Events(KeptRun kept)
    {
        var log = new EventLog();
        return kept.Events.Select(log.Read);
    }
}
