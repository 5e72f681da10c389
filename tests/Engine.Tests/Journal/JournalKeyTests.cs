using System.Text;
using PingOneScenarios.Engine.Journal;

namespace PingOneScenarios.Engine.Tests.Journal;

/// <summary>How keys are written, and what is made of them.</summary>
public sealed class JournalKeyTests
{
    private static readonly byte[] Bytes = [.. Enumerable.Range(0, 32).Select(i => (byte)(i * 7 + 251))];

    public static TheoryData<string> Written =>
        [
            Convert.ToHexStringLower(Bytes),
            Convert.ToHexString(Bytes),
            Convert.ToBase64String(Bytes),
            Convert.ToBase64String(Bytes).TrimEnd('='),
            System.Buffers.Text.Base64Url.EncodeToString(Bytes),
            System.Buffers.Text.Base64Url.EncodeToString(Bytes) + "=",
            "  " + Convert.ToHexStringLower(Bytes) + "\n",
        ];

    public static TheoryData<string> NoKeys =>
        [
            "",
            " ",
            "secret",
            Convert.ToHexString(Bytes)[1..],
            Convert.ToHexString(Bytes) + "0",
            Convert.ToHexString(Bytes)[..63] + "g",
            Convert.ToBase64String(Bytes)[..42],
            Convert.ToBase64String(Bytes[..31]),
            Convert.ToBase64String([.. Bytes, 1]),
            Convert.ToBase64String(Bytes)[..43] + "!",
            Convert.ToBase64String(new byte[48]),
            new string('é', 64),
            new string('0', 64),
            string.Concat(Enumerable.Repeat("ab", 32)),
        ];

    [Theory]
    [MemberData(nameof(Written))]
    public void A_key_is_read_in_each_of_its_forms(string text)
    {
        using var key = JournalKey.Read(text);
        using var same = new JournalKey(Bytes);
        Assert.Equal(same.Id, key!.Id);
        Assert.Equal(same.HmacOf("x"), key.HmacOf("x"));
    }

    [Theory]
    [MemberData(nameof(NoKeys))]
    public void What_is_no_key_is_none(string text) => Assert.Null(JournalKey.Read(text));

    [Fact]
    public void What_is_derived_tells_nothing_of_the_key_nor_of_each_other()
    {
        using var key = new JournalKey(Bytes);
        var sealing = Convert.ToHexStringLower(key.Sealing);
        var written = Convert.ToHexStringLower(Bytes);

        Assert.Equal(8, key.Id.Length);
        Assert.DoesNotContain(key.Id, written, StringComparison.Ordinal);
        Assert.DoesNotContain(key.Id, sealing, StringComparison.Ordinal);
        Assert.NotEqual(written, sealing);
        Assert.NotEqual(
            Convert.ToHexStringLower(System.Security.Cryptography.HMACSHA256.HashData(Bytes, Encoding.UTF8.GetBytes("x"))),
            key.HmacOf("x")
        );
    }

    [Fact]
    public void One_bit_of_the_key_changes_all_that_is_derived()
    {
        using var key = new JournalKey(Bytes);
        for (var bit = 0; bit < 256; bit++)
        {
            byte[] other = [.. Bytes];
            other[bit / 8] ^= (byte)(1 << bit % 8);
            using var different = new JournalKey(other);
            Assert.NotEqual(key.Id, different.Id);
            Assert.NotEqual(key.HmacOf("x"), different.HmacOf("x"));
            Assert.False(key.Sealing.SequenceEqual(different.Sealing));
        }
    }

    [Fact]
    public void A_key_is_overwritten_when_it_is_no_longer_needed()
    {
        var key = new JournalKey(Bytes);
        key.Dispose();
        Assert.False(key.Sealing.ContainsAnyExcept((byte)0));
    }
}
