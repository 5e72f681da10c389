using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Planning;

namespace PingOneScenarios.Engine.Execution.Undoing;

/// <summary>A run that is over, of which something is to be taken back: out of a report, or out of a journal.</summary>
internal interface IEarlierRun
{
    /// <summary>
    /// What it made and has not taken back, for a run that only takes back. Sends nothing; called again when what it lacks was obtained.
    /// </summary>
    /// <param name="tools">What the run that takes back works with.</param>
    /// <param name="state">Of that run: labels are made in its register, and it knows what was obtained by now.</param>
    /// <param name="plan">The scenario, bound by the operator.</param>
    EarlierWork Restore(RunTools tools, RunState state, Plan plan);
}

/// <summary>What an earlier run made and has not taken back.</summary>
/// <param name="Made">Oldest first.</param>
/// <param name="ToObtain">The inputs their undo needs whose values nobody stored, and that were not obtained yet.</param>
/// <param name="Lost">Why of something not even the undo is known, one each.</param>
internal sealed record EarlierWork(ImmutableArray<UndoEntry> Made, ImmutableArray<InputToObtain> ToObtain, ImmutableArray<Diagnostic> Lost);

/// <summary>An input that is obtained anew.</summary>
/// <param name="Input">Its name.</param>
/// <param name="From">The scenario it is obtained from.</param>
/// <param name="Why">Where that scenario stands among those that include each other.</param>
internal sealed record InputToObtain(string Input, Plan From, Included Why);
