using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Execution.Journaling;
using PingOneScenarios.Engine.Http;
using PingOneScenarios.Engine.Scenarios;

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
/// <param name="teller">Tells of an undo that cannot be sent.</param>
internal sealed class UndoRunner(RunTools tools, RunState state, StepRunner steps, StepTeller teller)
{
    /// <summary>How long it may take to say what an undo is.</summary>
    public static readonly TimeSpan LongestDescribing = TimeSpan.FromMilliseconds(200);

    /// <summary>How every undo ended, newest first.</summary>
    public async Task<ImmutableArray<UndoResult>> RunAsync(TimeLimit limit)
    {
        var results = ImmutableArray.CreateBuilder<UndoResult>();
        var made = Left().ToArray();
        for (var i = 0; i < made.Length && state.Halt == RunHalt.None; i++)
        {
            var (number, entry) = made[i];
            var turn = new Turn(entry.Step, entry.Place.ToTakeBack(i + 1, made.Length, number), entry.Bag, limit);
            var result = entry.Problem is { } problem ? teller.Broken(turn, problem) : await steps.RunAsync(turn);
            if (result.Outcome == Outcome.Passed)
                TakenBack(number);
            results.Add(new UndoResult(result, result.Outcome == Outcome.Passed ? null : Describe(entry)));
        }
        return results.ToImmutable();
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

    private string Describe(UndoEntry entry) => Shown(tools, entry);

    /// <summary>An undo as its method and its address, secrets named; as it is written when the address cannot be put together.</summary>
    public static string Shown(RunTools tools, UndoEntry entry)
    {
        var undo = entry.Step.Request!;
        try
        {
            tools.Work.Begin(LongestDescribing, CancellationToken.None);
            return $"{undo.Method} {new AddressRenderer(tools.Templates).Render(undo, entry.Bag, out _).Shown}";
        }
        catch (DiagnosticException)
        {
            return undo.Span.Text;
        }
    }

    /// <summary>For an undo whose scenario says nothing of another attempt, when nobody waits for the run any more: what passes when one waits.</summary>
    public static SettledRetry UsualRetry(RequestTemplate request)
    {
        var policy = new RetryPolicy { Span = request.Span, Every = TimeSpan.FromMilliseconds(500) };
        var isRepeatable = MethodTable.MayBeRepeated(request.Method);
        (int, int)[] statuses = isRepeatable ? [(429, 429), (500, 599)] : [(429, 429), (503, 503)];
        var causes = new RetryCauses(
            new StatusExpectation(request.Span, [.. statuses], isRepeatable ? ["429", "5xx"] : ["429", "503"]),
            TimedOut: isRepeatable,
            NoConnection: isRepeatable
        );
        return SettledRetry.Of(policy with { On = causes }, request.Method);
    }
}

/// <summary>How an undo ended.</summary>
/// <param name="Step">As a step.</param>
/// <param name="Left">The request that would remove what is still there; null when it is taken back.</param>
internal sealed record UndoResult(StepResult Step, string? Left);
