using System.Collections.Immutable;
using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Engine.Execution.Journaling;

/// <summary>Whoever has said beforehand what became of requests in doubt; what is not said is asked of somebody else.</summary>
/// <param name="decided">By the paths of the steps.</param>
/// <param name="values">What lost answers would have given, by name.</param>
/// <param name="other">Can be asked; null for nobody.</param>
internal sealed class DecidedDoubts(
    IReadOnlyDictionary<string, DoubtAnswerKind> decided,
    ImmutableArray<KeyValuePair<string, string>> values,
    IDoubtGate? other
) : IDoubtGate
{
    /// <summary>Steps whose word is used up: it was of one request, and not of the one that was sent again.</summary>
    private readonly HashSet<string> used = new(StringComparer.Ordinal);

    /// <summary>What was wrong with a value that was given; null when nothing was, or somebody was asked.</summary>
    public Values.MaskedDiagnostic? Objection { get; private set; }

    public Task<DoubtAnswer> AskAsync(DoubtQuestion question, CancellationToken ct)
    {
        var isDecided = decided.TryGetValue(question.Step.Path, out var kind);
        if (isDecided && question.Objection is null && used.Add(question.Step.Path))
            return Task.FromResult(new DoubtAnswer(kind, Given(question)));
        if (other is not null)
            return other.AskAsync(question, ct);
        Objection = question.Objection;
        return Task.FromResult(new DoubtAnswer(DoubtAnswerKind.Later, []));
    }

    private ImmutableArray<KeyValuePair<string, string>> Given(DoubtQuestion question) =>
        [.. values.Where(v => question.Gives.Any(g => g.Name.Text == v.Key))];
}
