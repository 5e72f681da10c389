using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Flows;

/// <summary>Flows by id, and sessions by the value of their cookie <c>ST</c>.</summary>
internal sealed class SignOns(TimeProvider clock)
{
    public Expiring<Flow> Flows { get; } = new(clock, flow => flow.ExpiresAt);

    public Expiring<Session> Sessions { get; } = new(clock, session => session.CreatedAt + Session.Lifetime);
}
