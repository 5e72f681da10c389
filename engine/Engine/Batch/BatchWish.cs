using PingOneScenarios.Engine.Diagnostics;

namespace PingOneScenarios.Engine.Batch;

/// <summary>How a batch is opened.</summary>
internal sealed record BatchWish
{
    /// <summary>Whether one is begun even though an earlier one of the same key is not over.</summary>
    public bool IsNew { get; init; }

    /// <summary>What is said of it to people; of one that goes on that stays which it began with.</summary>
    public required BatchHead Head { get; init; }

    /// <summary>Where it is asked for.</summary>
    public required SourceSpan Place { get; init; }

    /// <summary>Tells of a process, as a journal names it, whether it is still there.</summary>
    public required Func<string, OwnerSight> Look { get; init; }

    /// <summary>Tells when it begins.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}

/// <summary>A process as it is seen from here.</summary>
/// <param name="Lives">Whether it is still there; null when that cannot be seen.</param>
/// <param name="Name">For people: "process 4711".</param>
internal readonly record struct OwnerSight(bool? Lives, string Name);
