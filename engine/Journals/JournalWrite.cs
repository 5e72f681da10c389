using System.Collections.Immutable;
using PingOneScenarios.Engine.Journal;

namespace PingOneScenarios.Journals;

/// <summary>Something that is to be written; several of them make one commit.</summary>
internal abstract class JournalWrite
{
    private readonly TaskCompletionSource<bool> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private JournalException? refusal;
    private bool result;

    /// <summary>Ends when it is durable, or surely not written.</summary>
    public Task<bool> Answer => answer.Task;

    /// <summary>Whether nothing of what it takes away may be left in the file.</summary>
    public virtual bool Erases => false;

    /// <summary>Does it within the transaction that is open; what is wrong with it alone leaves the others of the commit as they are.</summary>
    public void Do(JournalCommands commands)
    {
        try
        {
            result = Write(commands);
        }
        catch (JournalException e)
        {
            refusal = e;
        }
    }

    /// <summary>Tells what became of it, once its transaction is durable.</summary>
    public void Settle()
    {
        if (refusal is { } e)
            answer.TrySetException(e);
        else
            answer.TrySetResult(result);
    }

    /// <summary>Tells that nothing came of it.</summary>
    public void Fail(JournalException e) => answer.TrySetException(e);

    protected abstract bool Write(JournalCommands commands);
}

/// <summary>A run is taken in.</summary>
internal sealed class RunBeginning(JournaledRun run) : JournalWrite
{
    protected override bool Write(JournalCommands commands) => commands.Begin(run);
}

/// <summary>A row is appended.</summary>
internal sealed class RowAppending(JournalRow row, JournaledRun run) : JournalWrite
{
    protected override bool Write(JournalCommands commands) => commands.Append(row, run);
}

/// <summary>The last row of a run is appended, and those before it are let go.</summary>
internal sealed class RunClosing(JournalRow row, JournaledRun run) : JournalWrite
{
    protected override bool Write(JournalCommands commands) => commands.Close(row, run);
}

/// <summary>A batch is taken in.</summary>
internal sealed class BatchBeginning(JournaledBatch batch) : JournalWrite
{
    protected override bool Write(JournalCommands commands) => commands.Begin(batch);
}

/// <summary>A batch is listed otherwise.</summary>
internal sealed class BatchChanging(JournaledBatch batch, string owner) : JournalWrite
{
    protected override bool Write(JournalCommands commands) => commands.Change(batch, owner);
}

/// <summary>Runs and batches are forgotten.</summary>
internal sealed class RunForgetting(ImmutableArray<string> ids) : JournalWrite
{
    public override bool Erases => true;

    protected override bool Write(JournalCommands commands)
    {
        foreach (var id in ids)
            commands.Forget(id);
        return true;
    }
}
