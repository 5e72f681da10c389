namespace PingOneScenarios.Emulator.Store;

/// <summary>How a change that may touch a unique name went; both are null when what was to be changed is gone.</summary>
/// <param name="Now">As it is after the change.</param>
/// <param name="HolderId">The id of the other one that has the name; nothing was changed then.</param>
internal readonly record struct Replaced<T>(T? Now, string? HolderId)
    where T : class;
