using System.Text;
using PingOneScenarios.Engine.Templating.Functions;

namespace PingOneScenarios.Engine.Tests.Templating;

/// <summary>The codes of RFC 6238, appendix B.</summary>
public sealed class TotpTests
{
    [Theory]
    [InlineData(59, "94287082", "46119246", "90693936")]
    [InlineData(1111111109, "07081804", "68084774", "25091201")]
    [InlineData(1111111111, "14050471", "67062674", "99943326")]
    [InlineData(1234567890, "89005924", "91819424", "93441116")]
    [InlineData(2000000000, "69279037", "90698825", "38618901")]
    [InlineData(20000000000, "65353130", "77737706", "47863826")]
    public void The_vectors_of_RFC_6238_hold(long time, string sha1, string sha256, string sha512)
    {
        Assert.Equal(sha1, CodeAt(time, 20, "SHA1"));
        Assert.Equal(sha256, CodeAt(time, 32, "SHA256"));
        Assert.Equal(sha512, CodeAt(time, 64, "SHA512"));
    }

    // The seed is the row of digits 1234567890, as long as the hash.
    private static string CodeAt(long time, int length, string algorithm)
    {
        var seed = string.Concat(Enumerable.Repeat("1234567890", 7))[..length];
        var bench = new ExpressionBench();
        bench.Clock.AdjustTime(DateTimeOffset.FromUnixTimeSeconds(time));
        bench.With("seed", Base32Text.Encode(Encoding.ASCII.GetBytes(seed)));
        return bench.Render($"<<totp.code seed digits: 8 algorithm: \"{algorithm}\">>").Value.ToString();
    }
}
