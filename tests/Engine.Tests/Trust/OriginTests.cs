using PingOneScenarios.Engine.Trust;

namespace PingOneScenarios.Engine.Tests.Trust;

/// <summary>Addresses are compared in their canonical form; what two readers could take for different hosts is refused.</summary>
public sealed class OriginTests
{
    [Theory]
    [MemberData(nameof(CaseTable.Read), "origins.txt", MemberType = typeof(CaseTable))]
    public void An_address_has_one_origin_or_is_refused(int line, string[] parts)
    {
        Assert.True(parts.Length == 2, $"line {line} has not two parts");
        var text = parts[0]
            .Replace("\\n", "\n", StringComparison.Ordinal)
            .Replace("\\t", "\t", StringComparison.Ordinal)
            .Replace("\\0", "\0", StringComparison.Ordinal)
            .Replace("\\s", " ", StringComparison.Ordinal);
        var expected = parts[1];
        var isOrigin = Origin.TryParse(text, out var origin, out var reason);
        Assert.Equal(expected, isOrigin ? origin!.ToString() : "refused");
        Assert.Equal(isOrigin, reason is null);
    }

    [Theory]
    [InlineData("/plain")]
    [InlineData("/a/../%7e/%2f?a=b#c")]
    [InlineData("?q=\\|^`{}<>\"")]
    [InlineData("//other.example/@x:1")]
    [InlineData("/:80/[::1]/%zz%")]
    [InlineData("#http://evil.example")]
    [InlineData("/\u00e4")]
    public void What_stands_behind_the_authority_changes_no_origin(string rest)
    {
        Assert.True(Origin.TryParse("https://known.example:444" + rest, out var first, out _));
        Assert.True(Origin.TryParse("https://known.example:444/again", out var second, out _));
        Assert.True(Origin.TryParse("https://known.example:444" + rest, out var third, out var reason));
        Assert.Equal((first, first), (second, third));
        Assert.Null(reason);
    }

    [Theory]
    [InlineData("https://known.example@evil.example/")]
    [InlineData("https://known.example\\@evil.example/")]
    [InlineData("https://known.example.:443/")]
    [InlineData("https://known.example%2eevil.example/")]
    [InlineData("https://known.example /")]
    public void A_known_origin_makes_no_other_address_one(string address)
    {
        Assert.True(Origin.TryParse("https://known.example/", out _, out _));
        Assert.False(Origin.TryParse(address, out _, out _));
        Assert.True(Origin.TryParse("http://known.example", out var plain, out _));
        Assert.Equal("http://known.example", plain!.ToString());
    }

    [Fact]
    public void More_origins_than_are_remembered_are_read_as_well()
    {
        for (var i = 0; i < 600; i++)
        {
            Assert.True(Origin.TryParse($"https://host-{i % 300}.example/x", out var origin, out _));
            Assert.Equal($"host-{i % 300}.example", origin!.Host);
        }
    }

    [Theory]
    [InlineData("http://127.0.0.1:1", true)]
    [InlineData("http://127.9.9.9", true)]
    [InlineData("http://localhost", true)]
    [InlineData("http://[::1]:1", true)]
    [InlineData("http://localhost.evil.example", false)]
    [InlineData("http://10.0.0.1", false)]
    [InlineData("http://0.0.0.0", false)]
    [InlineData("http://127.0.0.1.evil.example", false)]
    public void Only_this_machine_is_loopback(string address, bool isLoopback)
    {
        Assert.True(Origin.TryParse(address, out var origin, out _));
        Assert.Equal(isLoopback, origin!.IsLoopback);
    }
}
