using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Administration;

/// <summary>What a user may do with its own user by the scopes of the PingOne API, which begin with <c>p1:</c>.</summary>
internal static class SelfService
{
    /// <summary>Method and path below the user, and the scope they need.</summary>
    private static readonly (string Method, string Path, string Scope)[] Table =
    [
        ("GET", "", "p1:read:user"),
        ("PUT", "", "p1:update:user"),
        ("PATCH", "", "p1:update:user"),
        ("POST", "", "p1:verify:user"),
        ("GET", "password", "p1:read:userPassword"),
        ("PUT", "password", "p1:reset:userPassword"),
        ("POST", "password", "p1:validate:userPassword"),
        ("PUT", "mfaEnabled", "p1:update:userMfaEnabled"),
        ("GET", "mfaEnabled", "p1:read:user"),
        ("GET", "devices", "p1:read:device"),
        ("POST", "devices", "p1:create:device"),
        ("PUT", "devices", "p1:update:device"),
        ("DELETE", "devices", "p1:delete:device"),
        ("GET", "pairingKeys", "p1:read:pairingKey"),
        ("POST", "pairingKeys", "p1:create:pairingKey"),
        ("DELETE", "pairingKeys", "p1:delete:pairingKey"),
        ("GET", "sessions", "p1:read:sessions"),
        ("DELETE", "sessions", "p1:delete:sessions"),
        ("GET", "linkedAccounts", "p1:read:userLinkedAccounts"),
        ("DELETE", "linkedAccounts", "p1:delete:userLinkedAccounts"),
    ];

    public static bool Allows(Call call, IssuedToken token)
    {
        if (token.Session is not { } session || token.EnvironmentId != call.PathValues["envID"])
            return false;
        if (call.PathValues.Find("userID") != session.UserId)
            return false;
        var (right, _) = Right.Of(call);
        var below = right.Path == "users" ? "" : right.Path.Split('/')[1];
        var method = Dispatcher.Method(call.Request);
        var scopes = (token.Scope ?? "").Split(' ');
        return Table.Any(row => row.Method == method && row.Path == below && scopes.Contains(row.Scope));
    }
}
