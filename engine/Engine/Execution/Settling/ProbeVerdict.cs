using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Expectations;
using PingOneScenarios.Engine.Planning;

namespace PingOneScenarios.Engine.Execution.Settling;

/// <summary>What an answer to a probe says of the request in doubt.</summary>
internal enum ProbeVerdict
{
    /// <summary>Nothing: it may have been carried out or not.</summary>
    NoAnswer,

    /// <summary>It was carried out.</summary>
    Happened,

    /// <summary>It was not carried out, or not yet.</summary>
    DidNot,
}

/// <summary>Judges answers to probes.</summary>
/// <param name="judge">Judges their statuses.</param>
internal sealed class ProbeJudge(AnswerJudge judge)
{
    /// <summary>What an attempt at a probe says.</summary>
    public ProbeVerdict Judge(AttemptResult asked, PlannedUnknown unknown)
    {
        if (asked.Exchange is not { } exchange || asked.Outcome == Outcome.Cancelled)
            return ProbeVerdict.NoAnswer;
        if (unknown.Absent is { } absent && absent.Allows(exchange.Status))
            return ProbeVerdict.DidNot;
        if (asked.Outcome == Outcome.Passed)
            return ProbeVerdict.Happened;
        return
            asked.Outcome == Outcome.Failed
            && judge.JudgeStatus(unknown.Probe!.Step, exchange).Problems.IsEmpty
            && asked.Problems.All(IsDenial)
            ? ProbeVerdict.DidNot
            : ProbeVerdict.NoAnswer;
    }

    // A page of another kind, or one that came too late, says nothing.
    private static bool IsDenial(Diagnostic problem) =>
        problem.Code == DiagnosticCodes.JsonMismatch || problem.Code == DiagnosticCodes.NotTrue;
}
