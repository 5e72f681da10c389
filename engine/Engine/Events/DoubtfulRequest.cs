using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Events;

/// <summary>A request that may have been carried out although no answer came.</summary>
/// <param name="Method">Of HTTP.</param>
/// <param name="Address">With its query.</param>
/// <param name="Step">The title of the step that sent it.</param>
/// <param name="Reason">Why no answer came.</param>
public sealed record DoubtfulRequest(MaskedText Method, MaskedText Address, MaskedText Step, MaskedText Reason)
{
    /// <summary>Which attempt of the step it was, from 1.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>What settles it: true to send it again, which does no more than sending it once; false to ask the server.</summary>
    public bool IsSettledAgain { get; init; }
}
