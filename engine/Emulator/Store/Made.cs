namespace PingOneScenarios.Emulator.Store;

/// <summary>A resource that a request has made and none has deleted.</summary>
/// <param name="Kind"><c>environment</c>, <c>application</c>, <c>population</c>, <c>user</c>, <c>image</c>, or of an entity.</param>
/// <param name="Id">Of the resource.</param>
/// <param name="Name">The username of a user; null of an image.</param>
/// <param name="Address">Where it is read and deleted.</param>
internal sealed record Made(string Kind, string Id, string? Name, string Address);
