using System.Collections.Concurrent;

namespace PingOneScenarios.Emulator.Checks;

/// <summary>The key sets that applications and identity providers publish, as they were when last fetched.</summary>
internal sealed class PublishedKeys(TimeProvider clock)
{
    private const int MostSets = 1_000;
    private static readonly TimeSpan Freshness = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, (string Set, DateTimeOffset FetchedAt)> known = new(StringComparer.Ordinal);

    /// <summary>The key set; null when there is none to be had. One that <paramref name="serves"/> says no of is fetched anew.</summary>
    public string? Find(string url, Func<string, bool> serves)
    {
        if (known.TryGetValue(url, out var held) && held.FetchedAt + Freshness > clock.GetUtcNow() && serves(held.Set))
            return held.Set;
        if (Outside.Get(url) is not { } set || !PublicKey.IsSet(set))
            return null;
        if (known.Count >= MostSets)
            known.Clear();
        known[url] = (set, clock.GetUtcNow());
        return set;
    }
}
