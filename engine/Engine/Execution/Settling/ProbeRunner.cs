using PingOneScenarios.Engine.Http;
using PingOneScenarios.Engine.Planning;

namespace PingOneScenarios.Engine.Execution.Settling;

/// <summary>Asks a probe until it says whether the request in doubt was carried out, or nothing is hoped of it any more.</summary>
/// <param name="tools">What the run works with.</param>
/// <param name="state">Where the run stands.</param>
/// <param name="teller">Tells what is sent, as exchanges of the step.</param>
internal sealed class ProbeRunner(RunTools tools, RunState state, StepTeller teller)
{
    /// <summary>What was not there may be there a moment later: it is looked at twice, this far apart.</summary>
    private static readonly TimeSpan BetweenDenials = TimeSpan.FromSeconds(2);

    private readonly AttemptRunner attempts = new(tools, state);
    private readonly ProbeJudge judge = new(tools.Judge);

    /// <summary>What it says, and what it took out of the answer that says so.</summary>
    /// <exception cref="OperationCanceledException">The time is up, or somebody stops the run.</exception>
    public async Task<(ProbeVerdict Verdict, AttemptResult? Asked)> RunAsync(Turn turn, OpenDoubt open)
    {
        var unknown = turn.Step.OnUnknown!;
        await WaitAsync(Left(turn.Step, open), turn);
        var schedule = new RetrySchedule(unknown.Retry!, TimeSpan.Zero, tools.RunClock, tools.Random);
        var probe = turn with { Step = unknown.Probe! with { Cause = turn.Step.Cause } };
        var isDenied = false;
        for (var number = 1; ; )
        {
            var asked = await AskAsync(probe, turn, open, number);
            var verdict = judge.Judge(asked, unknown);
            if (verdict == ProbeVerdict.Happened || verdict == ProbeVerdict.DidNot && isDenied)
                return (verdict, asked);
            isDenied = verdict == ProbeVerdict.DidNot;
            if (isDenied)
                await WaitAsync(BetweenDenials, turn);
            else if (schedule.PauseAfter(number++, asked.Exchange?.Header("retry-after"), unknown.Retry!.Every) is { } pause)
                await WaitAsync(pause, turn);
            else
                return (ProbeVerdict.NoAnswer, null);
        }
    }

    private async Task<AttemptResult> AskAsync(Turn probe, Turn turn, OpenDoubt open, int number)
    {
        var start = tools.RunClock.GetTimestamp();
        var asked = await attempts.RunAsync(probe, new Attempt(number, null, null) { IsProbe = true });
        teller.Requests(new EndedStep(turn, StepResult.Of(asked, open.Doubt.Attempt), tools.RunClock.GetElapsedTime(start)));
        turn.Limit.Token.ThrowIfCancellationRequested();
        return asked;
    }

    // Never longer than the time limit, also where the clock of the day was set meanwhile.
    private TimeSpan Left(PlannedStep step, OpenDoubt open)
    {
        var limit = step.Request!.Timeout ?? RequestRenderer.UsualTimeout;
        var left = open.Since + limit - tools.WallClock.GetUtcNow();
        return left > limit ? limit : left;
    }

    private async Task WaitAsync(TimeSpan pause, Turn turn)
    {
        if (pause > TimeSpan.Zero)
            await Task.Delay(pause, tools.RunClock, turn.Limit.Token);
    }
}
