using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Endpoints;
using PingOneScenarios.Emulator.Entities;
using PingOneScenarios.Emulator.Errors;

namespace PingOneScenarios.Emulator.Providers;

/// <summary>Identity providers, what of their users becomes what of ours, and which of our users is which of theirs.</summary>
internal static class ProviderKinds
{
    private const string Core = "CORE";

    private static readonly Field Icon = Field.Object("icon", required: false, Field.Text("id"), Field.Text("href"));

    private static readonly string[] NeverMapped = ["account", "id", "created", "updated", "lifecycle", "mfaEnabled", "enabled"];

    private static readonly string[] Addresses =
    [
        "authorizationEndpoint",
        "discoveryEndpoint",
        "issuer",
        "jwksEndpoint",
        "tokenEndpoint",
        "userInfoEndpoint",
    ];

    public static EntityKind Provider { get; } =
        new(
            "identityProvider",
            "/identityProviders",
            "providerID",
            [
                Field.Text("name", required: true, maximum: 256),
                Field.Text("description"),
                Field.Flag("enabled", required: true),
                Field.Choice("type", [.. ProviderType.Table.Select(type => type.Name)], required: true),
                Icon,
                Icon with
                {
                    Name = "loginButtonIcon",
                },
                Field.Object("registration", required: false, Field.Reference("population")),
            ]
        )
        {
            UniqueBy = "name",
            MadeStatus = 200,
            Filters = ["name", "type"],
            Check = ReadOfType,
            Changed = Follow,
            Links = (call, provider) => [("attributes", $"{call.Tenant.Addresses.Environment}/identityProviders/{provider.Id}/attributes")],
        };

    public static EntityKind Mapping { get; } =
        new(
            "identityProviderAttribute",
            "/identityProviders/{providerID}/attributes",
            "providerAttributeID",
            [
                Field.Text("name", required: true),
                Field.Text("value", required: true),
                Field.Choice("update", ["EMPTY_ONLY", "ALWAYS"], required: true),
            ]
        )
        {
            UniqueBy = "name",
            Check = CheckMapping,
            Complete = (_, mapping, json) => json["identityProvider"] = Hal.Reference(mapping.ParentId!),
            MayDelete = (call, mapping) =>
                mapping.Text("mappingType") == Core
                    ? ApiError.InvalidFields(call, new ErrorDetail("CONSTRAINT_VIOLATION", null, "A core attribute cannot be deleted"))
                    : null,
        };

    /// <summary>One is made by a request of another media type than <c>application/json</c>, or by a sign-on.</summary>
    public static EntityKind LinkedAccount { get; } =
        new("linkedAccount", "/users/{userID}/linkedAccounts", "linkedAccountID", [])
        {
            Operations = EntityOperations.List | EntityOperations.Read | EntityOperations.Delete,
            Expansions = new() { ["identityProviders"] = ProviderOf },
            Complete = (_, linked, json) => json["user"] = Hal.Reference(linked.ParentId!),
        };

    public static ImmutableArray<EntityKind> Rows { get; } = [Provider, Mapping, LinkedAccount];

    /// <summary>Null when the environment has none of the id.</summary>
    public static Entity? Find(Call call, string id) => call.Tenant.Entities.Find(Provider, id);

    private static JsonObject? ProviderOf(Call call, Entity linked) =>
        Find(call, linked.Text("identityProvider.id")!) is { } provider ? new EntityEndpoints(Provider).ToJson(call, provider) : null;

    private static void ReadOfType(Call call, JsonObject body, PropertyReader fields, Entity? before)
    {
        CheckPopulation(call, body, fields);
        if (ProviderType.Table.FirstOrDefault(type => type.Name == (string?)body["type"]) is not { } type)
            return;
        if (before is not null && before.Text("type") != type.Name)
            fields.Invalid("type", "cannot be changed");
        foreach (var (name, value) in Field.ReadAll(fields, type.Fields).ToArray())
            body[name] = value?.DeepClone();
        if (type.Name == ProviderType.OpenIdConnect)
            CheckAddresses(body, fields);
    }

    private static void CheckPopulation(Call call, JsonObject body, PropertyReader fields)
    {
        if (body["registration"]?["population"]?["id"]?.GetValue<string>() is { } id && call.Tenant.Registry.FindPopulation(id) is null)
            fields.Add(UserEndpoints.UnknownPopulation("registration.population.id"));
    }

    private static void CheckAddresses(JsonObject body, PropertyReader fields)
    {
        foreach (var name in Addresses.Where(name => (string?)body[name] is { } url && !Outside.IsAddress(url)))
            fields.Invalid(name, "must be a URL of https; on this machine also of http");
    }

    /// <summary>A new one maps the username from the start; one that is gone leaves no accounts behind.</summary>
    private static void Follow(Call call, Entity provider)
    {
        var entities = call.Tenant.Entities;
        if (entities.Find(Provider, provider.Id) is null)
        {
            foreach (var linked in entities.All(LinkedAccount).Where(linked => linked.Text("identityProvider.id") == provider.Id))
                entities.Remove(LinkedAccount, linked.Id);
            return;
        }
        var username = new JsonObject
        {
            ["name"] = "username",
            ["value"] = ProviderType.Table.First(type => type.Name == provider.Text("type")).Username,
            ["update"] = "EMPTY_ONLY",
            ["mappingType"] = Core,
        };
        if (entities.FindUnique(Mapping, provider.Id, "username") is null)
            entities.Add(Mapping, new Entity(call.Tenant.Ids.Uuid(), provider.Id, username, call.Now, call.Now));
    }

    private static void CheckMapping(Call call, JsonObject body, PropertyReader fields, Entity? before)
    {
        var name = (string?)body["name"] ?? "";
        body["mappingType"] = before?.Text("mappingType") ?? "CUSTOM";
        if (NeverMapped.Contains(name.Split('.')[0]))
            fields.Invalid("name", "is an attribute that no provider sets");
        if (before?.Text("mappingType") == Core && (name != before.Text("name") || (string?)body["update"] != before.Text("update")))
            fields.Invalid("name", "of a core attribute cannot be changed, nor when it is updated");
    }
}
