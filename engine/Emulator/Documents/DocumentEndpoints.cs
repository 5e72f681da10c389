using System.Text.Json;
using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Endpoints;
using PingOneScenarios.Emulator.Errors;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Documents;

/// <summary>What can be asked of a kind of document.</summary>
internal sealed class DocumentEndpoints(DocumentKind kind)
{
    public Established<Document> Find(Call call) =>
        Find(call, call.PathValues[kind.IdName]) is { } document && document.ParentId == DocumentKind.ParentId(kind, call)
            ? document
            : ApiError.NotFound(call);

    public Answer Create(Call call, JsonElement json)
    {
        var fields = new PropertyReader(json);
        var body = Read(call, fields, null);
        if (fields.Problems.Count > 0)
            return ApiError.InvalidFields(call, fields.Problems);
        if (kind.Unserved?.Invoke(body) is { } unserved)
            return ApiError.Unserved(call, unserved);
        if (kind.MayStore?.Invoke(call, body) is { } refusal)
            return refusal;
        var document = new Document(call.Tenant.Ids.Uuid(), DocumentKind.ParentId(kind, call), body, call.Now, call.Now);
        if (call.Tenant.Documents.Add(kind, document) is { } existingId)
            return ApiError.InvalidFields(call, NotUnique.Detail(kind.UniqueBy!, existingId));
        kind.Changed?.Invoke(call, document);
        return Answer.Hal(kind.MadeStatus, ToJson(call, document));
    }

    public Answer List(Call call) =>
        new Collection<Document>(
            kind.Collection,
            asked => asked.Tenant.Documents.Of(kind, DocumentKind.ParentId(kind, asked)),
            ToJson,
            kind.Filters.Append("id")
                .ToDictionary(
                    name => name,
                    Func<Document, string> (name) => document => name == "id" ? document.Id : document.Text(name) ?? ""
                )
        ).List(call);

    public Answer Read(Call call, Document document) => Answer.Hal(200, ToJson(call, document));

    /// <summary>What is left out goes back to its default.</summary>
    public Answer Replace(Call call, Document document, JsonElement json) => Store(call, document, new PropertyReader(json));

    /// <summary>What is left out stays as it is (RFC 7396).</summary>
    public Answer Change(Call call, Document document, JsonElement json)
    {
        var merged = MergePatch.Apply(document.Body, json);
        return Store(call, document, new PropertyReader(merged));
    }

    public Answer Delete(Call call, Document document)
    {
        if (kind.MayDelete?.Invoke(call, document) is { } refusal)
            return refusal;
        call.Tenant.Documents.Remove(kind, document.Id);
        kind.Changed?.Invoke(call, document);
        return Answer.Empty(204);
    }

    /// <summary>Members that all resources have, around the body.</summary>
    public JsonObject ToJson(Call call, Document document)
    {
        var json = new JsonObject
        {
            ["_links"] = Hal.Links([
                ("self", Address(call, document)),
                ("environment", call.Tenant.Addresses.Environment),
                .. kind.Links?.Invoke(call, document) ?? [],
            ]),
            ["id"] = document.Id,
            ["environment"] = Hal.Reference(call.Tenant.EnvironmentId),
        };
        foreach (var (name, value) in document.Body)
            json[name] = value?.DeepClone();
        if (kind.HasTimes)
        {
            json["createdAt"] = Hal.Time(document.CreatedAt);
            json["updatedAt"] = Hal.Time(document.UpdatedAt);
        }
        kind.Complete?.Invoke(call, document, json);
        return json;
    }

    public string Address(Call call, Document document) => Address(call.Tenant, document);

    /// <summary>Where it is read, changed and deleted.</summary>
    public string Address(Tenant tenant, Document document)
    {
        var place = kind.Path;
        var (parent, parentId) = (kind, document.ParentId);
        while (parent?.ParentName is { } name && parentId is not null)
        {
            place = place.Replace($"{{{name}}}", parentId, StringComparison.Ordinal);
            parent = DocumentKinds.ById(name);
            parentId = parent is null ? null : tenant.Documents.Find(parent, parentId)?.ParentId;
        }
        return $"{tenant.Addresses.Environment}{place}/{(kind.NamedBy is { } named ? document.Text(named) : document.Id)}";
    }

    private Document? Find(Call call, string part) =>
        kind.NamedBy is null
            ? call.Tenant.Documents.Find(kind, part)
            : call.Tenant.Documents.FindUnique(kind, DocumentKind.ParentId(kind, call), part);

    private Answer Store(Call call, Document document, PropertyReader fields)
    {
        var body = Read(call, fields, document);
        if (fields.Problems.Count > 0)
            return ApiError.InvalidFields(call, fields.Problems);
        if (kind.Unserved?.Invoke(body) is { } unserved)
            return ApiError.Unserved(call, unserved);
        if (kind.MayStore?.Invoke(call, body) is { } refusal)
            return refusal;
        var changed = document with { Body = body, UpdatedAt = call.Now };
        if (call.Tenant.Documents.Replace(kind, changed) is { } existingId)
            return ApiError.InvalidFields(call, NotUnique.Detail(kind.UniqueBy!, existingId));
        kind.Changed?.Invoke(call, changed);
        return Answer.Hal(200, ToJson(call, changed));
    }

    private JsonObject Read(Call call, PropertyReader fields, Document? before)
    {
        var body = Field.ReadAll(fields, kind.Fields);
        kind.Check?.Invoke(call, body, fields, before);
        return body;
    }
}
