using PingOneScenarios.Engine.Batch.Rows;
using PingOneScenarios.Engine.Execution;

namespace PingOneScenarios.Engine.Batch;

/// <summary>One of many runs, that is to be.</summary>
/// <param name="Slot">Where it stands among all.</param>
/// <param name="Prepare">Binds it for an attempt, whose slot is given; called once an attempt.</param>
internal sealed record BatchItem(Slot Slot, Func<Slot, CancellationToken, Task<PreparedRun>> Prepare)
{
    /// <summary>Null without rows.</summary>
    public DataRow? Row { get; init; }

    /// <summary>How it ended, or stands, without being run now; null for one that is run.</summary>
    public RowStanding? Standing { get; init; }

    /// <summary>A run that is ready; each attempt is a run of its own.</summary>
    public static BatchItem Of(PreparedRun prepared, Slot slot) => new(slot, (attempt, _) => Task.FromResult(prepared.At(attempt)));

    /// <summary>A run that is ready, of which nobody needs to know that there are others.</summary>
    public static BatchItem Of(PreparedRun prepared, long index) => new(new Slot(index), (_, _) => Task.FromResult(prepared));
}
