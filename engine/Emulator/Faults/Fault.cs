namespace PingOneScenarios.Emulator.Faults;

/// <summary>A kind of fault and the requests it hits: of those that <see cref="At"/> matches, the ones whose turn it is.</summary>
internal sealed record Fault(FaultKind Kind)
{
    /// <summary>Null for every request.</summary>
    public FaultPlace? At { get; init; }

    /// <summary>Hits each request whose number can be divided by it.</summary>
    public int Every { get; init; } = 1;

    /// <summary>Hits only the request of this number, the first being 1; null for no such bound.</summary>
    public int? Nth { get; init; }

    /// <summary>In seconds; null for what is usual of the kind.</summary>
    public int? RetryAfter { get; init; }

    public bool HitsTurn(int number) => Nth is { } nth ? number == nth : number % Every == 0;
}

/// <summary>A method and a path; <c>*</c> stands for any method, or for one part of a path.</summary>
internal sealed class FaultPlace(string method, string path)
{
    public const string Any = "*";

    private readonly string[] parts = path.Split('/');

    public bool Matches(string askedMethod, string askedPath)
    {
        if (method != Any && method != askedMethod)
            return false;
        var asked = askedPath.Split('/');
        return asked.Length == parts.Length && parts.Zip(asked).All(pair => pair.First == Any || pair.First == pair.Second);
    }
}
