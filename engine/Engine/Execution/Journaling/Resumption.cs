using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Journal;
using PingOneScenarios.Engine.Planning;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Execution.Journaling;

/// <summary>A run that goes on, with all that is known of it before anything is sent.</summary>
/// <param name="Kept">What its journal has of it.</param>
/// <param name="State">Where it stood, its history included.</param>
/// <param name="Rewind">What is done again.</param>
internal sealed record Resumption(KeptRun Kept, RunState State, Rewind Rewind)
{
    /// <summary>What is said of requests in doubt, by the paths of their steps.</summary>
    public required ImmutableDictionary<string, DoubtAnswerKind> Decided { get; init; }

    /// <summary>Doubts that are settled without anything being sent: their steps have passed since.</summary>
    public ImmutableArray<Doubt> Closed { get; init; } = [];

    /// <summary>What was given in place of values it had.</summary>
    public ImmutableArray<Variable> Handed { get; init; } = [];

    public required ResumeWishes Wishes { get; init; }

    /// <summary>Reads a run, and finds how it goes on.</summary>
    /// <param name="kept">What its journal has of it.</param>
    /// <param name="wishes">What is wanted.</param>
    /// <param name="granted">The plan, as the files are now.</param>
    /// <param name="state">Of the run that goes on.</param>
    /// <param name="world">Tells the time.</param>
    /// <param name="undo">When what it made is taken back.</param>
    /// <exception cref="JournalException">The files no longer say how to take something back.</exception>
    /// <exception cref="DiagnosticException">It cannot go on as it is wished.</exception>
    public static Resumption Of(
        KeptRun kept,
        ResumeWishes wishes,
        GrantedPlan granted,
        RunState state,
        FunctionWorld world,
        UndoPolicy undo
    )
    {
        var history = new HistoryReader(state, granted.Plan).Read(kept.Rows);
        var decided = DecidedBy(wishes, granted.Plan, history, state);
        var closed = ClosedBy(decided, wishes, granted.Plan, history, state);
        // What a lost answer would have given is no other value for what has the name already.
        var asked = decided
            .Keys.SelectMany(path => PlanPaths.Find(granted.Plan, path)?.Step.Extractions.Select(e => e.Name) ?? [])
            .ToList();
        var handed = HandedValues.Give([.. wishes.Values.Where(v => !asked.Contains(v.Key))], history, state);
        var rewind = Rewinding.Of(
            granted.Plan,
            history,
            new Rewinding.Wanted(wishes, [.. decided.Keys], !closed.IsEmpty) { Undo = undo },
            world.Clock.GetUtcNow()
        );
        if (rewind.Refusal is { } refusal)
            throw new DiagnosticException(refusal);
        if (rewind.Why.Length == 0)
            rewind = rewind with { Why = WhyOf(kept.Listed.State) };
        history.GoOn(rewind.Again, rewind.Reopened);
        RestoredUndo.Restore(granted.Plan, history, state);
        state.History = history;
        return new Resumption(kept, state, rewind)
        {
            Decided = decided,
            Closed = closed,
            Handed = handed,
            Wishes = wishes,
        };
    }

    private static string WhyOf(JournalState stood) =>
        stood switch
        {
            JournalState.Waiting => "it waited for an answer",
            JournalState.Ended => "what was in doubt is settled",
            _ => "its process had ended",
        };

    private static ImmutableDictionary<string, DoubtAnswerKind> DecidedBy(
        ResumeWishes wishes,
        Plan plan,
        RunHistory history,
        RunState state
    )
    {
        var open = state
            .Doubts.Open.Select(d => d.Place)
            .Concat(history.OpenSteps.Where(o => o.IsInDoubt).Select(o => o.Place))
            .DistinctBy(p => p.Path)
            .ToList();
        var decided = ImmutableDictionary.CreateBuilder<string, DoubtAnswerKind>(StringComparer.Ordinal);
        foreach (var (named, kind) in wishes.Settled)
        {
            var place =
                open.Find(p => IsNamed(p, named))
                ?? throw new DiagnosticException(
                    new Diagnostic(
                        DiagnosticCodes.CannotResume,
                        wishes.Place ?? plan.Scenario.Source.Beginning,
                        $"no request of a step \"{named}\" is in doubt",
                        open.Count == 0
                            ? "nothing of this run is in doubt"
                            : $"in doubt is {string.Join(", ", open.Select(p => $"\"{p.Path}\""))}",
                        "name a step that is, with the turn of its loop in brackets"
                    )
                );
            decided[place.Path] = kind;
        }
        return decided.ToImmutable();
    }

    private static bool IsNamed(StepPlace place, string named)
    {
        var turn = place.Turns == 0 ? "" : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"[{place.Turn}]");
        return named == place.Path || named == place.Id + turn || named == place.Title + turn;
    }

    // Something else that the step sent has passed since: there is nothing to be sent again.
    private static ImmutableArray<Doubt> ClosedBy(
        ImmutableDictionary<string, DoubtAnswerKind> decided,
        ResumeWishes wishes,
        Plan plan,
        RunHistory history,
        RunState state
    )
    {
        var closed = ImmutableArray.CreateBuilder<Doubt>();
        foreach (var (path, kind) in decided)
        {
            if (history.Find(path) is not { Outcome: Outcome.Passed })
                continue;
            if (kind == DoubtAnswerKind.Again)
                throw new DiagnosticException(
                    new Diagnostic(
                        DiagnosticCodes.CannotResume,
                        wishes.Place ?? plan.Scenario.Source.Beginning,
                        $"step \"{path}\" was sent again since, and has passed",
                        "an earlier attempt of it is in doubt: what that made may be there beside what the later one made",
                        $"look whether it is there, remove it if nobody wants it, and say {path}=done"
                    )
                );
            closed.AddRange(state.Doubts.Open.Where(d => d.Place.Path == path));
        }
        foreach (var doubt in closed)
            state.Doubts.Close(doubt);
        return closed.ToImmutable();
    }
}
