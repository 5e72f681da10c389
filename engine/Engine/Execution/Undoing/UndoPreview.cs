using System.Collections.Immutable;
using PingOneScenarios.Engine.Planning;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Execution.Undoing;

/// <summary>What would be taken back of an earlier run, as it may be shown.</summary>
/// <param name="Lines">In the order they would be sent.</param>
/// <param name="Obtained">The scenarios that would be run before that, with the inputs they give.</param>
/// <param name="Lost">Why of something not even the undo is known.</param>
internal sealed record UndoPreview(
    ImmutableArray<UndoLine> Lines,
    ImmutableArray<(MaskedText Input, MaskedText Path)> Obtained,
    ImmutableArray<MaskedDiagnostic> Lost
)
{
    /// <param name="earlier">The run.</param>
    /// <param name="tools">Of a run that is not begun.</param>
    /// <param name="state">Of the same.</param>
    /// <param name="plan">The scenario, bound by the operator.</param>
    public static UndoPreview Of(IEarlierRun earlier, RunTools tools, RunState state, Plan plan)
    {
        var work = earlier.Restore(tools, state, plan);
        var mask = tools.Teller.Mask;
        return new UndoPreview(
            [.. work.Made.Reverse().Select(m => UndoLine.Of(m, tools))],
            [
                .. work
                    .ToObtain.Select(o => (o.Input, o.From.Scenario.Source.Path))
                    .Distinct()
                    .Select(o => (MaskedText.By(mask, o.Input), MaskedText.By(mask, o.Path))),
            ],
            tools.Teller.Shown(work.Lost)
        );
    }
}

/// <summary>An undo that would be sent.</summary>
/// <param name="Request">Its method and its address.</param>
/// <param name="Step">The title of the step that made it.</param>
/// <param name="For">See <see cref="StepPlace.For"/>.</param>
/// <param name="Turn">From 1; 0 outside of loops.</param>
/// <param name="Problem">Why it cannot be; null when that can be tried.</param>
internal sealed record UndoLine(MaskedText Request, MaskedText Step, MaskedText For, int Turn, MaskedDiagnostic? Problem)
{
    public static UndoLine Of(UndoEntry entry, RunTools tools)
    {
        var mask = tools.Teller.Mask;
        var problem = entry.Problem is { } found ? tools.Teller.Shown([found])[0] : null;
        var place = entry.Place.Shown(mask);
        return new(MaskedText.By(mask, UndoRunner.Shown(tools, entry)), place.Title, place.For, place.Turn, problem);
    }
}
