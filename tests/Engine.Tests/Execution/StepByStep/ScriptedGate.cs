using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Engine.Tests.Execution.StepByStep;

/// <summary>Somebody who runs step by step and has thought of the answers before; when they are used up, the run goes on.</summary>
internal sealed class ScriptedGate(params Func<StepPause, StepAnswer>[] answers) : IStepGate
{
    private int asked;

    public ScriptedGate(params StepAnswer[] answers)
        : this([.. answers.Select(answer => (Func<StepPause, StepAnswer>)(_ => answer))]) { }

    /// <summary>Whether it stops before a step; before each one if nothing is said.</summary>
    public Func<ShownPlace, bool> Before { get; init; } = _ => true;

    /// <summary>Whether it stops after one that did not pass.</summary>
    public Func<ShownPlace, bool> After { get; init; } = _ => true;

    public List<StepPause> Pauses { get; } = [];

    /// <summary>Where it was asked: <c>A</c> before a step, <c>A!</c> after it did not pass.</summary>
    public string Stops => string.Join(" ", Pauses.Select(p => p.Step.Title + (p.Finished is null ? "" : "!")));

    public bool StopsBefore(ShownPlace place) => Before(place);

    public bool StopsAfter(ShownPlace place) => After(place);

    public async Task<StepAnswer> AskAsync(StepPause pause, CancellationToken ct)
    {
        Pauses.Add(pause);
        var answer = asked < answers.Length ? answers[asked++](pause) : new GoOn();
        await Task.Yield();
        ct.ThrowIfCancellationRequested();
        return answer;
    }
}
