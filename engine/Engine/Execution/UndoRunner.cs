using System.Collections.Immutable;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Planning;
using PingOneScenarios.Engine.Scenarios;

namespace PingOneScenarios.Engine.Execution;

/// <summary>When what a run made is taken back.</summary>
public enum UndoPolicy
{
    Never,
    Failure,
    Always,
}

/// <summary>Takes back what a run made, newest first.</summary>
internal sealed class UndoRunner(RunResources run)
{
    // 404 and 410: it is gone already, which is what undo is for.
    private static readonly StatusExpectation Gone = new(default, [(200, 299), (404, 404), (410, 410)], ["2xx", "404", "410"]);

    private readonly StepRunner steps = new(run);
    private readonly PacedRunner paced = new(run);

    /// <summary>What could not be taken back, as requests.</summary>
    public async Task<ImmutableArray<string>> RunAsync(CancellationToken ct)
    {
        var left = ImmutableArray.CreateBuilder<string>();
        var made = run.Made.ToArray();
        for (var i = 0; i < made.Length; i++)
        {
            var entry = made[made.Length - 1 - i];
            var place = entry.Place with { Phase = Phase.Undo, Number = i + 1, Total = made.Length, Depth = 0, For = "" };
            if (!await TakeBackAsync(entry, place, ct))
                left.Add(Describe(entry));
        }
        return left.ToImmutable();
    }

    /// <summary>What is still there, newest first.</summary>
    public ImmutableArray<string> Remaining() => [.. run.Made.AsEnumerable().Reverse().Select(Describe)];

    private async Task<bool> TakeBackAsync(UndoEntry entry, StepPlace place, CancellationToken ct)
    {
        var undo = entry.Step.Undo!;
        var step = entry.Step.Step with
        {
            Request = undo,
            Undo = null,
            Extractions = [],
            Expect = new Expectation { Status = Gone with { Span = undo.Span } },
        };
        var planned = new PlannedStep(step, undo, null, null) { Retry = entry.Step.UndoRetry, Cause = entry.Step.Cause };
        var result = await paced.RunAsync(planned, place, entry.Bag, admitted => steps.RunAsync(planned, place, admitted, ct), ct);
        return result.Outcome == Outcome.Passed;
    }

    private string Describe(UndoEntry entry)
    {
        try
        {
            var request = run.Requests.Render(entry.Step.Undo!, entry.Bag);
            return $"{request.Method} {request.Address.Shown}";
        }
        catch (Diagnostics.DiagnosticException)
        {
            return entry.Step.Undo!.Span.Text;
        }
    }
}
