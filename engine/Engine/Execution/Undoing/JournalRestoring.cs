using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Execution.Journaling;
using PingOneScenarios.Engine.Planning;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Execution.Undoing;

/// <summary>What a run made, out of its journal. What an undo needs that is good no longer is obtained anew where it was obtained.</summary>
/// <param name="kept">What the journal has of it.</param>
internal sealed class JournalRestoring(KeptRun kept) : IEarlierRun
{
    private (RunState Of, RunHistory History)? read;

    public EarlierWork Restore(RunTools tools, RunState state, Plan plan)
    {
        if (read?.Of != state)
            read = (state, new HistoryReader(state, plan).Read(kept.Rows));
        var history = read.Value.History;
        var run = new Variable(ScopeTable.Run.Name, About(), LabelSet.None, "the run");
        var now = new CertainVariables(tools, state, run, withObtained: true);
        var toObtain = ImmutableArray.CreateBuilder<InputToObtain>();
        var made = ImmutableArray.CreateBuilder<UndoEntry>();
        var lost = ImmutableArray.CreateBuilder<Diagnostic>();
        foreach (var entry in history.Made)
        {
            if (RestoredUndo.Of(plan, entry) is { } undo)
                made.Add(Renewed(undo, plan, history, (now, state, tools.WallClock.GetUtcNow()), toObtain));
            else if (!entry.IsTakenBack)
                lost.Add(RestoredUndo.Gone(plan, entry));
            if (entry.IsTakenBack && RestoredUndo.Of(plan, entry) is not null)
                state.TakenBack.Add(made.Count - 1);
        }
        return new EarlierWork(made.ToImmutable(), toObtain.ToImmutable(), lost.ToImmutable());
    }

    // What its undo uses that is good no longer is taken anew, as soon as it is there.
    private static UndoEntry Renewed(
        UndoEntry entry,
        Plan plan,
        RunHistory history,
        (CertainVariables Now, RunState State, DateTimeOffset At) today,
        ImmutableArray<InputToObtain>.Builder toObtain
    )
    {
        if (StepFrame.Find(plan, entry.Place.Path) is not { } frame)
            return entry;
        var known = new KnownUntil(new RecordedSteps(history.Find, history.ObtainedAt)).Of(
            frame.Plan,
            frame.Why.Path,
            ImmutableDictionary<string, DateTimeOffset>.Empty
        );
        var bag = entry.Bag;
        foreach (var name in entry.Step.Uses.Select(u => u.Name).Distinct().ToList())
        {
            if (bag.TryGet(name, out _) && !(known.TryGetValue(name, out var perishable) && perishable.Until <= today.At))
                continue;
            var missing = ObtainedSources.Of(frame, name).Where(o => !today.State.Obtained.ContainsKey(o.From.Scenario.FullPath)).ToList();
            toObtain.AddRange(missing);
            if (missing.Count == 0 && today.Now.At(frame).TryGet(name, out var anew))
                bag = bag.With(anew);
        }
        return entry with { Bag = bag };
    }

    private MapValue About() => new([new("id", kept.Listed.Id), new("startedAt", InputValues.TimeText(kept.Listed.StartedAt))]);
}
