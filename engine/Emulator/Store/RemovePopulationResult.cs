namespace PingOneScenarios.Emulator.Store;

/// <summary>How removing a population went.</summary>
internal enum RemovePopulationResult
{
    Removed,
    IsLast,
    IsDefault,
    HasUsers,
}
