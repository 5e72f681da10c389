using System.Text;
using PingOneScenarios.Engine.Journal;

namespace PingOneScenarios.Engine.Tests.Journal;

/// <summary>A row can be opened only with its key, at its place, as it was written.</summary>
public sealed class RowSealTests : IDisposable
{
    private readonly JournalKey key = new([.. Enumerable.Range(1, 32).Select(i => (byte)i)]);
    private readonly RowSeal seal;

    public RowSealTests() => seal = new RowSeal(key);

    public void Dispose()
    {
        seal.Dispose();
        key.Dispose();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1023)]
    [InlineData(1024)]
    [InlineData(60_000)]
    [InlineData(3_000_000)]
    public void A_row_reads_back_as_it_was(int length)
    {
        var row = Row(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"name\":\"äöü\"}", length / 16 + 1)))[..length]);
        var closed = seal.Close(row);
        Assert.Equal(row.Body.ToArray(), seal.Open(closed).Body.ToArray());
        Assert.Equal(row with { Body = default }, closed with { Body = default });
    }

    [Fact]
    public void What_cannot_be_made_smaller_is_sealed_as_it_is()
    {
        var body = new byte[20_000];
        new Random(4711).NextBytes(body);
        var closed = seal.Close(Row(body));
        Assert.Equal(body.Length + 33, closed.Body.Length);
        Assert.Equal(body, seal.Open(closed).Body.ToArray());
    }

    [Fact]
    public void The_same_row_is_never_sealed_the_same_way()
    {
        var row = Row("{}"u8.ToArray());
        var all = Enumerable.Range(0, 1000).Select(_ => Convert.ToHexString(seal.Close(row).Body.Span)).ToList();
        Assert.Equal(all.Count, all.Distinct().Count());
        // The nonce, not only what follows from it.
        Assert.Equal(all.Count, all.Select(a => a[10..34]).Distinct().Count());
    }

    [Theory]
    [InlineData(40)]
    [InlineData(2_000)]
    public void A_row_with_any_bit_turned_is_not_opened(int length)
    {
        var body = seal.Close(Row(Encoding.ASCII.GetBytes(new string('x', length)))).Body.ToArray();
        for (var bit = 0; bit < body.Length * 8; bit++)
        {
            body[bit / 8] ^= (byte)(1 << bit % 8);
            var refused = Assert.Throws<JournalException>(() => seal.Open(Row(body)));
            Assert.Contains("row 3 of the run run1", refused.Message, StringComparison.Ordinal);
            body[bit / 8] ^= (byte)(1 << bit % 8);
        }
        Assert.Equal(length, seal.Open(Row(body)).Body.Length);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(60)]
    public void A_row_that_is_cut_or_lengthened_is_not_opened(int length)
    {
        var body = seal.Close(Row("what was written"u8.ToArray())).Body.ToArray();
        Array.Resize(ref body, length);
        Assert.Throws<JournalException>(() => seal.Open(Row(body)));
    }

    [Fact]
    public void A_row_is_good_only_at_its_place()
    {
        var closed = seal.Close(Row("what was written"u8.ToArray()));
        Assert.Throws<JournalException>(() => seal.Open(closed with { Number = 4 }));
        Assert.Throws<JournalException>(() => seal.Open(closed with { Number = 3 << 8 }));
        Assert.Throws<JournalException>(() => seal.Open(closed with { Run = "run2" }));
        Assert.Throws<JournalException>(() => seal.Open(closed with { Run = "run" }));
        Assert.Throws<JournalException>(() => seal.Open(closed with { Run = "run1 " }));
        // The time is no place: it is told by the clock, and stands in the body too where it matters.
        Assert.Equal(closed.Number, seal.Open(closed with { At = DateTimeOffset.UnixEpoch }).Number);
    }

    [Fact]
    public void A_row_of_another_schema_is_not_opened()
    {
        // As a p1s of the next schema would seal it: the schema stands first in what is authenticated.
        var row = Row("what was written"u8.ToArray());
        using var cipher = new System.Security.Cryptography.AesGcm(key.Sealing, 16);
        var body = new byte[33 + row.Body.Length];
        body[0] = 1;
        Convert.FromHexString(key.Id).CopyTo(body.AsSpan(1));
        byte[] place = [0, 0, 0, JournalRow.Schema, 0, 0, 0, 3, 1, .. "run1"u8];
        cipher.Encrypt(body.AsSpan(5, 12), row.Body.Span, body.AsSpan(33), body.AsSpan(17, 16), place);
        Assert.Equal(row.Body.ToArray(), seal.Open(Row(body)).Body.ToArray());

        place[3]++;
        cipher.Encrypt(body.AsSpan(5, 12), row.Body.Span, body.AsSpan(33), body.AsSpan(17, 16), place);
        Assert.Throws<JournalException>(() => seal.Open(Row(body)));
    }

    [Fact]
    public void A_row_of_another_key_says_which()
    {
        using var other = new JournalKey([.. Enumerable.Range(2, 32).Select(i => (byte)i)]);
        using var foreign = new RowSeal(other);
        var refused = Assert.Throws<JournalException>(() => seal.Open(foreign.Close(Row("{}"u8.ToArray()))));
        Assert.Equal($"row 3 of the run run1 is sealed with the key {other.Id}, and the key here is {key.Id}", refused.Message);
    }

    [Fact]
    public async Task Several_threads_may_seal_and_open()
    {
        var work = Enumerable
            .Range(0, 8)
            .Select(t =>
                Task.Run(() =>
                {
                    for (var i = 0; i < 300; i++)
                    {
                        var row = Row(Encoding.ASCII.GetBytes(new string((char)('a' + t), 100 + 7 * i)));
                        Assert.Equal(row.Body.ToArray(), seal.Open(seal.Close(row)).Body.ToArray());
                    }
                })
            );
        await Task.WhenAll(work);
    }

    private static JournalRow Row(byte[] body) => new("run1", 3, new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), body);
}
