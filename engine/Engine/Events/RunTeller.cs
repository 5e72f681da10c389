using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Events;

/// <summary>
/// The one way out of a run (trust rule 9). What is told is made with <see cref="Mask"/> at the moment it is told, so that it lacks every
/// secret known by then; labels stand in place of labelled values before that.
/// </summary>
/// <param name="mask">Knows the secrets.</param>
/// <param name="runId">Of the run.</param>
/// <param name="clock">Tells when something happened.</param>
/// <param name="next">Hears it.</param>
internal sealed class RunTeller(SecretMask mask, string runId, TimeProvider clock, IRunObserver next)
{
    private readonly MaskedText runId = MaskedText.By(mask, runId);

    /// <summary>What makes a text one that may be told.</summary>
    public SecretMask Mask => mask;

    /// <summary>Says a problem in the words of whoever runs the scenario.</summary>
    public Func<Diagnostic, Diagnostic> Words { get; init; } = problem => problem;

    public void Tell(RunEvent happened) => next.Observe(happened with { At = clock.GetUtcNow(), RunId = runId });

    /// <summary>The last event.</summary>
    public void Finish(RunSummary summary, IReadOnlyCollection<SourceText> sources) =>
        Tell(new RunFinished(summary) { Sources = [.. sources.Select(Shown)], Files = [.. sources.Select(DigestOf)] });

    /// <summary>Problems as they may be told by now.</summary>
    public ImmutableArray<MaskedDiagnostic> Shown(IReadOnlyCollection<Diagnostic> problems) =>
        problems.Count == 0 ? [] : [.. problems.Select(p => MaskedDiagnostic.By(mask, Words(p)))];

    private FileDigest DigestOf(SourceText source) => new(MaskedText.By(mask, source.Path), MaskedText.By(mask, source.Digest()));

    private SourceRecord Shown(SourceText source) => new(MaskedText.By(mask, source.Path), MaskedText.Dotted(mask, source.Shown));
}
