using System.Security.Cryptography;
using PingOneScenarios.Engine.Templating;

namespace PingOneScenarios.Engine.Execution.Sharing;

/// <summary>
/// What the runs of a command have obtained for one another: a scenario that inputs are obtained from is run by one of them for all that would
/// run it with the same files, inputs, environment and grants. Safe to use from several threads.
/// </summary>
internal sealed class SharedRuns
{
    /// <summary>Kept at a time: rows that each obtain something of their own share nothing, and would fill the memory.</summary>
    public const int Most = 256;

    private readonly Lock turn = new();
    private readonly Dictionary<string, SharedSlot> slots = new(StringComparer.Ordinal);
    private readonly Queue<string> oldest = new();
    private readonly byte[] secret = new byte[HMACSHA256.HashSizeInBytes];

    public SharedRuns() => RandomSource.System.Fill(secret);

    /// <summary>Begins what tells two runs apart; it holds secrets, so only their sum under a key of this process is kept.</summary>
    public IncrementalHash NewSum() => IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret);

    /// <summary>Where those meet who would obtain the same.</summary>
    public SharedSlot SlotOf(string key)
    {
        lock (turn)
        {
            if (slots.TryGetValue(key, out var known))
                return known;
            if (slots.Count >= Most)
                slots.Remove(oldest.Dequeue());
            oldest.Enqueue(key);
            return slots[key] = new SharedSlot();
        }
    }
}
