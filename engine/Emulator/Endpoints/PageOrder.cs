using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Endpoints;

/// <summary>Where an item stands in an ordered list, whatever else is in it.</summary>
/// <param name="Text">Of the attribute it is ordered by; empty for the order of age.</param>
/// <param name="At">When it was made.</param>
/// <param name="Id">Of the item.</param>
internal readonly record struct PageKey(string Text, DateTimeOffset At, string Id) : IComparable<PageKey>
{
    public int CompareTo(PageKey other)
    {
        var order = string.Compare(Text, other.Text, StringComparison.OrdinalIgnoreCase);
        order = order != 0 ? order : At.CompareTo(other.At);
        return order != 0 ? order : string.CompareOrdinal(Id, other.Id);
    }
}

/// <summary>How a list is ordered: by age, or by an attribute, up or down.</summary>
/// <param name="Read">Null for the order of age.</param>
/// <param name="IsDown">The last comes first.</param>
internal sealed record PageOrder<T>(Func<T, string>? Read, bool IsDown)
    where T : IResource
{
    /// <summary>Null when there is no such attribute.</summary>
    /// <param name="written">Such as <c>-createdAt</c>; null for the order of age.</param>
    /// <param name="attributes">By their names.</param>
    public static PageOrder<T>? Of(string? written, IReadOnlyDictionary<string, Func<T, string>> attributes)
    {
        if (written is null)
            return new(null, false);
        var isDown = written[0] == '-';
        return attributes.TryGetValue(isDown ? written[1..] : written, out var read) ? new(read, isDown) : null;
    }

    public PageKey KeyOf(T item) => new(Read is null ? "" : Read(item), item.CreatedAt, item.Id);

    /// <param name="items">In the order of age.</param>
    public T[] Sort(T[] items) =>
        Read is null ? items
        : IsDown ? [.. items.OrderByDescending(KeyOf)]
        : [.. items.OrderBy(KeyOf)];

    /// <summary>The place of the first item that does not come before the key, in items of this order.</summary>
    public int PlaceOf(T[] items, PageKey key)
    {
        var (low, high) = (0, items.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Compare(KeyOf(items[middle]), key) < 0)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

    private int Compare(PageKey left, PageKey right) => IsDown ? right.CompareTo(left) : left.CompareTo(right);
}
