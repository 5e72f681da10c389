using PingOneScenarios.Engine;
using PingOneScenarios.Engine.Batch;

namespace PingOneScenarios.Cli.Load;

/// <summary>The runs of a load: those of the command, from the first again when all have had their turn. For several threads.</summary>
/// <param name="all">Gives them anew at each call.</param>
internal sealed class LoadItems(Func<IEnumerable<BatchItem>> all) : IDisposable
{
    private readonly Lock turn = new();
    private IEnumerator<BatchItem> left = all().GetEnumerator();

    /// <summary>The next one, ready to run.</summary>
    /// <param name="number">Its place among all that begin.</param>
    /// <param name="ct">Ends the preparing.</param>
    public Task<PreparedRun> NextAsync(long number, CancellationToken ct)
    {
        var item = Next();
        return item.Prepare(item.Slot with { Index = number, Attempts = 1 }, ct);
    }

    public void Dispose() => left.Dispose();

    private BatchItem Next()
    {
        lock (turn)
        {
            if (left.MoveNext())
                return left.Current;
            left.Dispose();
            left = all().GetEnumerator();
            return left.MoveNext() ? left.Current : throw new InvalidOperationException("a load of no run");
        }
    }
}
