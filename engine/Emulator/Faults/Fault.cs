namespace PingOneScenarios.Emulator.Faults;

/// <summary>A kind of fault and the requests it hits: of those that <see cref="At"/> matches, the ones whose turn it is.</summary>
internal sealed record Fault(FaultKind Kind)
{
    /// <summary>As it was written.</summary>
    public string Text { get; init; } = Kind.Word;

    /// <summary>Null for every request.</summary>
    public FaultPlace? At { get; init; }

    /// <summary>Hits each request whose number can be divided by it.</summary>
    public int Every { get; init; } = 1;

    /// <summary>Hits only the request of this number, the first being 1; null for no such bound.</summary>
    public int? Nth { get; init; }

    /// <summary>Hits the first so many requests of each method and address; null for no such bound.</summary>
    public int? First { get; init; }

    /// <summary>How many reads of a new resource it hits.</summary>
    public int Reads { get; init; } = 2;

    /// <summary>How an unseen resource is told of: 404 or 403.</summary>
    public int Status { get; init; } = 404;

    /// <summary>In seconds; null for what is usual of the kind.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>How long a slow answer waits; null for what is usual of the kind.</summary>
    public TimeSpan? Wait { get; init; }

    /// <summary>Of a request that nothing but its number was counted of.</summary>
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
