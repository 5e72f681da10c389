using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Planning;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Execution.Undoing;

/// <summary>
/// What a run made, out of a report of it. Undo requests come from the scenario, what the operator gives from the operator; only the values of
/// other variables are taken from the report.
/// </summary>
/// <param name="told">Read from the report.</param>
internal sealed class ReportRestoring(ToldRun told) : IEarlierRun
{
    public EarlierWork Restore(RunTools tools, RunState state, Plan plan)
    {
        var made = ImmutableArray.CreateBuilder<UndoEntry>();
        var toObtain = ImmutableArray.CreateBuilder<InputToObtain>();
        var lost = ImmutableArray.CreateBuilder<Diagnostic>();
        var run = new Variable(ScopeTable.Run.Name, RunThen(), "the run");
        var known = new CertainVariables(tools, state, run, withObtained: false);
        var obtained = new CertainVariables(tools, state, run, withObtained: true);
        foreach (var work in told.Left)
        {
            if (StepFrame.Find(plan, work.Place.Path) is { Step.Undo: { } undo } frame)
            {
                var restored = new Restoring(state, work, frame, known.At(frame), obtained.At(frame));
                made.Add(restored.Restore(undo, known.CauseOf(frame)));
                toObtain.AddRange(restored.ToObtain);
            }
            else
                lost.Add(NoUndo(plan, work));
        }
        return new EarlierWork(made.ToImmutable(), toObtain.ToImmutable(), lost.ToImmutable());
    }

    // Vars are often made of it.
    private MapValue RunThen()
    {
        foreach (var work in told.Left)
        {
            if (
                StoredVariable.Find(work.Made, ScopeTable.Run.Name) is { Value: MapValue { Members.Length: 2 } run }
                && run.TryGetMember("id", out var id)
                && id is TextValue { Text: var text }
                && text == told.Started.RunId.Text
                && run.TryGetMember("startedAt", out var begun)
                && begun is TextValue { Text.Length: < 40 }
            )
                return run;
        }
        return new MapValue([new("id", told.Started.RunId.Text)]);
    }

    private static Diagnostic NoUndo(Plan plan, ToldWork work) =>
        new(
            DiagnosticCodes.UndoImpossible,
            plan.Scenario.Source.Beginning,
            $"what the step \"{work.Place.Title}\" made cannot be taken back: the scenario, as it is bound now, has no such step with an undo",
            $"the report calls it {work.Place.Path.Text}; an undo request is never taken from a report",
            "remove by hand what the step made, or give the scenario the same inputs as then"
        );
}
