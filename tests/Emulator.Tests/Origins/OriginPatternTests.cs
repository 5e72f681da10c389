using PingOneScenarios.Emulator.Origins;

namespace PingOneScenarios.Emulator.Tests.Origins;

public sealed class OriginPatternTests
{
    [Theory]
    [InlineData("https://a.example", "https://a.example", true)]
    [InlineData("https://A.example", "https://a.example", true)]
    [InlineData("https://a.example:443", "https://a.example", true)]
    [InlineData("http://localhost:80", "http://localhost", true)]
    [InlineData("http://localhost:3000", "http://localhost:3000", true)]
    [InlineData("http://localhost", "http://localhost:3000", false)]
    [InlineData("https://a.example", "http://a.example", false)]
    [InlineData("https://a.example", "https://a.example.evil", false)]
    [InlineData("https://*.a.example", "https://b.a.example", true)]
    [InlineData("https://*.a.example", "https://c.b.a.example", true)]
    [InlineData("https://*.a.example", "https://a.example", false)]
    [InlineData("https://*.a.example", "https://.a.example", false)]
    [InlineData("https://*.a.example", "https://evil.example:1@b.a.example", false)]
    [InlineData("https://*.a.example", "https://evil.example/b.a.example", false)]
    [InlineData("https://*.a.example:8443", "https://b.a.example:8443", true)]
    [InlineData("https://*.a.example", "https://b.a.example:8443", false)]
    [InlineData("https://a.example", "null", false)]
    public void A_pattern_fits_as_a_browser_writes_origins(string pattern, string origin, bool fits) =>
        Assert.Equal(fits, OriginPattern.Fits(pattern, origin));

    [Theory]
    [InlineData("https://a.example", true)]
    [InlineData("https://*.a.example", true)]
    [InlineData("http://127.0.0.1:3000", true)]
    [InlineData("http://localhost", true)]
    [InlineData("ftp://a.example", false)]
    [InlineData("https://a.example/", false)]
    [InlineData("https://a.example?x", false)]
    [InlineData("https://a.example#x", false)]
    [InlineData("https://me@a.example", false)]
    [InlineData("a.example", false)]
    [InlineData("*", false)]
    [InlineData("https://", false)]
    public void An_origin_has_no_path(string text, bool isWellFormed) => Assert.Equal(isWellFormed, OriginPattern.IsWellFormed(text));
}
