using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Execution.Journaling;

namespace PingOneScenarios.Engine.Execution;

/// <summary>When what a run made is taken back.</summary>
public enum UndoPolicy
{
    /// <summary>It stays; the summary lists it.</summary>
    Never,

    /// <summary>When the run did not pass.</summary>
    Failure,

    /// <summary>After every run.</summary>
    Always,
}

/// <summary>Takes back what a run made, newest first.</summary>
/// <param name="tools">What the run works with.</param>
/// <param name="state">Knows what was made.</param>
/// <param name="steps">Runs the undo of a step as the step it is.</param>
internal sealed class UndoRunner(RunTools tools, RunState state, StepRunner steps)
{
    private static readonly TimeSpan LongestDescribing = TimeSpan.FromMilliseconds(200);

    /// <summary>What could not be taken back, as requests.</summary>
    public async Task<ImmutableArray<string>> RunAsync(TimeLimit limit)
    {
        var left = ImmutableArray.CreateBuilder<string>();
        var made = Left().ToArray();
        for (var i = 0; i < made.Length && state.Halt == RunHalt.None; i++)
        {
            var (number, entry) = made[i];
            var place = entry.Place.ToTakeBack(i + 1, made.Length, number);
            var result = await steps.RunAsync(new Turn(entry.Step, place, entry.Bag, limit));
            if (result.Outcome == Outcome.Passed)
                TakenBack(number);
            else
                left.Add(Describe(entry));
        }
        return left.ToImmutable();
    }

    /// <summary>What is still there, newest first.</summary>
    public ImmutableArray<string> Remaining() => [.. Left().Select(e => Describe(e.Entry))];

    private void TakenBack(int number)
    {
        state.TakenBack.Add(number);
        tools.Scribe?.TakenBack(number);
    }

    private IEnumerable<(int Number, UndoEntry Entry)> Left() =>
        state.Made.Select((entry, number) => (number, entry)).Where(e => !state.TakenBack.Contains(e.number)).Reverse();

    private string Describe(UndoEntry entry)
    {
        var undo = entry.Step.Request!;
        try
        {
            tools.Work.Begin(LongestDescribing, CancellationToken.None);
            var request = tools.Requests.Render(undo, entry.Bag);
            return $"{request.Method} {request.Address.Shown}";
        }
        catch (DiagnosticException)
        {
            return undo.Span.Text;
        }
    }
}
