using System.Collections.Immutable;

namespace PingOneScenarios.Emulator.Faults;

/// <summary>Counts the requests of each fault, so that the same requests in the same order meet the same faults.</summary>
internal sealed class FaultPlan(ImmutableArray<Fault> faults)
{
    private readonly int[] seen = new int[faults.Length];

    /// <summary>What happens to this request: of several faults the first; null for nothing. All of them count it.</summary>
    public Fault? Next(string method, string path)
    {
        Fault? hit = null;
        for (var i = 0; i < faults.Length; i++)
        {
            var isMeant = faults[i].At?.Matches(method, path) ?? true;
            if (isMeant && faults[i].HitsTurn(Interlocked.Increment(ref seen[i])))
                hit ??= faults[i];
        }
        return hit;
    }
}
