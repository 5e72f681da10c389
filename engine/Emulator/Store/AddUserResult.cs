namespace PingOneScenarios.Emulator.Store;

/// <summary>How adding a user went.</summary>
internal enum AddUserResult
{
    Added,
    UnknownPopulation,
    UsernameTaken,
}
