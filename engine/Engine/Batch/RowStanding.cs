using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Engine.Batch;

/// <summary>What is to be done with a part of a batch.</summary>
internal enum RowWay
{
    /// <summary>It is run: it was not begun.</summary>
    Begins,

    /// <summary>It is run: it goes on where its process, or whoever stopped it, left it.</summary>
    GoesOn,

    /// <summary>It is passed over: it has ended.</summary>
    IsDone,

    /// <summary>It is passed over: it waits for somebody to say what became of a request.</summary>
    Waits,

    /// <summary>It is passed over: another process goes on with it.</summary>
    IsElsewhere,
}

/// <summary>How a part of a batch stands when the batch is opened.</summary>
/// <param name="Way">What is to be done with it.</param>
/// <param name="Outcome">How it ended; null unless it did.</param>
/// <param name="Run">The id of its run; null when there is none, or it has passed.</param>
internal readonly record struct RowStanding(RowWay Way, Outcome? Outcome = null, string? Run = null)
{
    /// <summary>Whether it is run now.</summary>
    public bool IsDue => Way is RowWay.Begins or RowWay.GoesOn;
}
