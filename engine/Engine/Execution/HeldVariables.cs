using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Execution;

/// <summary>
/// What all variables of a run hold at one time (trust rule 12): those of the scenario that is run now, of those that called it, what was
/// obtained, and what is kept for undo. What was let go of does not count.
/// </summary>
internal sealed class HeldVariables
{
    /// <summary>In letters; see <see cref="ValueSize.Weight"/>.</summary>
    public const long Most = 64 << 20;

    private long elsewhere;

    /// <summary>Held from now on beside the bag that is filled.</summary>
    public void Keep(long weight) => elsewhere += weight;

    public void LetGo(long weight) => elsewhere -= weight;

    /// <exception cref="DiagnosticException">It is too much.</exception>
    /// <param name="weight">Of the bag that is filled now.</param>
    /// <param name="span">What fills it.</param>
    public void Check(long weight, SourceSpan span)
    {
        if (elsewhere + weight > Most)
            throw new DiagnosticException(
                new Diagnostic(
                    DiagnosticCodes.EvaluationFailed,
                    span,
                    "the variables of the run hold more than 64 MB",
                    "what they hold together is limited (trust rule 12); an item of a list counts as 16 letters beside its own",
                    "keep only the parts that later steps need"
                )
            );
    }
}
