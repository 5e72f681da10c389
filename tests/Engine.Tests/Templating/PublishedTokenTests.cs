using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Templating.Functions.Signing;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Tests.Templating;

/// <summary>Tokens that the IETF published: RFC 7515 appendix A, RFC 7520 section 4.</summary>
public sealed class PublishedTokenTests
{
    private static readonly DateTimeOffset BeforeTheyExpired = DateTimeOffset.FromUnixTimeSeconds(1300819379);

    private static readonly string[] TokenParts = ["header_b64", "payload_b64", "signature"];

    [Fact]
    public void The_hmac_token_of_RFC_7515_A_1_is_verified()
    {
        using var vector = Read("rfc7515", "a1.json");
        var token = string.Join('.', TokenParts.Select(n => vector.RootElement.GetProperty(n).GetString()));
        var bench = At(BeforeTheyExpired).With("token", token).With("k", vector.RootElement.GetProperty("k_base64url").GetString()!);
        Assert.Equal("joe", bench.Value("(jwt.verify token {kty: \"oct\", k: k} issuer: \"joe\").iss").ToString());
        bench.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("jwt.verify: the token expired 0 s ago (exp)", bench.Problem("<<jwt.verify token {kty: \"oct\", k: k}>>").What);
    }

    [Fact]
    public void The_elliptic_curve_token_of_RFC_7515_A_3_is_verified()
    {
        var variables = File.ReadAllText(RepositoryRoot.PathOf("tests", "cases", "functions-variables.json"));
        var bench = At(BeforeTheyExpired).WithAll(variables);
        Assert.Equal("joe", bench.Value("(jwt.verify rfc7515A3 ec256PublicKey algorithms: [\"ES256\"]).iss").ToString());
    }

    [Theory]
    [InlineData("4_1.rsa_v15_signature.json")]
    [InlineData("4_2.rsa-pss_signature.json")]
    [InlineData("4_3.ecdsa_signature.json")]
    [InlineData("4_4.hmac-sha2_integrity_protection.json")]
    public void The_signatures_of_RFC_7520_are_verified_and_those_of_another_payload_are_not(string file)
    {
        using var vector = Read("ietf-jose-cookbook", "jws", file);
        var key = WebKeys.Read((MapValue)ValueJson.From(vector.RootElement.GetProperty("input").GetProperty("key")), 0);
        var compact = vector.RootElement.GetProperty("output").GetProperty("compact").GetString()!;
        var token = CompactToken.Read(compact, 0);
        Assert.Equal(vector.RootElement.GetProperty("input").GetProperty("payload").GetString(), Encoding.UTF8.GetString(token.Payload));
        TokenVerification.CheckSignature(token, [key], SigningAlgorithm.All);

        var parts = compact.Split('.');
        var forged = CompactToken.Read($"{parts[0]}.{Base64Url.EncodeToString("another"u8)}.{parts[2]}", 0);
        var refusal = Assert.Throws<FunctionException>(() => TokenVerification.CheckSignature(forged, [key], SigningAlgorithm.All));
        Assert.Equal("the signature does not fit any key of the key set", refusal.Message);
    }

    private static ExpressionBench At(DateTimeOffset time)
    {
        var bench = new ExpressionBench();
        bench.Clock.AdjustTime(time);
        return bench;
    }

    private static JsonDocument Read(params string[] path)
    {
        var file = RepositoryRoot.FindCorpus(["jwt", .. path]);
        Assert.SkipWhen(file is null, "skipped: suite not found");
        return JsonDocument.Parse(File.ReadAllText(file));
    }
}
