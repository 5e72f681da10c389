using PingOneScenarios.Engine.Fuzz.Targets;

namespace PingOneScenarios.Engine.Fuzz.Fuzzing;

/// <summary>An input that a target did not bear.</summary>
/// <param name="Input">As small as it was found.</param>
/// <param name="Failure">What was thrown.</param>
internal sealed record Finding(byte[] Input, Exception Failure)
{
    /// <summary>Findings that say the same are one.</summary>
    public string Kind => $"{Failure.GetType().Name}: {string.Concat(Failure.Message.Split('"').Where((_, i) => i % 2 == 0))}";
}

/// <summary>
/// One target and the inputs known for it. Each turn changes one of them; an input with an outcome not seen before is kept. The same
/// seed and the same corpus give the same turns.
/// </summary>
internal sealed class Campaign
{
    private readonly FuzzTarget target;
    private readonly Random random;
    private readonly ByteMutator mutator;
    private readonly List<byte[]> known = [];
    private readonly HashSet<string> outcomes = new(StringComparer.Ordinal);

    public Campaign(FuzzTarget target, IEnumerable<byte[]> corpus, int seed)
    {
        this.target = target;
        random = new Random(seed);
        mutator = new ByteMutator(random, target.Tokens);
        Beginning = [.. target.Seeds().Concat(corpus).Distinct(Same.Bytes)];
    }

    /// <summary>What is tried before anything is changed.</summary>
    public IReadOnlyList<byte[]> Beginning { get; }

    /// <summary>Tries an input as it is; null when all holds.</summary>
    /// <param name="input">What is tried.</param>
    /// <param name="isNew">Whether its outcome was not seen before.</param>
    public Finding? Try(byte[] input, out bool isNew)
    {
        isNew = false;
        try
        {
            isNew = outcomes.Add(target.Run(input));
        }
        // Whatever a target lets out is what is looked for.
        catch (Exception e)
        {
            return new Finding(input, e);
        }
        if (isNew)
            known.Add(input);
        return null;
    }

    /// <summary>A known input, changed.</summary>
    public byte[] Next() => known.Count == 0 ? [] : mutator.Mutate(Any(), Any());

    // The latest ones are the least explored.
    private byte[] Any() =>
        known[random.Next(3) == 0 ? known.Count - 1 - random.Next(Math.Min(known.Count, 16)) : random.Next(known.Count)];

    private sealed class Same : IEqualityComparer<byte[]>
    {
        public static readonly Same Bytes = new();

        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(byte[] obj)
        {
            var hash = new HashCode();
            hash.AddBytes(obj);
            return hash.ToHashCode();
        }
    }
}
