namespace PingOneScenarios.Engine.Execution.Settling;

/// <summary>A request in doubt that is to be settled.</summary>
/// <param name="Doubt">The request.</param>
/// <param name="Since">When it was about to be sent; whoever carries it out may be at it until the time limit of its step has passed since then.</param>
internal sealed record OpenDoubt(Doubt Doubt, DateTimeOffset Since)
{
    /// <summary>Whether its run had stopped and goes on: then what is only usual for a method counts as well.</summary>
    public bool IsResumed { get; init; }

    /// <summary>How often the step has been in doubt by now, from 1.</summary>
    public int Round { get; init; } = 1;
}
