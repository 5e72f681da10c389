using System.Collections.Concurrent;

namespace PingOneScenarios.Emulator.Store;

/// <summary>JWK sets that somebody has put here for everybody to read, by their names.</summary>
internal sealed class KeySets
{
    private const int Most = 1_000;

    private readonly ConcurrentDictionary<string, string> sets = new(StringComparer.Ordinal);

    public IEnumerable<string> Names => sets.Keys.Order(StringComparer.Ordinal);

    public string? Find(string name) => sets.GetValueOrDefault(name);

    /// <summary>False when there is no room for another.</summary>
    public bool TryPut(string name, string set)
    {
        if (sets.Count >= Most && !sets.ContainsKey(name))
            return false;
        sets[name] = set;
        return true;
    }

    public void Remove(string name) => sets.TryRemove(name, out _);
}
