using System.Text.Json;
using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Endpoints;
using PingOneScenarios.Emulator.Errors;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Entities;

/// <summary>What can be asked of a kind of entity.</summary>
internal sealed class EntityEndpoints(EntityKind kind)
{
    public Established<Entity> Find(Call call) =>
        Find(call, call.PathValues[kind.IdName]) is { } entity && entity.ParentId == EntityKind.ParentId(kind, call)
            ? entity
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
        var entity = new Entity(call.Tenant.Ids.Uuid(), EntityKind.ParentId(kind, call), body, call.Now, call.Now);
        if (call.Tenant.Entities.Add(kind, entity) is { } existingId)
            return ApiError.InvalidFields(call, NotUnique.Detail(kind.UniqueBy!, existingId));
        kind.Changed?.Invoke(call, entity);
        return Answer.Hal(kind.MadeStatus, ToJson(call, entity));
    }

    public Answer List(Call call) => All.List(call);

    public Answer Read(Call call, Entity entity) =>
        kind.Expansions.Count > 0 ? All.Read(call, entity, more: null) : Answer.Hal(200, ToJson(call, entity));

    private Collection<Entity> All =>
        new(
            kind.Collection,
            asked => asked.Tenant.Entities.Of(kind, EntityKind.ParentId(kind, asked)),
            Hal.Written<Entity>(ToJson),
            kind.Filters.Append("id")
                .ToDictionary(name => name, Func<Entity, string> (name) => entity => name == "id" ? entity.Id : entity.Text(name) ?? "")
        )
        {
            Expansions = kind.Expansions,
        };

    /// <summary>What is left out goes back to its default.</summary>
    public Answer Replace(Call call, Entity entity, JsonElement json) => Store(call, entity, new PropertyReader(json));

    /// <summary>What is left out stays as it is (RFC 7396).</summary>
    public Answer Change(Call call, Entity entity, JsonElement json)
    {
        var merged = MergePatch.Apply(entity.Body, json);
        return Store(call, entity, new PropertyReader(merged));
    }

    public Answer Delete(Call call, Entity entity)
    {
        if (kind.MayDelete?.Invoke(call, entity) is { } refusal)
            return refusal;
        call.Tenant.Entities.Remove(kind, entity.Id);
        kind.Changed?.Invoke(call, entity);
        return Answer.Empty(204);
    }

    /// <summary>Members that all resources have, around the body.</summary>
    public JsonObject ToJson(Call call, Entity entity)
    {
        var json = new JsonObject
        {
            ["_links"] = Hal.Links([
                ("self", Address(call, entity)),
                ("environment", call.Tenant.Addresses.Environment),
                .. kind.Links?.Invoke(call, entity) ?? [],
            ]),
            ["id"] = entity.Id,
            ["environment"] = Hal.Reference(call.Tenant.EnvironmentId),
        };
        foreach (var (name, value) in entity.Body)
            json[name] = value?.DeepClone();
        if (kind.HasTimes)
        {
            json["createdAt"] = Hal.Time(entity.CreatedAt);
            json["updatedAt"] = Hal.Time(entity.UpdatedAt);
        }
        kind.Complete?.Invoke(call, entity, json);
        return json;
    }

    public string Address(Call call, Entity entity) => Address(call.Tenant, entity);

    /// <summary>Where it is read, changed and deleted.</summary>
    public string Address(Tenant tenant, Entity entity)
    {
        var place = kind.Path;
        var (parent, parentId) = (kind, entity.ParentId);
        while (parent?.ParentName is { } name && parentId is not null)
        {
            place = place.Replace($"{{{name}}}", parentId, StringComparison.Ordinal);
            parent = EntityKinds.ById(name);
            parentId = parent is null ? null : tenant.Entities.Find(parent, parentId)?.ParentId;
        }
        return $"{tenant.Addresses.Environment}{place}/{(kind.NamedBy is { } named ? entity.Text(named) : entity.Id)}";
    }

    private Entity? Find(Call call, string part) =>
        kind.NamedBy is null
            ? call.Tenant.Entities.Find(kind, part)
            : call.Tenant.Entities.FindUnique(kind, EntityKind.ParentId(kind, call), part);

    private Answer Store(Call call, Entity entity, PropertyReader fields)
    {
        var body = Read(call, fields, entity);
        if (fields.Problems.Count > 0)
            return ApiError.InvalidFields(call, fields.Problems);
        if (kind.Unserved?.Invoke(body) is { } unserved)
            return ApiError.Unserved(call, unserved);
        if (kind.MayStore?.Invoke(call, body) is { } refusal)
            return refusal;
        var changed = entity with { Body = body, UpdatedAt = call.Now };
        if (call.Tenant.Entities.Replace(kind, changed) is { } existingId)
            return ApiError.InvalidFields(call, NotUnique.Detail(kind.UniqueBy!, existingId));
        kind.Changed?.Invoke(call, changed);
        return Answer.Hal(200, ToJson(call, changed));
    }

    private JsonObject Read(Call call, PropertyReader fields, Entity? before)
    {
        var body = Field.ReadAll(fields, kind.Fields);
        kind.Check?.Invoke(call, body, fields, before);
        return body;
    }
}
