using System.Collections.Immutable;

namespace PingOneScenarios.Emulator.Store;

/// <summary>What a client pushed ahead of its authorize call (RFC 9126); good once.</summary>
internal sealed record PushedRequest(string ClientId, ImmutableSortedDictionary<string, string> Parameters, DateTimeOffset ExpiresAt)
{
    /// <summary>What stands before the random part of a <c>request_uri</c>.</summary>
    public const string Prefix = "urn:ietf:params:oauth:request_uri:";
}
