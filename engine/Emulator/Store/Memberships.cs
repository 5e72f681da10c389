namespace PingOneScenarios.Emulator.Store;

/// <summary>Which users are in which groups, by the ids of both.</summary>
internal sealed class Memberships
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, SortedSet<string>> groupsOfUsers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SortedSet<string>> usersOfGroups = new(StringComparer.Ordinal);

    /// <summary>False when the user was in the group already.</summary>
    public bool Add(string userId, string groupId)
    {
        lock (gate)
            return Put(groupsOfUsers, userId, groupId) && Put(usersOfGroups, groupId, userId);
    }

    /// <summary>False when the user was not in the group.</summary>
    public bool Remove(string userId, string groupId)
    {
        lock (gate)
            return Take(groupsOfUsers, userId, groupId) && Take(usersOfGroups, groupId, userId);
    }

    public IReadOnlyList<string> GroupsOf(string userId)
    {
        lock (gate)
            return groupsOfUsers.TryGetValue(userId, out var ids) ? [.. ids] : [];
    }

    public IReadOnlyList<string> UsersOf(string groupId)
    {
        lock (gate)
            return usersOfGroups.TryGetValue(groupId, out var ids) ? [.. ids] : [];
    }

    public void RemoveUser(string userId)
    {
        foreach (var groupId in GroupsOf(userId))
            Remove(userId, groupId);
    }

    public void RemoveGroup(string groupId)
    {
        foreach (var userId in UsersOf(groupId))
            Remove(userId, groupId);
    }

    private static bool Put(Dictionary<string, SortedSet<string>> table, string key, string value)
    {
        if (!table.TryGetValue(key, out var values))
            table[key] = values = new(StringComparer.Ordinal);
        return values.Add(value);
    }

    private static bool Take(Dictionary<string, SortedSet<string>> table, string key, string value)
    {
        if (!table.TryGetValue(key, out var values) || !values.Remove(value))
            return false;
        if (values.Count == 0)
            table.Remove(key);
        return true;
    }
}
