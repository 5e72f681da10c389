using System.Collections.Immutable;
using PingOneScenarios.Emulator.Entities;

namespace PingOneScenarios.Emulator.Administration;

/// <summary>A set of permissions that is assigned to a worker, a user or a group, for a scope.</summary>
internal sealed record Role(string Name, string Description, ImmutableArray<string> ApplicableTo)
{
    public const string Organization = "ORGANIZATION";
    public const string Environment = "ENVIRONMENT";
    public const string Population = "POPULATION";
    public const string Application = "APPLICATION";

    /// <summary>The scopes an assignment may have.</summary>
    public static ImmutableArray<string> ScopeTypes { get; } = [Organization, Environment, Population, Application];

    /// <summary>Of a built-in one it comes from the name: it is the same in every environment.</summary>
    public string Id { get; private init; } = BuiltIn.IdOf($"role {Name}");

    /// <summary>What it allows, by area.</summary>
    public ImmutableSortedDictionary<Area, Actions> Areas { get; private init; } = ImmutableSortedDictionary<Area, Actions>.Empty;

    /// <summary>What a custom role allows, by identifier; empty of a built-in one.</summary>
    public ImmutableHashSet<string> Permissions { get; private init; } = [];

    /// <summary>The names of the built-in roles whose bearer may assign this one.</summary>
    public ImmutableHashSet<string> AssignedBy { get; private init; } = [];

    /// <summary>A built-in role, or a custom one of the environment; null when there is none.</summary>
    public static Role? Find(EntityStore entities, string id) =>
        BuiltInRoles.Table.FirstOrDefault(role => role.Id == id) ?? (entities.Find(RoleKinds.Custom, id) is { } custom ? Of(custom) : null);

    public bool Allows(Right right, Actions action) =>
        Areas.GetValueOrDefault(right.Area).HasFlag(action) || Permissions.Contains(right.Permission(action));

    /// <summary>A role is assigned by who has it, unless it is a built-in one that PingOne lets nobody give on, and by the roles above it.</summary>
    public bool IsAssignableBy(Role other) =>
        AssignedBy.Contains(other.Id)
        || other.Name switch
        {
            "Organization Admin" => Name is "Environment Admin" or "Organization Admin",
            "Environment Admin" => Name != "Organization Admin",
            "Identity Data Admin" => Name is "Identity Data Admin" or "Identity Data Read Only" or "Help Desk Admin",
            _ => Permissions.Count > 0 && other.Id == Id,
        };

    /// <summary>Every permission it has, in the order of the table.</summary>
    public IEnumerable<(Right Right, Actions Action)> All() =>
        from right in Right.Table
        from action in (Actions[])[Actions.Read, Actions.Create, Actions.Update, Actions.Delete]
        where Allows(right, action)
        select (right, action);

    private static Role Of(Entity custom) =>
        new(custom.Text("name") ?? "", custom.Text("description") ?? "", Texts(custom, "applicableTo"))
        {
            Id = custom.Id,
            Permissions = [.. Ids(custom, "permissions")],
            AssignedBy = [.. Ids(custom, "canBeAssignedBy")],
        };

    private static ImmutableArray<string> Texts(Entity entity, string member) =>
        [.. entity.Items(member).Select(item => item.GetValue<string>())];

    private static IEnumerable<string> Ids(Entity entity, string member) =>
        entity.Items(member).Select(item => item["id"]!.GetValue<string>());

    /// <summary>The role with these actions in further areas.</summary>
    public Role With(Actions actions, params IEnumerable<Area> areas) =>
        this with
        {
            Areas = Areas.AddRange(areas.Select(area => KeyValuePair.Create(area, actions))),
        };
}
