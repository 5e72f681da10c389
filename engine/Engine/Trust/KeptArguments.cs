namespace PingOneScenarios.Engine.Trust;

/// <summary>Arguments that cannot be found out from the result of their function, by design: the result is made to be sent openly.</summary>
internal static class KeptArguments
{
    private static readonly (string Function, string Parameter)[] All =
    [
        ("pkce.challenge", "verifier"),
        ("jwt.sign", "key"),
        ("jwk.public", "key"),
        ("jwk.thumbprint", "key"),
    ];

    public static bool Contains(string function, string parameter) => All.Contains((function, parameter));
}
