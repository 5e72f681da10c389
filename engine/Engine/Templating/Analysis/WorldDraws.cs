using PingOneScenarios.Engine.Templating.Nodes;

namespace PingOneScenarios.Engine.Templating.Analysis;

/// <summary>Whether an expression may give something else for the same values: it draws on chance or the clock.</summary>
internal static class WorldDraws
{
    private static readonly string[] Groups =
    [
        "random.",
        "fake.",
        "pkce.",
        "time.",
        "totp.",
        "jwt.",
        "jwk.generate",
        "oidc.",
        "client_secret_jwt",
        "private_key_jwt",
    ];

    public static bool Are(ValueNode root) =>
        NodeWalk.All(root).Any(n => n is CallNode call && Groups.Any(g => call.Row.Name.StartsWith(g, StringComparison.Ordinal)));
}
