namespace PingOneScenarios.Cli.Tests.Driving;

/// <summary>The clock of a machine that is ahead of this one, or behind it.</summary>
internal sealed class ShiftedClock(TimeSpan ahead) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + ahead;
}
