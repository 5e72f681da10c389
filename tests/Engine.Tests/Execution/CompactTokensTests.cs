using PingOneScenarios.Engine.Execution;

namespace PingOneScenarios.Engine.Tests.Execution;

/// <summary>What is taken for a token, and the name it goes by.</summary>
public sealed class CompactTokensTests
{
    private const string Token = "eyJhbGciOi.eyJzdWIi.c2ln-_";

    [Theory]
    [InlineData("{\"access_token\":\"T\"}", "access_token")]
    [InlineData("{ \"id_token\" : \"T\" }", "id_token")]
    [InlineData("a=1&client_assertion=T&b=2", "client_assertion")]
    [InlineData("Bearer T", "Bearer")]
    [InlineData("DPoP T", "DPoP")]
    [InlineData("T", "")]
    [InlineData(" T.", "")]
    [InlineData("[\"T\"]", "")]
    [InlineData("\"a b\":\"T\"", "")]
    [InlineData("x\":\"T\"", "")]
    [InlineData(":\"T\"", "")]
    [InlineData("-T", "")]
    public void A_token_is_found_with_its_name(string text, string name) =>
        Assert.Equal([new TokenText(name, "eyJhbGciOi", "eyJzdWIi")], CompactTokens.In(text.Replace("T", Token, StringComparison.Ordinal)));

    [Theory]
    [InlineData("")]
    [InlineData("eyJ")]
    [InlineData("eyJhbGciOi")]
    [InlineData("eyJhbGciOi.")]
    [InlineData("eyJhbGciOi.abc")]
    [InlineData("eyJhbGc.abc.def")]
    [InlineData("xeyJhbGciOi.abc.def")]
    [InlineData("_eyJhbGciOi.abc.def")]
    [InlineData("eyJhbGciOi abc.def")]
    public void What_only_begins_like_one_is_none(string text) => Assert.Empty(CompactTokens.In(text));

    [Fact]
    public void Each_of_several_is_found_and_an_empty_payload_is_one_too()
    {
        var text = $"eyJ eyJx.y a={Token} b=eyJhbGciOi.. {Token}";
        Assert.Equal([("a", "eyJzdWIi"), ("b", ""), ("", "eyJzdWIi")], CompactTokens.In(text).Select(t => (t.Name, t.Claims)));
    }

    [Fact]
    public void A_long_name_is_known_by_its_end() =>
        Assert.Equal(new string('n', 40), Assert.Single(CompactTokens.In(new string('n', 100) + "=" + Token)).Name);
}
