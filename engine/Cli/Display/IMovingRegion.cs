using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Cli.Display;

/// <summary>What moves on a live terminal below the lines that stay.</summary>
internal interface IMovingRegion
{
    /// <summary>Hears what happens, as it happens.</summary>
    void Follow(RunEvent happened);

    /// <summary>Some time has passed: what runs now has lasted long enough to be shown.</summary>
    void Tick();

    /// <summary>As of now.</summary>
    IReadOnlyList<StyledLine> Lines();
}
