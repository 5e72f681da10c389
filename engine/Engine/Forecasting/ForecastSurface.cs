using System.Collections.Immutable;

namespace PingOneScenarios.Engine.Forecasting;

/// <summary>An origin: who asks for it, and who grants it (trust rule 1).</summary>
internal sealed record ForecastOrigin
{
    /// <summary>Scheme, host and port, or what has to happen before they are known.</summary>
    public required string Origin { get; init; }

    /// <summary>Whether <see cref="Origin"/> is one; what is only known in the run is checked then.</summary>
    public required bool IsKnown { get; init; }

    /// <summary>How many requests go there; 0 for what is granted and not asked for.</summary>
    public int Requests { get; init; }

    /// <summary>Who grants it; empty when nobody does.</summary>
    public ImmutableArray<string> GrantedBy { get; init; } = [];

    /// <summary>The option that would grant it; null when it is granted or not known.</summary>
    public string? Flag { get; init; }
}

/// <summary>Something else than an origin that the operator grants, or takes away.</summary>
/// <param name="Kind">private (trust rule 2), tls (rule 7), steps, time or bits (rule 12).</param>
/// <param name="What">What is granted, for people.</param>
/// <param name="By">Who grants it: an option, or the key of a file.</param>
internal sealed record ForecastGrant(string Kind, string What, string By);

/// <summary>A secret and where it would go.</summary>
internal sealed record ForecastSecret
{
    public required string Name { get; init; }

    /// <summary>Where it comes from, for people.</summary>
    public required string Source { get; init; }

    /// <summary>The only origins it may be sent to (trust rule 4); null when it is not confined beyond what the run may contact.</summary>
    public ImmutableArray<string>? To { get; init; }

    /// <summary>How much of it the log would tell by what is skipped, repeated or failed, in bits, at most (trust rule 12).</summary>
    public int Bits { get; init; }

    /// <summary>Empty when it is not sent.</summary>
    public ImmutableArray<ForecastSecretUse> Uses { get; init; } = [];
}

/// <summary>A step that sends a secret, also inside something that is computed from it.</summary>
/// <param name="Step">Its title.</param>
/// <param name="Origin">Where to, or what has to happen before that is known.</param>
/// <param name="Transport">"https", "loopback" within this machine, or "http", which is refused (trust rule 6); null when that is not known yet.</param>
internal sealed record ForecastSecretUse(string Step, string Origin, string? Transport);

/// <summary>Something a run would create.</summary>
/// <param name="Step">The title of the step that makes it.</param>
/// <param name="Request">How it is made: method and address.</param>
/// <param name="Undo">How it is taken back: method and address; null when the scenario does not say.</param>
/// <param name="Count">How many of it, as in <see cref="ForecastCounts"/>.</param>
internal sealed record ForecastThing(string Step, string Request, string? Undo, int Count)
{
    public bool CanBeTakenBack => Undo is not null;
}
