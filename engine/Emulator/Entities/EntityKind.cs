using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Checks;

namespace PingOneScenarios.Emulator.Entities;

/// <summary>A kind of resource the emulator keeps as it is sent: its place, its members, its rules. A row of <see cref="EntityKinds"/>.</summary>
/// <param name="Name">What it is called, such as <c>group</c>; unique.</param>
/// <param name="Path">Below the environment, such as <c>/applications/{applicationID}/grants</c>; its last part is the member of <c>_embedded</c>, unless <see cref="Collection"/> says otherwise.</param>
/// <param name="IdName">The name of the id in a route, such as <c>groupID</c>.</param>
/// <param name="Fields">The members a body may have; what is not among them is ignored.</param>
internal sealed record EntityKind(string Name, string Path, string IdName, ImmutableArray<Field> Fields)
{
    /// <summary>The member that is unique under a parent, whatever its case; null for none.</summary>
    public string? UniqueBy { get; init; }

    /// <summary>The member that names an entity in its address in place of its id; it is <see cref="UniqueBy"/> as well. Null for the id.</summary>
    public string? NamedBy { get; init; }

    /// <summary>It shows when it was made and last changed.</summary>
    public bool HasTimes { get; init; } = true;

    /// <summary>The status of the answer to the request that makes one; PingOne says 200 of a few.</summary>
    public int MadeStatus { get; init; } = 201;

    /// <summary>What PingOne allows with it.</summary>
    public EntityOperations Operations { get; init; } = EntityOperations.Usual;

    /// <summary>The members a list may be filtered by, beside <c>id</c>; texts at paths such as <c>name</c>.</summary>
    public ImmutableArray<string> Filters { get; init; } = [];

    /// <summary>What <c>expand</c> may name: a resource that an entity refers to.</summary>
    public Dictionary<string, Func<Call, Entity, JsonObject?>> Expansions { get; init; } = [];

    /// <summary>Rules between members, and with what else there is; told by the reader. The last is the entity before a change, null for a new one.</summary>
    public Action<Call, JsonObject, PropertyReader, Entity?>? Check { get; init; }

    /// <summary>An answer that keeps a new entity, or the change of one, out although its members are right; null lets it in.</summary>
    public Func<Call, JsonObject, Answer?>? MayStore { get; init; }

    /// <summary>What of a good body PingOne can do and the emulator cannot; null when it can all of it.</summary>
    public Func<JsonObject, string?>? Unserved { get; init; }

    /// <summary>Computed members, set on the JSON that is shown.</summary>
    public Action<Call, Entity, JsonObject>? Complete { get; init; }

    /// <summary>Links beside <c>self</c> and <c>environment</c>: names and addresses.</summary>
    public Func<Call, Entity, IEnumerable<(string Name, string Href)>>? Links { get; init; }

    /// <summary>An answer that keeps the entity from being deleted; null lets it go.</summary>
    public Func<Call, Entity, Answer?>? MayDelete { get; init; }

    /// <summary>After an entity was added, changed or taken out: what else follows from it.</summary>
    public Action<Call, Entity>? Changed { get; init; }

    /// <summary>The member of <c>_embedded</c>.</summary>
    public string Collection { get; init; } = Path[(Path.LastIndexOf('/') + 1)..];

    /// <summary>The name of the part of the path that names the parent; null directly under the environment.</summary>
    public string? ParentName => Path.Split('/') is { Length: > 2 } parts && parts[^2].StartsWith('{') ? parts[^2][1..^1] : null;

    /// <summary>Set on an entity that is shown: text of the environment's own resources.</summary>
    public static string? ParentId(EntityKind kind, Call call) => kind.ParentName is { } name ? call.PathValues[name] : null;
}

/// <summary>What may be done with a kind of entity.</summary>
[Flags]
internal enum EntityOperations
{
    None = 0,
    Create = 1,
    List = 2,
    Read = 4,
    Replace = 8,
    Change = 16,
    Delete = 32,

    /// <summary>All but PATCH, which PingOne has for few.</summary>
    Usual = Create | List | Read | Replace | Delete,
}
