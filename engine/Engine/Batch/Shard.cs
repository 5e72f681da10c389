using System.Globalization;

namespace PingOneScenarios.Engine.Batch;

/// <summary>One part of many runs: those whose index leaves the same rest.</summary>
/// <param name="Number">Which part, from 1.</param>
/// <param name="Count">How many parts there are.</param>
internal sealed record Shard(int Number, int Count)
{
    /// <summary>Such as <c>2/5</c>; null for what is none.</summary>
    public static Shard? Read(string text) =>
        text.Split('/') is [var number, var count]
        && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var k)
        && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var n)
        && k >= 1
        && k <= n
            ? new Shard(k, n)
            : null;

    /// <summary>Whether a run belongs to it.</summary>
    /// <param name="index">Its place among all runs, from 0.</param>
    public bool Has(long index) => index % Count == Number - 1;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Number}/{Count}");
}
