using PingOneScenarios.Emulator.Store;
using PingOneScenarios.Emulator.Tokens;

namespace PingOneScenarios.Emulator.Grants;

/// <summary>Which of the scopes a request asks for an application is granted; of authorize, of the token endpoint and of what lies between them.</summary>
internal static class ScopeGrant
{
    public static IReadOnlyList<string> Split(string? scope) => scope?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>For a user who is to sign on; nothing asked for is everything granted.</summary>
    public static GrantedScopes OfUser(Tenant tenant, Application client, IReadOnlyList<string> asked) =>
        asked.Count == 0 ? new GrantedScopes([.. UserClaims.Scopes])
        : asked.All(UserClaims.Scopes.Contains) ? new GrantedScopes([.. asked])
        : GrantedScopes.Refused("invalid_scope", "At least one scope is unknown or not granted");

    /// <summary>For the client itself. A worker's rights are its roles, so it needs none.</summary>
    public static GrantedScopes OfClient(Tenant tenant, Application client, IReadOnlyList<string> asked) =>
        client.Type == "WORKER" ? new GrantedScopes([]) : GrantedScopes.Refused("invalid_scope", "At least one scope must be granted");
}
