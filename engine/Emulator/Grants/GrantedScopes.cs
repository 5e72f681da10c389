using System.Collections.Immutable;

namespace PingOneScenarios.Emulator.Grants;

/// <summary>What of the scopes a request asks for its application is granted.</summary>
/// <param name="Scopes">In the order they were asked for.</param>
internal sealed record GrantedScopes(ImmutableArray<string> Scopes)
{
    /// <summary>The OAuth error that the request is answered with; null when all it asks for is granted.</summary>
    public (string Error, string Why)? Refusal { get; private init; }

    /// <summary>As the member <c>scope</c> of tokens and answers has them; null for none.</summary>
    public string? Text => Scopes.IsEmpty ? null : string.Join(' ', Scopes);

    public static GrantedScopes Refused(string error, string why) => new([]) { Refusal = (error, why) };
}
