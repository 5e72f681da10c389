using System.Text.Json;

namespace PingOneScenarios.Emulator.Documents;

/// <summary>The documents of one environment, by kind and id.</summary>
internal sealed class DocumentStore
{
    private readonly Lock gate = new();
    private readonly Dictionary<(string Kind, string Id), Document> documents = [];
    private readonly Dictionary<(string Kind, string ParentId), HashSet<string>> children = [];
    private readonly Dictionary<string, HashSet<string>> ids = [];
    private readonly Dictionary<(string Kind, string? ParentId, string Value), string> taken = [];

    public Document? Find(DocumentKind kind, string id)
    {
        lock (gate)
            return documents.GetValueOrDefault((kind.Name, id));
    }

    /// <summary>The document that has a value which is unique under its parent, whatever its case.</summary>
    public Document? FindUnique(DocumentKind kind, string? parentId, string value)
    {
        lock (gate)
            return taken.TryGetValue((kind.Name, parentId, value.ToUpperInvariant()), out var id)
                ? documents.GetValueOrDefault((kind.Name, id))
                : null;
    }

    /// <summary>Everything of the kind under a parent at this moment, the oldest first.</summary>
    public IReadOnlyList<Document> Of(DocumentKind kind, string? parentId)
    {
        lock (gate)
            return parentId is null
                ? [.. Sorted(kind, ids.GetValueOrDefault(kind.Name)).Where(document => document.ParentId is null)]
                : Sorted(kind, children.GetValueOrDefault((kind.Name, parentId)));
    }

    /// <summary>Everything of the kind at this moment, whatever it lies under, the oldest first.</summary>
    public IReadOnlyList<Document> All(DocumentKind kind)
    {
        lock (gate)
            return Sorted(kind, ids.GetValueOrDefault(kind.Name));
    }

    /// <summary>Null when added, else the id of the document that has what must be unique.</summary>
    public string? Add(DocumentKind kind, Document document)
    {
        lock (gate)
        {
            if (Unique(kind, document) is { } unique && !taken.TryAdd(unique, document.Id))
                return taken[unique];
            documents.Add((kind.Name, document.Id), document);
            Below(ids, kind.Name).Add(document.Id);
            if (document.ParentId is { } parentId)
                Below(children, (kind.Name, parentId)).Add(document.Id);
            return null;
        }
    }

    /// <summary>Null when changed or gone, else the id of the document that has what must be unique.</summary>
    public string? Replace(DocumentKind kind, Document document)
    {
        lock (gate)
        {
            if (!documents.TryGetValue((kind.Name, document.Id), out var before))
                return null;
            var (old, unique) = (Unique(kind, before), Unique(kind, document));
            if (unique is { } key && key != old && !taken.TryAdd(key, document.Id))
                return taken[key];
            if (old is { } freed && freed != unique)
                taken.Remove(freed);
            documents[(kind.Name, document.Id)] = document;
            return null;
        }
    }

    /// <summary>Changes the document as it is at this moment, nothing that must be unique; without effect when it is gone.</summary>
    public void Update(DocumentKind kind, string id, Func<Document, Document> change)
    {
        lock (gate)
            if (documents.TryGetValue((kind.Name, id), out var document))
                documents[(kind.Name, id)] = change(document);
    }

    /// <summary>Takes out the document and what lies under it.</summary>
    public void Remove(DocumentKind kind, string id)
    {
        lock (gate)
            TakeOut(kind, id);
        RemoveUnder(id);
    }

    /// <summary>Takes out what lies under a resource of whatever type.</summary>
    public void RemoveUnder(string parentId)
    {
        foreach (var kind in DocumentKinds.Table)
        foreach (var child in Of(kind, parentId))
            Remove(kind, child.Id);
    }

    private void TakeOut(DocumentKind kind, string id)
    {
        if (!documents.Remove((kind.Name, id), out var document))
            return;
        ids[kind.Name].Remove(id);
        if (Unique(kind, document) is { } unique)
            taken.Remove(unique);
        if (document.ParentId is { } parentId && children.TryGetValue((kind.Name, parentId), out var siblings))
        {
            siblings.Remove(id);
            if (siblings.Count == 0)
                children.Remove((kind.Name, parentId));
        }
    }

    private Document[] Sorted(DocumentKind kind, IEnumerable<string>? of) =>
        [.. (of ?? []).Select(id => documents[(kind.Name, id)]).OrderBy(document => (document.CreatedAt, document.Id))];

    private static HashSet<string> Below<TKey>(Dictionary<TKey, HashSet<string>> index, TKey key)
        where TKey : notnull => index.TryGetValue(key, out var found) ? found : index[key] = [];

    private static (string, string?, string)? Unique(DocumentKind kind, Document document) =>
        kind.UniqueBy is { } name && document.Body[name] is { } node && node.GetValueKind() == JsonValueKind.String
            ? (kind.Name, document.ParentId, node.GetValue<string>().ToUpperInvariant())
            : null;
}
