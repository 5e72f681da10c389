using PingOneScenarios.Engine.Batch;

namespace PingOneScenarios.Engine.Tests.Batch;

/// <summary>Parts of many runs.</summary>
public sealed class ShardTests
{
    [Theory]
    [InlineData("1/1")]
    [InlineData("2/5")]
    [InlineData("5/5")]
    [InlineData("1/2147483647")]
    public void A_shard_is_written_as_it_is_read(string text) => Assert.Equal(text, Shard.Read(text)?.ToString());

    [Theory]
    [InlineData("")]
    [InlineData("0/5")]
    [InlineData("6/5")]
    [InlineData("1/0")]
    [InlineData("-1/5")]
    [InlineData("1/5/9")]
    [InlineData(" 1/5")]
    [InlineData("1")]
    [InlineData("a/b")]
    [InlineData("1/99999999999")]
    public void What_is_no_part_is_none(string text) => Assert.Null(Shard.Read(text));

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    public void Every_run_is_in_one_shard(int count)
    {
        for (var index = 0L; index < 50; index++)
            Assert.Single(Enumerable.Range(1, count), k => new Shard(k, count).Has(index));
        Assert.True(new Shard(1, count).Has(0));
    }
}
