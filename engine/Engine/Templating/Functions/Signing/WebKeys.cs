using System.Buffers.Text;
using System.Collections.Immutable;
using System.Security.Cryptography;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Templating.Functions.Signing;

/// <summary>Keys as JSON Web Keys (RFC 7517, RFC 7518 section 6).</summary>
internal static class WebKeys
{
    /// <exception cref="FunctionException">It is no JWK; the message is blamed on <paramref name="argument"/>.</exception>
    public static SigningKey Read(MapValue jwk, int argument)
    {
        try
        {
            var key = Member(jwk, "kty") switch
            {
                "oct" => SigningKey.FromSecret(Bytes(jwk, "k")),
                "RSA" => Rsa(jwk),
                "EC" => EllipticCurve(jwk),
                null => throw new FunctionException("the map is no JWK, it has no \"kty\"", argument),
                var other => throw new FunctionException(
                    "a JWK of this type cannot sign, only oct, RSA and EC can",
                    argument,
                    $"a JWK of the type \"{other}\" cannot sign, only oct, RSA and EC can"
                ),
            };
            return key with
            {
                Id = Said(jwk, "kid", argument),
                OnlyAlgorithm = Said(jwk, "alg", argument),
                Use = Said(jwk, "use", argument),
                Operations = OperationsOf(jwk, argument),
            };
        }
        catch (Exception e) when (e is CryptographicException or FormatException or ArgumentException)
        {
            throw new FunctionException(
                "the JWK has a \"kty\" but not the members of such a key",
                argument,
                $"the JWK has a \"kty\" but not the members of such a key: {Needed(jwk)}"
            );
        }
    }

    private static SigningKey Rsa(MapValue jwk)
    {
        var isPrivate = Member(jwk, "d") is not null;
        var parameters = new RSAParameters { Modulus = Bytes(jwk, "n"), Exponent = Bytes(jwk, "e") };
        if (isPrivate)
            (parameters.D, parameters.P, parameters.Q, parameters.DP, parameters.DQ, parameters.InverseQ) = (
                Bytes(jwk, "d"),
                Bytes(jwk, "p"),
                Bytes(jwk, "q"),
                Bytes(jwk, "dp"),
                Bytes(jwk, "dq"),
                Bytes(jwk, "qi")
            );
        return SigningKey.FromRsa(RSA.Create(parameters), isPrivate);
    }

    private static SigningKey EllipticCurve(MapValue jwk)
    {
        var isPrivate = Member(jwk, "d") is not null;
        var parameters = new ECParameters
        {
            Curve = CurveOf(Member(jwk, "crv")),
            Q = new ECPoint { X = Bytes(jwk, "x"), Y = Bytes(jwk, "y") },
            D = isPrivate ? Bytes(jwk, "d") : null,
        };
        return SigningKey.FromEllipticCurve(ECDsa.Create(parameters), isPrivate);
    }

    /// <exception cref="FormatException">No algorithm uses it.</exception>
    public static ECCurve CurveOf(string? name) =>
        name switch
        {
            "P-256" => ECCurve.NamedCurves.nistP256,
            "P-384" => ECCurve.NamedCurves.nistP384,
            "P-521" => ECCurve.NamedCurves.nistP521,
            _ => throw new FormatException("a curve that no algorithm uses"),
        };

    private static string Needed(MapValue jwk) =>
        Member(jwk, "kty") switch
        {
            "oct" => "k",
            "EC" => "crv (P-256, P-384 or P-521), x, y, to sign also d",
            _ => "n, e, to sign also d, p, q, dp, dq, qi",
        };

    // What the key says of its own use must not be passed over because it is no text.
    private static string? Said(MapValue jwk, string name, int argument) =>
        !jwk.TryGetMember(name, out var value) ? null
        : value is TextValue text ? text.Text
        : throw new FunctionException($"the JWK's {name} is not text but {value.Kind}", argument);

    private static ImmutableArray<string>? OperationsOf(MapValue jwk, int argument)
    {
        if (!jwk.TryGetMember("key_ops", out var value))
            return null;
        return value is ListValue list && list.Items.All(i => i is TextValue)
            ? [.. list.Items.Cast<TextValue>().Select(t => t.Text)]
            : throw new FunctionException("the JWK's key_ops is not a list of texts", argument);
    }

    private static string? Member(MapValue jwk, string name) =>
        jwk.TryGetMember(name, out var value) && value is TextValue text ? text.Text : null;

    private static byte[] Bytes(MapValue jwk, string name) =>
        Base64Url.DecodeFromChars(Member(jwk, name) ?? throw new FormatException("a member is missing"));
}
