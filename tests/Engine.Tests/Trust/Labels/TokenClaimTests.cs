using PingOneScenarios.Engine.Tests.Templating;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Tests.Trust.Labels;

/// <summary>A claim that fails is told of a token that is secret as a whole, and not of one that was made of secrets.</summary>
public sealed class TokenClaimTests
{
    private const string Key = "{kty: \"oct\", k: base64url.encode secret}";
    private const string Made = "jwt.sign {iss: \"https://a\", aud: [\"me\"], exp: time.unix + 60, nbf: time.unix} secret \"HS256\"";

    [Theory]
    [InlineData("issuer: \"https://b\"", "jwt.verify: iss is https://a, not https://b")]
    [InlineData("audience: \"you\"", "jwt.verify: aud is [\"me\"], not you")]
    [InlineData("algorithms: [\"HS512\"]", "jwt.verify: the token's alg is HS256, allowed are HS512")]
    public void The_claim_the_found_and_the_expected_are_told(string argument, string what)
    {
        var problem = Labelled(token => token).Problem($"<<jwt.verify token {Key} {argument}>>");
        Assert.Equal(what, problem.What);
        Assert.Null(problem.Why);
        Assert.StartsWith("look", problem.Fix, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"https://b\" \"me\"", "oidc.verify: iss is https://a, not https://b")]
    [InlineData("\"https://a\" \"you\"", "oidc.verify: aud is [\"me\"], not you")]
    [InlineData("\"https://a\" \"me\"", "oidc.verify: the token has no iat")]
    public void What_is_handed_over_with_an_id_token_keeps_no_claim_from_being_told(string argument, string what)
    {
        var bench = Labelled(token => token).With("access", new TextValue("fake-access-token"), new SecretLabel("accessToken"));
        Assert.Equal(what, bench.Problem($"<<oidc.verify token {Key} {argument} access_token: access code: access>>").What);
    }

    [Fact]
    public void An_expired_token_says_by_how_much()
    {
        var bench = Labelled(token => token);
        bench.Clock.Advance(TimeSpan.FromSeconds(72));
        Assert.Equal("jwt.verify: the token expired 12 s ago (exp)", bench.Problem($"<<jwt.verify token {Key}>>").What);
    }

    [Theory]
    [InlineData("issuer: \"https://b\"")]
    [InlineData("audience: \"you\"")]
    public void What_a_token_was_made_of_is_not_told(string argument)
    {
        var problem = Labelled(_ => "another secret").Problem($"<<jwt.verify token {Key} {argument}>>");
        Assert.EndsWith("(more is not told, it was computed from ‹idToken›)", problem.What, StringComparison.Ordinal);
        Assert.DoesNotContain("https://a", problem.What, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_expected_is_not_told_when_it_is_secret()
    {
        var bench = Labelled(token => token).With("wanted", new TextValue("https://b"), new SecretLabel("wanted"));
        Assert.DoesNotContain("https://b", bench.Problem($"<<jwt.verify token {Key} issuer: wanted>>").What, StringComparison.Ordinal);
    }

    private static ExpressionBench Labelled(Func<string, string> of)
    {
        var bench = new ExpressionBench().With("secret", new TextValue("fake-secret-0123456789-0123456789"));
        var token = bench.Value(Made).ToString();
        return bench.With("token", new TextValue(token), new SecretLabel("idToken") { Secret = new TextValue(of(token)) });
    }
}
