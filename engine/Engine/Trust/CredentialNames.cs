using System.Buffers;

namespace PingOneScenarios.Engine.Trust;

/// <summary>Members whose values are secret without being told.</summary>
internal static class CredentialNames
{
    private const int FirstError = 400;

    private static readonly string[] Names =
    [
        "access_token",
        "id_token",
        "refresh_token",
        "client_secret",
        "secret",
        "password",
        "code",
        "code_verifier",
        "otp",
    ];

    /// <summary>In characters.</summary>
    public const int Longest = 13;

    private static readonly SearchValues<char> NameLetters = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_"
    );

    private static readonly string[] InputEndings = ["secret", "password", "token", "otp", "verifier"];

    /// <summary>Whether an input is called a secret, as <c>appSecret</c> and <c>user_password</c> are, though it may not say that it is one.</summary>
    public static bool IsInput(string name) => InputEndings.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a variable is called like the code verifier of RFC 7636.</summary>
    public static bool IsVerifier(string name) =>
        name.Replace("_", "", StringComparison.Ordinal).EndsWith("codeVerifier", StringComparison.OrdinalIgnoreCase);

    /// <param name="name">The member's name.</param>
    /// <param name="status">Of the answer it is in; a <c>code</c> in an error says what went wrong and is no credential.</param>
    public static bool Contains(ReadOnlySpan<char> name, int status)
    {
        foreach (var known in Names)
        {
            if (name.SequenceEqual(known))
                return known != "code" || !IsError(status);
        }
        return false;
    }

    /// <summary>Whether a text that may be a key, a path or the name of a parameter has such a name in it, as a word of its own.</summary>
    /// <param name="text">Such as <c>$.tokens[0].access_token</c>.</param>
    /// <param name="status"><inheritdoc cref="Contains" path="/param[@name='status']"/></param>
    public static bool AreIn(ReadOnlySpan<char> text, int status)
    {
        while (text.IndexOfAny(NameLetters) is >= 0 and var start)
        {
            text = text[start..];
            var end = text.IndexOfAnyExcept(NameLetters);
            var word = end < 0 ? text : text[..end];
            if (Contains(word, status))
                return true;
            text = text[word.Length..];
        }
        return false;
    }

    public static bool IsError(int status) => status >= FirstError;
}
