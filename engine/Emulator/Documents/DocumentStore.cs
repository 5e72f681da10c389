using System.Text.Json;

namespace PingOneScenarios.Emulator.Documents;

/// <summary>The documents of one environment, by kind and id.</summary>
internal sealed class DocumentStore
{
    private readonly Lock gate = new();
    private readonly Dictionary<(string Kind, string Id), Document> documents = [];
    private readonly Dictionary<(string Kind, string? ParentId, string Value), string> taken = [];

    public Document? Find(DocumentKind kind, string id)
    {
        lock (gate)
            return documents.GetValueOrDefault((kind.Name, id));
    }

    /// <summary>Everything of the kind under a parent at this moment, the oldest first.</summary>
    public IReadOnlyList<Document> Of(DocumentKind kind, string? parentId) => All(kind, document => document.ParentId == parentId);

    /// <summary>Everything of the kind at this moment, whatever it lies under, the oldest first.</summary>
    public IReadOnlyList<Document> All(DocumentKind kind) => All(kind, _ => true);

    /// <summary>Null when added, else the id of the document that has what must be unique.</summary>
    public string? Add(DocumentKind kind, Document document)
    {
        lock (gate)
        {
            if (Unique(kind, document) is { } unique && !taken.TryAdd(unique, document.Id))
                return taken[unique];
            documents.Add((kind.Name, document.Id), document);
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
            if (documents.Remove((kind.Name, id), out var document) && Unique(kind, document) is { } unique)
                taken.Remove(unique);
        RemoveUnder(id);
    }

    /// <summary>Takes out what lies under a resource of whatever type.</summary>
    public void RemoveUnder(string parentId)
    {
        foreach (var kind in DocumentKinds.Table)
        foreach (var child in Of(kind, parentId))
            Remove(kind, child.Id);
    }

    private Document[] All(DocumentKind kind, Func<Document, bool> isMeant)
    {
        lock (gate)
            return
            [
                .. documents
                    .Where(pair => pair.Key.Kind == kind.Name && isMeant(pair.Value))
                    .Select(pair => pair.Value)
                    .OrderBy(document => (document.CreatedAt, document.Id)),
            ];
    }

    private static (string, string?, string)? Unique(DocumentKind kind, Document document) =>
        kind.UniqueBy is { } name && document.Body[name] is { } node && node.GetValueKind() == JsonValueKind.String
            ? (kind.Name, document.ParentId, node.GetValue<string>().ToUpperInvariant())
            : null;
}
