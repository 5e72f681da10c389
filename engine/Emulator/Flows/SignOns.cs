using PingOneScenarios.Emulator.Providers;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Flows;

/// <summary>What comes from signing on: flows by id, sessions, consents.</summary>
internal sealed class SignOns(TimeProvider clock)
{
    public Expiring<Flow> Flows { get; } = new(clock, flow => flow.ExpiresAt);

    /// <summary>Users who are away at an identity provider, by the <c>state</c> they come back with.</summary>
    public Expiring<ExternalSignOn> External { get; } = new(clock, away => away.ExpiresAt);

    public SessionStore Sessions { get; } = new(clock);

    public ConsentStore Consents { get; } = new();

    /// <summary>When a user was last asked by an action of progressive profiling.</summary>
    public PromptTimes Prompts { get; } = new();
}
