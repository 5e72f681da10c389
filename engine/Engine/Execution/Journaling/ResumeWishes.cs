using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Engine.Execution.Journaling;

/// <summary>What whoever goes on with a run says of it.</summary>
internal sealed record ResumeWishes
{
    /// <summary>Goes on where it stands.</summary>
    public static ResumeWishes None { get; } = new();

    /// <summary>Where it is said; null when it is said nowhere.</summary>
    public SourceSpan? Place { get; init; }

    /// <summary>A step, by its id or its title, that is done again with all that depends on it; null for none.</summary>
    public string? From { get; init; }

    /// <summary>What became of requests in doubt, by their steps: path, id or title, with the turn of a loop behind it.</summary>
    public ImmutableArray<KeyValuePair<string, DoubtAnswerKind>> Settled { get; init; } = [];

    /// <summary>Values by the names of variables, as text: what lost answers would have given, and what is good no longer.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Values { get; init; } = [];
}
