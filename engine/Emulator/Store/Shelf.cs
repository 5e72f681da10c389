using System.Diagnostics.CodeAnalysis;

namespace PingOneScenarios.Emulator.Store;

/// <summary>Resources of one type by their id, by their unique name, and in the order they were made. Its owner has the lock.</summary>
internal sealed class Shelf<T>(Func<T, string> nameOf)
    where T : class, IResource
{
    private readonly Dictionary<string, T> byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> idsByName = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<T> byAge = [];

    // What All gives, until something changes: a page of many is read without a copy of all.
    private T[]? all;

    public int Count => byId.Count;

    /// <summary>The oldest first. Whoever gets it does not change it.</summary>
    public T[] All() => all ??= [.. byAge];

    public T? Find(string id) => byId.GetValueOrDefault(id);

    /// <summary>Whatever the case of the name.</summary>
    public T? FindByName(string name) => idsByName.TryGetValue(name, out var id) ? byId[id] : null;

    /// <summary>Null when added, else the id of the one that has the name.</summary>
    public string? Add(T item)
    {
        if (!idsByName.TryAdd(nameOf(item), item.Id))
            return idsByName[nameOf(item)];
        Put(item);
        return null;
    }

    /// <summary>Null when changed, else the id of the other one that has the name. The id and the time it was made stay.</summary>
    public string? Replace(T item)
    {
        var (before, after) = (nameOf(byId[item.Id]), nameOf(item));
        if (idsByName.TryGetValue(after, out var holder) && holder != item.Id)
            return holder;
        idsByName.Remove(before);
        idsByName[after] = item.Id;
        Put(item);
        return null;
    }

    /// <summary>For a change that leaves the name as it is.</summary>
    public void Put(T item)
    {
        byId[item.Id] = item;
        var place = PlaceOf(item);
        if (place < byAge.Count && byAge[place].Id == item.Id)
            byAge[place] = item;
        else
            byAge.Insert(place, item);
        all = null;
    }

    public bool Remove(string id, [NotNullWhen(true)] out T? item)
    {
        if (!byId.Remove(id, out item))
            return false;
        idsByName.Remove(nameOf(item));
        byAge.RemoveAt(PlaceOf(item));
        all = null;
        return true;
    }

    /// <summary>Of the first one that is not older; a new one is mostly the youngest.</summary>
    private int PlaceOf(T item)
    {
        if (byAge.Count == 0 || CompareAge(byAge[^1], item) < 0)
            return byAge.Count;
        var (low, high) = (0, byAge.Count - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (CompareAge(byAge[middle], item) < 0)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

    private static int CompareAge(T left, T right) =>
        left.CreatedAt.CompareTo(right.CreatedAt) is var order && order != 0 ? order : string.CompareOrdinal(left.Id, right.Id);
}
