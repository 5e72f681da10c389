namespace PingOneScenarios.Engine.Trust;

/// <summary>Members whose values are secret without being told.</summary>
internal static class CredentialNames
{
    private static readonly string[] Names =
    [
        "access_token",
        "id_token",
        "refresh_token",
        "client_secret",
        "secret",
        "password",
        "code",
        "otp",
    ];

    private static readonly string[] InputEndings = ["secret", "password", "token", "otp"];

    /// <summary>Whether an input is called a secret, as <c>appSecret</c> and <c>user_password</c> are, though it may not say that it is one.</summary>
    public static bool IsInput(string name) => InputEndings.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    /// <param name="name">The member's name.</param>
    /// <param name="status">Of the answer it is in; a <c>code</c> in an error says what went wrong and is no credential.</param>
    public static bool Contains(string name, int status) =>
        Names.Contains(name, StringComparer.Ordinal) && !(name == "code" && status >= 400);
}
