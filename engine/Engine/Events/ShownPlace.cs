using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Events;

/// <summary>Where a step belongs, as it may be shown.</summary>
/// <param name="Phase">The part of the run.</param>
/// <param name="Number">From 1 within its phase and scenario.</param>
/// <param name="Total">How many there are; 0 when that is not known.</param>
/// <param name="Depth">0 for the entry scenario, 1 for what it calls or obtains from, and so on.</param>
/// <param name="Id">Unique within its scenario.</param>
/// <param name="Title">For people.</param>
public sealed record ShownPlace(Phase Phase, int Number, int Total, int Depth, MaskedText Id, MaskedText Title)
{
    /// <summary>Which turn of a loop it is, from 1; 0 outside of loops.</summary>
    public int Turn { get; init; }

    /// <summary>How many turns there are; 0 outside of loops.</summary>
    public int Turns { get; init; }

    /// <summary>Why a scenario is run that is not the entry: <c>step "…"</c> that calls it, <c>input "…"</c> it is obtained for; empty for the entry.</summary>
    public MaskedText For { get; init; }

    /// <summary>
    /// By what the step, in this turn, is known among all of its run, such as <c>users[2]/create</c>; empty in a stored report that does not
    /// say.
    /// </summary>
    public MaskedText Path { get; init; }

    /// <summary>Whether it takes back what a step made.</summary>
    internal bool TakesBack => Phase == Phase.Undo;
}

/// <summary>The parts of a run, in their order.</summary>
public enum Phase
{
    /// <summary>The steps of a scenario.</summary>
    Steps,

    /// <summary>What is run at the end whatever happened.</summary>
    Finally,

    /// <summary>What was made is taken back.</summary>
    Undo,
}
