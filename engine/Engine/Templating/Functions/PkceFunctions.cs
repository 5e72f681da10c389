using System.Buffers;
using System.Buffers.Text;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Templating.Functions;

/// <summary>Proof Key for Code Exchange (RFC 7636).</summary>
internal static class PkceFunctions
{
    private const string Unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    private static readonly SearchValues<char> UnreservedLetters = SearchValues.Create(Unreserved);

    public static ImmutableArray<FunctionRow> Rows { get; } =
    [
        new(
            "pkce.verifier",
            [Parameter.Optional("length", ParameterKind.Number, "64")],
            "A new random code verifier of 43 to 128 characters (RFC 7636 section 4.1).",
            "pkce.verifier",
            a => new TextValue(RandomText.Draw(a.World.Random, (int)a.Whole(0, 43, 128, 64), Unreserved))
        ),
        new(
            "pkce.challenge",
            [new("verifier", ParameterKind.Text)],
            "The code challenge of a verifier by the method S256 (RFC 7636 section 4.2).",
            "pkce.challenge codeVerifier",
            a => new TextValue(Challenge(a.Text(0)))
        ),
    ];

    private static string Challenge(string verifier) =>
        verifier.Length is >= 43 and <= 128 && !verifier.AsSpan().ContainsAnyExcept(UnreservedLetters)
            ? Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)))
            : throw new FunctionException("a code verifier has 43 to 128 characters out of A-Z a-z 0-9 - . _ ~", 0);
}
