using PingOneScenarios.Engine.Trust;

namespace PingOneScenarios.Engine.Http.Connecting;

/// <summary>A proxy does not lead to a server; caught where the request is sent.</summary>
internal sealed class ProxyFailedException(Proxy proxy, string why) : IOException($"{proxy.Shown}: {why}")
{
    /// <summary>Without its account.</summary>
    public Proxy Proxy => proxy;

    /// <summary>In our own words: "it asks for a user and a password (407)".</summary>
    public string Why => why;

    /// <summary>Of its answer to CONNECT; null without one.</summary>
    public int? Status { get; init; }
}
