using System.Collections.Immutable;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Events;

/// <summary>Whoever can be asked what became of a request in doubt. Asked one at a time; sees only what may be shown.</summary>
public interface IDoubtGate
{
    /// <param name="question">The step and its request.</param>
    /// <param name="ct">Ends the waiting.</param>
    Task<DoubtAnswer> AskAsync(DoubtQuestion question, CancellationToken ct);
}

/// <summary>A step of which nobody knows whether its request was carried out.</summary>
/// <param name="Step">Which one.</param>
/// <param name="Request">The request.</param>
/// <param name="Gives">What its lost answer would have given, by name; true for a secret.</param>
/// <param name="Objection">Why the last answer could not be followed; null when it could, or there was none.</param>
public sealed record DoubtQuestion(
    ShownPlace Step,
    DoubtfulRequest Request,
    ImmutableArray<(MaskedText Name, bool IsSecret)> Gives,
    MaskedDiagnostic? Objection
);

/// <summary>What a person says of a request in doubt.</summary>
/// <param name="Kind">What became of it, or is to become of it.</param>
/// <param name="Values">For one that was carried out: what its answer would have given, by name, as text; lists and maps as JSON.</param>
public sealed record DoubtAnswer(DoubtAnswerKind Kind, ImmutableArray<KeyValuePair<string, string>> Values);

/// <summary>The answers to a doubt.</summary>
public enum DoubtAnswerKind
{
    /// <summary>Nobody knows yet: the run waits, to be resumed later.</summary>
    Later,

    /// <summary>It was carried out.</summary>
    Done,

    /// <summary>It is to be sent again.</summary>
    Again,
}
