using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;

namespace PingOneScenarios.Engine.Scenarios;

/// <summary>What settles a request of which nobody knows whether it arrived, as it is written under <c>on_unknown</c>.</summary>
/// <param name="Way">How it is settled.</param>
/// <param name="Probe">The request that is asked; null unless the way is <see cref="UnknownWay.Probe"/>.</param>
internal sealed record UnknownPolicy(UnknownWay Way, ProbeTemplate? Probe);

/// <summary>The ways to settle a request in doubt.</summary>
internal enum UnknownWay
{
    /// <summary>It is sent again, whatever became of it.</summary>
    Again,

    /// <summary>A person says what became of it.</summary>
    Ask,

    /// <summary>It stays in doubt, and the run ends.</summary>
    Fail,

    /// <summary>Another request finds out.</summary>
    Probe,
}

/// <summary>A request that finds out whether another one was carried out.</summary>
/// <param name="Request">As written; headers and authentication are those of its step unless it says otherwise.</param>
internal sealed record ProbeTemplate(RequestTemplate Request)
{
    /// <summary>What is true of the answer when the request in doubt was carried out.</summary>
    public Expectation Expect { get; init; } = Expectation.Nothing;

    /// <summary>What the lost answer would have given.</summary>
    public ImmutableArray<Extraction> Extractions { get; init; } = [];

    /// <summary>The statuses that say that it was not carried out; null for none.</summary>
    public StatusExpectation? Absent { get; init; }

    /// <summary>How often it is asked again while it gives no answer; null is <see cref="RetryPolicy.UsualAttempts"/> in all.</summary>
    public RetryPolicy? Retry { get; init; }

    /// <summary>What is written behind <c>extract</c>, or else the probe.</summary>
    public required SourceSpan ExtractSpan { get; init; }
}
