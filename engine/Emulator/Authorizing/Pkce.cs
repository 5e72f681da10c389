using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Authorizing;

/// <summary>Proof key for code exchange, RFC 7636.</summary>
internal static class Pkce
{
    /// <summary>43 to 128 unreserved characters: the form of a verifier and of a challenge (sections 4.1 and 4.2).</summary>
    public static bool IsWellFormed(string text) =>
        text.Length is >= 43 and <= 128 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_' or '~');

    /// <summary>A request without a challenge asks for no verifier.</summary>
    public static bool Fits(AuthorizeRequest request, string? verifier)
    {
        if (request.CodeChallenge is not { } challenge)
            return true;
        if (verifier is null || !IsWellFormed(verifier))
            return false;
        var transformed =
            request.CodeChallengeMethod == "S256" ? Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))) : verifier;
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(transformed), Encoding.ASCII.GetBytes(challenge));
    }
}
