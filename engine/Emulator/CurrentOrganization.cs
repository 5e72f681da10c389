using PingOneScenarios.Emulator.State;
using PingOneScenarios.Emulator.Tokens;

namespace PingOneScenarios.Emulator;

/// <summary>The organization requests are about at this moment; nobody is answered before there is one.</summary>
internal sealed class CurrentOrganization(EmulatorSettings settings, EnvironmentKey key)
{
    private readonly TaskCompletionSource<Organization> first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Organization? current;

    public EnvironmentKey Key => key;

    /// <summary>Null until it is opened.</summary>
    public Organization? Opened => Volatile.Read(ref current);

    public ValueTask<Organization> GetAsync() => Opened is { } opened ? new(opened) : new(first.Task);

    /// <param name="authPath">Where the emulator listens.</param>
    /// <param name="stored">What it holds; null for a new one.</param>
    public Organization Open(string authPath, StoredState? stored = null)
    {
        var opened = new Organization(settings, authPath, key, stored);
        Volatile.Write(ref current, opened);
        first.TrySetResult(opened);
        return opened;
    }

    /// <summary>Another one at the same address, with the same signing key, which knows nothing.</summary>
    public Organization Renew() => Open(Opened!.AuthPath);
}
