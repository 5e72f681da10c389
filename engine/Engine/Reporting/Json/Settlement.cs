namespace PingOneScenarios.Engine.Reporting.Json;

/// <summary>What settles a request that may have been carried out, as reports say it.</summary>
internal enum Settlement
{
    /// <summary>Whoever runs the scenario asks the server.</summary>
    Ask,

    /// <summary>To send it again: that does no more than sending it once.</summary>
    Again,
}
