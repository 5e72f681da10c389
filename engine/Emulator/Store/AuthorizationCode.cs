using PingOneScenarios.Emulator.Flows;

namespace PingOneScenarios.Emulator.Store;

/// <summary>An authorization code: good once, for <see cref="Lifetime"/>, for the client it was made for.</summary>
internal sealed record AuthorizationCode(string Value, AuthorizeRequest Request, Session Session, DateTimeOffset ExpiresAt)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(60);

    public bool Used { get; init; }
}
