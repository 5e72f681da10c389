using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Checks;

/// <summary>Who a request says it is, by which of the registered methods it could say so, and how to verify it: null, or why not.</summary>
internal sealed record ClientProof(string? ClientId, IReadOnlyList<string> Methods, Func<Application, string?> Verify)
{
    /// <summary>Why the request names no client at all.</summary>
    public string? Refusal { get; private init; }

    public static ClientProof Refused(string why) => new(null, [], _ => why) { Refusal = why };
}
