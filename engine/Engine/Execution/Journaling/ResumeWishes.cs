using System.Collections.Immutable;

namespace PingOneScenarios.Engine.Execution.Journaling;

/// <summary>What whoever goes on with a run says of it.</summary>
internal sealed record ResumeWishes
{
    /// <summary>Goes on where it stands.</summary>
    public static ResumeWishes None { get; } = new();

    /// <summary>A step, by its id or its title, that is done again with all that depends on it; null for none.</summary>
    public string? From { get; init; }

    /// <summary>Steps whose request in doubt is decided, by their paths.</summary>
    public ImmutableArray<string> Settled { get; init; } = [];

    /// <summary>Variables that get a value by hand, which are not obtained again.</summary>
    public ImmutableHashSet<string> Set { get; init; } = [];
}
