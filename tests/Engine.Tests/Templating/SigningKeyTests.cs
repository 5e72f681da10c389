using System.Security.Cryptography;
using PingOneScenarios.Engine.Templating.Functions;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Tests.Templating;

/// <summary>Keys as PEM; keys as JWK are in functions-jwt.txt.</summary>
public sealed class SigningKeyTests
{
    [Fact]
    public void An_rsa_key_signs_from_pkcs8_and_from_pkcs1()
    {
        using var rsa = RSA.Create(2048);
        AssertSigns(rsa.ExportPkcs8PrivateKeyPem(), "RS256", PublicJwk(rsa));
        AssertSigns(rsa.ExportRSAPrivateKeyPem(), "RS256", PublicJwk(rsa));
    }

    [Theory]
    [InlineData("P-256", "ES256")]
    [InlineData("P-384", "ES384")]
    [InlineData("P-521", "ES512")]
    public void An_elliptic_curve_key_signs_with_the_algorithm_of_its_curve(string name, string algorithm)
    {
        using var key = ECDsa.Create(ECCurve.CreateFromFriendlyName("nist" + name.Replace("-", "", StringComparison.Ordinal)));
        var jwk = PublicJwk(key, name);
        AssertSigns(key.ExportPkcs8PrivateKeyPem(), algorithm, jwk);
        AssertSigns(key.ExportECPrivateKeyPem(), algorithm, jwk);
    }

    [Fact]
    public void A_public_pem_cannot_sign()
    {
        using var rsa = RSA.Create(2048);
        var bench = new ExpressionBench().With("key", rsa.ExportSubjectPublicKeyInfoPem());
        Assert.Equal(
            "private_key_jwt: this is a public key, only a private key can sign",
            What(bench, "private_key_jwt \"app\" key \"aud\"")
        );
    }

    [Fact]
    public void An_rsa_key_of_less_than_2048_bits_is_refused()
    {
        using var rsa = RSA.Create(1024);
        var bench = new ExpressionBench().With("key", rsa.ExportPkcs8PrivateKeyPem());
        Assert.Equal(
            "private_key_jwt: RS256 needs a key of at least 2048 bits, this one has 1024 (RFC 7518 section 3.3)",
            What(bench, "private_key_jwt \"app\" key \"aud\"")
        );
    }

    [Fact]
    public void A_pem_is_never_taken_for_a_shared_secret()
    {
        using var rsa = RSA.Create(2048);
        var bench = new ExpressionBench().With("key", rsa.ExportSubjectPublicKeyInfoPem());
        Assert.Equal(DiagnosticWords, What(bench, "jwt.sign {} key \"HS256\""));
    }

    [Fact]
    public void A_message_never_quotes_the_key()
    {
        const string Secret = "fake-secret-that-must-not-be-shown";
        var bench = new ExpressionBench().With("key", Secret);
        foreach (var call in new[] { "private_key_jwt \"a\" key \"b\"", "jwt.sign {} key", "client_secret_jwt \"a\" key \"b\" \"HS512\"" })
            Assert.DoesNotContain(Secret, bench.Problem($"<<{call}>>").ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_tampered_token_is_refused()
    {
        using var rsa = RSA.Create(2048);
        var bench = new ExpressionBench().With("key", rsa.ExportPkcs8PrivateKeyPem()).With("jwks", PublicJwk(rsa));
        var token = bench.Value("jwt.sign {sub: \"ada\"} key").ToString().Split('.');
        var forged = $"{token[0]}.{bench.Value("base64url.encode '{\"sub\":\"eve\"}'")}.{token[2]}";
        Assert.Equal(
            "jwt.verify: the signature does not fit any key of the key set",
            What(bench.With("forged", forged), "jwt.verify forged jwks")
        );
    }

    private const string DiagnosticWords = "jwt.sign: this is a public key, only a private key can sign";

    private static void AssertSigns(string pem, string algorithm, Value jwk)
    {
        var bench = new ExpressionBench().With("key", pem).With("jwks", jwk);
        bench.With("token", bench.Value("private_key_jwt \"app\" key \"aud\""));
        Assert.Equal(algorithm, bench.Value("(jwt.header token).alg").ToString());
        Assert.Equal("app", bench.Value("(jwt.verify token jwks).sub").ToString());
    }

    private static Value PublicJwk(RSA rsa)
    {
        var key = rsa.ExportParameters(false);
        return Parsed($$"""{"kty":"RSA","n":"{{Text(key.Modulus!)}}","e":"{{Text(key.Exponent!)}}"}""");
    }

    private static Value PublicJwk(ECDsa curve, string name)
    {
        var key = curve.ExportParameters(false).Q;
        return Parsed($$"""{"kty":"EC","crv":"{{name}}","x":"{{Text(key.X!)}}","y":"{{Text(key.Y!)}}"}""");
    }

    private static Value Parsed(string json) => JsonArgument.TryParse(json, out var value) ? value : throw new FormatException(json);

    private static string Text(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);

    private static string What(ExpressionBench bench, string expression) => bench.Problem($"<<{expression}>>").What;
}
