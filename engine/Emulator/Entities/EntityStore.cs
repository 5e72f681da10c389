using System.Text.Json;

namespace PingOneScenarios.Emulator.Entities;

/// <summary>The entities of one environment, by kind and id.</summary>
internal sealed class EntityStore
{
    private readonly Lock gate = new();
    private readonly Dictionary<(string Kind, string Id), Entity> entities = [];
    private readonly Dictionary<(string Kind, string ParentId), HashSet<string>> children = [];
    private readonly Dictionary<string, HashSet<string>> ids = [];
    private readonly Dictionary<(string Kind, string? ParentId, string Value), string> taken = [];

    public Entity? Find(EntityKind kind, string id)
    {
        lock (gate)
            return entities.GetValueOrDefault((kind.Name, id));
    }

    /// <summary>The entity that has a value which is unique under its parent, whatever its case.</summary>
    public Entity? FindUnique(EntityKind kind, string? parentId, string value)
    {
        lock (gate)
            return taken.TryGetValue((kind.Name, parentId, value.ToUpperInvariant()), out var id)
                ? entities.GetValueOrDefault((kind.Name, id))
                : null;
    }

    /// <summary>Everything of the kind under a parent at this moment, the oldest first.</summary>
    public IReadOnlyList<Entity> Of(EntityKind kind, string? parentId)
    {
        lock (gate)
            return parentId is null
                ? [.. Sorted(kind, ids.GetValueOrDefault(kind.Name)).Where(entity => entity.ParentId is null)]
                : Sorted(kind, children.GetValueOrDefault((kind.Name, parentId)));
    }

    /// <summary>Everything of the kind at this moment, whatever it lies under, the oldest first.</summary>
    public IReadOnlyList<Entity> All(EntityKind kind)
    {
        lock (gate)
            return Sorted(kind, ids.GetValueOrDefault(kind.Name));
    }

    /// <summary>Null when added, else the id of the entity that has what must be unique.</summary>
    public string? Add(EntityKind kind, Entity entity)
    {
        lock (gate)
        {
            if (Unique(kind, entity) is { } unique && !taken.TryAdd(unique, entity.Id))
                return taken[unique];
            entities.Add((kind.Name, entity.Id), entity);
            Below(ids, kind.Name).Add(entity.Id);
            if (entity.ParentId is { } parentId)
                Below(children, (kind.Name, parentId)).Add(entity.Id);
            return null;
        }
    }

    /// <summary>Null when changed or gone, else the id of the entity that has what must be unique.</summary>
    public string? Replace(EntityKind kind, Entity entity)
    {
        lock (gate)
        {
            if (!entities.TryGetValue((kind.Name, entity.Id), out var before))
                return null;
            var (old, unique) = (Unique(kind, before), Unique(kind, entity));
            if (unique is { } key && key != old && !taken.TryAdd(key, entity.Id))
                return taken[key];
            if (old is { } freed && freed != unique)
                taken.Remove(freed);
            entities[(kind.Name, entity.Id)] = entity;
            return null;
        }
    }

    /// <summary>Changes the entity as it is at this moment, nothing that must be unique; without effect when it is gone.</summary>
    public void Update(EntityKind kind, string id, Func<Entity, Entity> change)
    {
        lock (gate)
            if (entities.TryGetValue((kind.Name, id), out var entity))
                entities[(kind.Name, id)] = change(entity);
    }

    /// <summary>Takes out the entity and what lies under it.</summary>
    public void Remove(EntityKind kind, string id)
    {
        lock (gate)
            TakeOut(kind, id);
        RemoveUnder(id);
    }

    /// <summary>Takes out what lies under a resource of whatever type.</summary>
    public void RemoveUnder(string parentId)
    {
        foreach (var kind in EntityKinds.Table)
        foreach (var child in Of(kind, parentId))
            Remove(kind, child.Id);
    }

    private void TakeOut(EntityKind kind, string id)
    {
        if (!entities.Remove((kind.Name, id), out var entity))
            return;
        ids[kind.Name].Remove(id);
        if (Unique(kind, entity) is { } unique)
            taken.Remove(unique);
        if (entity.ParentId is { } parentId && children.TryGetValue((kind.Name, parentId), out var siblings))
        {
            siblings.Remove(id);
            if (siblings.Count == 0)
                children.Remove((kind.Name, parentId));
        }
    }

    private Entity[] Sorted(EntityKind kind, HashSet<string>? of)
    {
        if (of is null)
            return [];
        var sorted = new Entity[of.Count];
        var count = 0;
        foreach (var id in of)
            sorted[count++] = entities[(kind.Name, id)];
        Array.Sort(sorted, CompareAge);
        return sorted;
    }

    private static int CompareAge(Entity left, Entity right) =>
        left.CreatedAt.CompareTo(right.CreatedAt) is var order && order != 0 ? order : string.CompareOrdinal(left.Id, right.Id);

    private static HashSet<string> Below<TKey>(Dictionary<TKey, HashSet<string>> index, TKey key)
        where TKey : notnull => index.TryGetValue(key, out var found) ? found : index[key] = [];

    private static (string, string?, string)? Unique(EntityKind kind, Entity entity) =>
        kind.UniqueBy is { } name && entity.Body[name] is { } node && node.GetValueKind() == JsonValueKind.String
            ? (kind.Name, entity.ParentId, node.GetValue<string>().ToUpperInvariant())
            : null;
}
