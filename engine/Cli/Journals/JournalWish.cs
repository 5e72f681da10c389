namespace PingOneScenarios.Cli.Journals;

/// <summary>What a command line says of the journal of its runs.</summary>
internal sealed record JournalWish
{
    /// <summary>Where it lies; null for the usual place.</summary>
    public string? Path { get; init; }

    /// <summary>Whether there is to be none.</summary>
    public bool IsRefused { get; init; }

    /// <summary>Whether nothing is to be run without one.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Whether no secret is to be kept, not even sealed.</summary>
    public bool WithholdsSecrets { get; init; }

    /// <summary>In bytes: of a longer body only its length and digest are kept. Null keeps all of them.</summary>
    public int? LargestBody { get; init; }

    private bool IsAsked => Path is not null || IsRequired;

    /// <summary>
    /// Whether runs are written down: those that go to a server which is there afterwards, unless a machine runs them that is not; those of
    /// whoever asks always.
    /// </summary>
    /// <param name="isRemote">Whether an environment is named, and it is not the local PingOne.</param>
    /// <param name="ci">The variable CI.</param>
    public bool IsGranted(bool isRemote, string? ci) =>
        !IsRefused
        && (IsAsked || isRemote && (string.IsNullOrWhiteSpace(ci) || ci.Trim().Equals("false", StringComparison.OrdinalIgnoreCase)));

    /// <summary>Whether it is said when there is no place for one: on a machine without a home nobody misses what was not asked for.</summary>
    public bool IsMissed(string? usualPlace) => IsAsked || usualPlace is not null;
}
