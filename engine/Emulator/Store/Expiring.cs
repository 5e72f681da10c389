using System.Diagnostics.CodeAnalysis;

namespace PingOneScenarios.Emulator.Store;

/// <summary>Values that end by themselves. What has ended is not found, and is swept out at most once a minute, when something is added.</summary>
internal sealed class Expiring<T>(TimeProvider clock, Func<T, DateTimeOffset> expiresAt)
    where T : class
{
    private static readonly TimeSpan SweepPause = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private readonly Dictionary<string, T> values = [];
    private DateTimeOffset nextSweep = DateTimeOffset.MinValue;

    /// <summary>How many are held, the ended ones that were not yet swept included.</summary>
    public int Count
    {
        get
        {
            lock (gate)
                return values.Count;
        }
    }

    public T? Find(string key)
    {
        lock (gate)
            return TryFind(key, out var value) ? value : null;
    }

    /// <summary>What has not ended at this moment, with its keys.</summary>
    public IReadOnlyList<KeyValuePair<string, T>> All()
    {
        var now = clock.GetUtcNow();
        lock (gate)
            return [.. values.Where(pair => expiresAt(pair.Value) > now)];
    }

    public void Put(string key, T value)
    {
        lock (gate)
        {
            Sweep();
            values[key] = value;
        }
    }

    /// <summary>Changes what is there at this moment and gives what was there before; null when it is gone.</summary>
    public T? Exchange(string key, Func<T, T> change)
    {
        lock (gate)
        {
            if (!TryFind(key, out var before))
                return null;
            values[key] = change(before);
            return before;
        }
    }

    /// <summary>Takes it out; of many callers one gets it.</summary>
    public T? Take(string key)
    {
        lock (gate)
            return TryFind(key, out var value) && values.Remove(key) ? value : null;
    }

    private bool TryFind(string key, [NotNullWhen(true)] out T? value) =>
        values.TryGetValue(key, out value) && expiresAt(value) > clock.GetUtcNow();

    private void Sweep()
    {
        var now = clock.GetUtcNow();
        if (now < nextSweep)
            return;
        nextSweep = now + SweepPause;
        foreach (var (key, value) in values)
            if (expiresAt(value) <= now)
                values.Remove(key);
    }
}
