namespace PingOneScenarios.Emulator.Store;

/// <summary>What can stand in a list: it has an id, and the time it was made, by which lists are ordered.</summary>
internal interface IResource
{
    string Id { get; }
    DateTimeOffset CreatedAt { get; }
}
