using System.Diagnostics.CodeAnalysis;

namespace PingOneScenarios.Emulator.Store;

/// <summary>Resources of one type by their id, by their unique name, and in the order they were made. Its owner has the lock.</summary>
internal sealed class Shelf<T>(Func<T, string> nameOf)
    where T : class, IResource
{
    private readonly Dictionary<string, T> byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> idsByName = new(StringComparer.OrdinalIgnoreCase);
    private readonly SortedDictionary<Age, T> byAge = [];

    public int Count => byId.Count;

    /// <summary>The oldest first.</summary>
    public T[] All() => [.. byAge.Values];

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
        byAge[new Age(item.CreatedAt, item.Id)] = item;
    }

    public bool Remove(string id, [NotNullWhen(true)] out T? item)
    {
        if (!byId.Remove(id, out item))
            return false;
        idsByName.Remove(nameOf(item));
        byAge.Remove(new Age(item.CreatedAt, id));
        return true;
    }

    private readonly record struct Age(DateTimeOffset At, string Id) : IComparable<Age>
    {
        public int CompareTo(Age other) => At.CompareTo(other.At) is var order && order != 0 ? order : string.CompareOrdinal(Id, other.Id);
    }
}
