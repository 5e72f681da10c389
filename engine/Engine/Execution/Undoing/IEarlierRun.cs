using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Planning;

namespace PingOneScenarios.Engine.Execution.Undoing;

/// <summary>A run that is over, of which something is to be taken back: out of a report, or out of a journal.</summary>
internal interface IEarlierRun
{
    /// <summary>What it made and has not taken back, for a run that only takes back. Sends nothing; called once to show it, and once to do it.</summary>
    /// <param name="tools">What the run that takes back works with.</param>
    /// <param name="state">Of that run: labels are made in its register.</param>
    /// <param name="plan">The scenario, bound by the operator.</param>
    EarlierWork Restore(RunTools tools, RunState state, Plan plan);
}

/// <summary>What an earlier run made and has not taken back.</summary>
/// <param name="Made">Oldest first.</param>
/// <param name="Lost">Why of something not even the undo is known, one each.</param>
internal sealed record EarlierWork(ImmutableArray<RestoredEntry> Made, ImmutableArray<Diagnostic> Lost);

/// <summary>Something an earlier run made.</summary>
/// <param name="Entry">Its undo, which may lack what is to be obtained.</param>
/// <param name="ToObtain">The inputs its undo needs and whose values nobody stored.</param>
internal sealed record RestoredEntry(UndoEntry Entry, ImmutableArray<InputToObtain> ToObtain);

/// <summary>An input that is obtained anew.</summary>
/// <param name="Input">Its provider is a scenario.</param>
/// <param name="Why">Where that scenario stands among those that include each other.</param>
internal sealed record InputToObtain(PlannedInput Input, Included Why);
