using System.Collections.Immutable;
using System.Globalization;

namespace PingOneScenarios.Engine.Batch.Rows;

/// <summary>Rows by their numbers, from 1.</summary>
internal sealed class RowSelection
{
    private readonly ImmutableArray<(long From, long To)> ranges;

    private RowSelection(ImmutableArray<(long From, long To)> ranges) => this.ranges = ranges;

    public static RowSelection All { get; } = new([(1, long.MaxValue)]);

    /// <summary>The last row that was asked for by its number; null when all are meant.</summary>
    public long? Last => ranges is [] or [.., (_, long.MaxValue)] ? null : ranges[^1].To;

    public bool Contains(long number)
    {
        var (low, high) = (0, ranges.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (number < ranges[middle].From)
                high = middle - 1;
            else if (number > ranges[middle].To)
                low = middle + 1;
            else
                return true;
        }
        return false;
    }

    /// <summary><c>1,5,7-9</c>; null when it is no list of numbers.</summary>
    public static RowSelection? Parse(string written)
    {
        var found = new List<(long From, long To)>();
        foreach (var part in written.Split(','))
        {
            var dash = part.IndexOf('-', StringComparison.Ordinal);
            var from = Number(dash < 0 ? part : part[..dash]);
            var to = dash < 0 ? from : Number(part[(dash + 1)..]);
            if (from is null || to is null || to < from)
                return null;
            found.Add((from.Value, to.Value));
        }
        return Of(found);
    }

    /// <summary>Rows in any order, also twice.</summary>
    public static RowSelection Of(IEnumerable<(long From, long To)> numbers)
    {
        var merged = new List<(long From, long To)>();
        foreach (var range in numbers.Order())
        {
            if (merged.Count > 0 && range.From <= merged[^1].To + 1)
                merged[^1] = (merged[^1].From, Math.Max(merged[^1].To, range.To));
            else
                merged.Add(range);
        }
        return new RowSelection([.. merged]);
    }

    /// <summary>The number of a row; null for what is none.</summary>
    public static long? Number(string written) =>
        long.TryParse(written.AsSpan().Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number is > 0 and < long.MaxValue
            ? number
            : null;
}
