using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Planning;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Execution.Settling;

/// <summary>
/// Finds out, or has somebody say, what becomes of a request of which nobody knows whether it was carried out. What is settled is told and
/// no longer an open doubt of the run.
/// </summary>
/// <param name="tools">What the run works with.</param>
/// <param name="state">Where the run stands.</param>
/// <param name="teller">Tells what is sent meanwhile.</param>
internal sealed class DoubtSettler(RunTools tools, RunState state, StepTeller teller)
{
    /// <summary>How often a step can be in doubt before no probe is asked any more.</summary>
    private const int MostRounds = 3;

    private readonly ProbeRunner probes = new(tools, state, teller);
    private readonly TypedAnswer typed = new(tools, state);

    /// <summary>Settles a doubt as its step says. Never throws for what a user or a server can cause.</summary>
    /// <param name="turn">The step, with the variables before it.</param>
    /// <param name="open">What it sent.</param>
    public async Task<Settled> SettleAsync(Turn turn, OpenDoubt open)
    {
        var isOver = turn.Limit.Token.IsCancellationRequested || turn.Place.TakesBack && !open.IsResumed;
        if (turn.Step.OnUnknown is not { } unknown || isOver)
            return Settled.Open;
        Settled settled;
        try
        {
            settled = unknown.Way switch
            {
                UnknownWay.Again => SendAgain(turn.Step, unknown, open),
                UnknownWay.Probe => await ProbeAsync(turn, open),
                UnknownWay.Ask => await AskAsync(turn, open.Doubt),
                _ => Settled.Open,
            };
        }
        catch (OperationCanceledException) when (turn.Limit.Token.IsCancellationRequested)
        {
            return Settled.Open;
        }
        if (settled.End is { } end)
            Tell(turn, open.Doubt, end, settled.By);
        return settled;
    }

    private static Settled SendAgain(PlannedStep step, PlannedUnknown unknown, OpenDoubt open) =>
        open.IsResumed || unknown.IsSaid && open.Round == 1
            ? Settled.Again(
                DoubtEnd.SentAgain,
                step.Step.OnUnknown is not null ? "on_unknown: again"
                    : step.SendsKey ? "idempotency: header"
                    : $"{step.Request!.Method}, which does no more when it is sent twice"
            )
            : Settled.Open;

    private async Task<Settled> ProbeAsync(Turn turn, OpenDoubt open)
    {
        if (open.Round > MostRounds)
            return await AskAsync(turn, open.Doubt);
        var (verdict, asked) = await probes.RunAsync(turn, open);
        var by = $"the probe {asked?.Request?.Method} {asked?.Request?.ShownAddress}";
        return verdict switch
        {
            ProbeVerdict.Happened => Settled.Happened(new LostAnswer(Whole(turn, asked!.Bag), asked.Extracted), by),
            ProbeVerdict.DidNot => Settled.Again(DoubtEnd.DidNotHappen, by),
            _ => await AskAsync(turn, open.Doubt),
        };
    }

    // What nothing behind the step needs the probe need not give.
    private static VariableBag Whole(Turn turn, VariableBag bag)
    {
        var given = turn.Step.OnUnknown!.Probe!.Step.Extractions;
        foreach (var extraction in turn.Step.Step.Extractions.Where(e => !given.Any(g => g.Name == e.Name)))
            bag = bag.Lacking(
                extraction.Name,
                $"step \"{turn.Step.Step.Title}\" extracts it, but its answer was lost, and the probe does not give it"
            );
        return bag;
    }

    private async Task<Settled> AskAsync(Turn turn, Doubt doubt)
    {
        if (tools.DoubtGate is not { } gate)
            return Settled.Wait;
        if (tools.Scribe is { } scribe)
            await scribe.FlushAsync();
        var step = turn.Step.Step;
        for (Diagnostic? objection = null; ; )
        {
            var question = new DoubtQuestion(
                turn.Place.Shown(tools.Teller.Mask),
                doubt.Shown(tools.Teller.Mask),
                typed.Asked(step),
                objection is null ? null : tools.Teller.Shown([objection])[0]
            );
            var answer = await tools.GateClock.StandAsync(() => gate.AskAsync(question, turn.Limit.Token));
            if (answer.Kind == DoubtAnswerKind.Again)
                return Settled.Again(DoubtEnd.SentAgain, "the operator");
            if (answer.Kind == DoubtAnswerKind.Later)
                return Settled.Wait;
            tools.Work.Begin(turn.Limit.Token);
            (var lost, objection) = typed.Read(turn, answer.Values);
            if (lost is not null)
                return Settled.Happened(lost, "the operator");
        }
    }

    // Who looked, or does not care, settles all that the step has sent; a probe finds one of them.
    private void Tell(Turn turn, Doubt doubt, DoubtEnd end, string by)
    {
        if (end == DoubtEnd.Happened && turn.Step.OnUnknown!.Way == UnknownWay.Probe)
            state.Doubts.Close(doubt);
        else
            state.Doubts.CloseAll(turn.Place);
        var mask = tools.Teller.Mask;
        tools.Teller.Tell(new DoubtSettled(turn.Place.Shown(mask), doubt.Shown(mask), end, MaskedText.By(mask, by)));
    }
}
