using System.Text.Json;
using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Administration;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Entities;
using PingOneScenarios.Emulator.Errors;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Endpoints;

/// <summary><c>/v1/environments/{envID}/populations</c></summary>
internal static class PopulationEndpoints
{
    public static Collection<Population> All { get; } =
        new(
            "populations",
            Visible,
            Hal.Written<Population>((call, population) => ToJson(call.Tenant, population)),
            new Dictionary<string, Func<Population, string>>
            {
                ["id"] = population => population.Id,
                ["name"] = population => population.Name,
            }
        )
        {
            Operators = ["eq", "sw"],
            Lists = new() { ["alternativeIdentifiers"] = (_, population) => population.AlternativeIdentifiers },
            Keys = new()
            {
                ["id"] = (call, id) => Just(call.Tenant.Registry.FindPopulation(id)),
                ["name"] = (call, name) => Just(call.Tenant.Registry.FindPopulationByName(name)),
            },
        };

    public static Answer Create(Call call, JsonElement json)
    {
        var fields = new PropertyReader(json);
        var population = Read(
            call,
            fields,
            new Population
            {
                Id = call.Tenant.Ids.Uuid(),
                Name = "",
                IsDefault = false,
                CreatedAt = call.Now,
                UpdatedAt = call.Now,
            }
        );
        if (fields.Problems.Count > 0)
            return ApiError.InvalidFields(call, fields.Problems);
        if (call.Tenant.Registry.Add(population) is { } existingId)
            return ApiError.InvalidFields(call, NotUnique.Detail("name", existingId));
        return Answer.Hal(201, ToJson(call.Tenant, population));
    }

    private static IReadOnlyList<Population> Visible(Call call) =>
        ActorRights.VisiblePopulations(call) is { } visible
            ? [.. call.Tenant.Registry.Populations().Where(population => visible.Contains(population.Id))]
            : call.Tenant.Registry.Populations();

    public static Answer Read(Call call, Population population) => Answer.Hal(200, ToJson(call.Tenant, population));

    public static Answer Replace(Call call, Population population, JsonElement json)
    {
        var fields = new PropertyReader(json);
        var changed = Read(call, fields, population);
        if (fields.Problems.Count > 0)
            return ApiError.InvalidFields(call, fields.Problems);
        var replaced = call.Tenant.Registry.Replace(population.Id, _ => changed with { UpdatedAt = call.Now });
        if (replaced.HolderId is { } existingId)
            return ApiError.InvalidFields(call, NotUnique.Detail("name", existingId));
        return replaced.Now is { } now ? Answer.Hal(200, ToJson(call.Tenant, now)) : ApiError.NotFound(call);
    }

    /// <summary>Only with no users in it, and never the default one.</summary>
    public static Answer Delete(Call call, Population population) =>
        call.Tenant.Registry.Remove(population) switch
        {
            RemovePopulationResult.Removed => Answer.Empty(204),
            RemovePopulationResult.IsLast => Refuse(call, "The environment must contain at least one population"),
            RemovePopulationResult.IsDefault => Refuse(call, "The population is the default one of the environment"),
            _ => Refuse(call, "The population still has users"),
        };

    public static string Address(Tenant tenant, string populationId) => $"{tenant.Addresses.Environment}/populations/{populationId}";

    public static JsonObject ToJson(Tenant tenant, Population population)
    {
        var json = new JsonObject
        {
            ["_links"] = Hal.Links(("self", Address(tenant, population.Id)), ("environment", tenant.Addresses.Environment)),
            ["id"] = population.Id,
            ["environment"] = Hal.Reference(tenant.EnvironmentId),
            ["name"] = population.Name,
        };
        Hal.AddIfKnown(json, "description", population.Description);
        Hal.AddIfKnown(json, "preferredLanguage", population.PreferredLanguage);
        if (!population.AlternativeIdentifiers.IsEmpty)
            json["alternativeIdentifiers"] = Hal.List(population.AlternativeIdentifiers);
        if (population.PasswordPolicyId is { } policy)
            json["passwordPolicy"] = Hal.Reference(policy);
        if (population.ThemeId is { } theme)
            json["theme"] = Hal.Reference(theme);
        json["userCount"] = tenant.Registry.UserCount(population.Id);
        json["createdAt"] = Hal.Time(population.CreatedAt);
        json["updatedAt"] = Hal.Time(population.UpdatedAt);
        json["default"] = population.IsDefault;
        return json;
    }

    private static Population Read(Call call, PropertyReader fields, Population before)
    {
        var policy = fields.Child("passwordPolicy")?.Text("id", required: true);
        if (policy is not null && call.Tenant.Entities.Find(PasswordPolicies.Kind, policy) is null)
            fields.Invalid("passwordPolicy.id", "is not a password policy of the environment");
        return before with
        {
            Name = fields.Text("name", required: true, (1, 256)) ?? "",
            Description = fields.Text("description"),
            IsDefault = fields.Flag("default") ?? false,
            PreferredLanguage = fields.Text("preferredLanguage"),
            AlternativeIdentifiers = fields.Texts("alternativeIdentifiers"),
            PasswordPolicyId = policy,
            ThemeId = fields.Child("theme")?.Text("id", required: true),
        };
    }

    private static Answer Refuse(Call call, string why) => ApiError.InvalidFields(call, new ErrorDetail("CONSTRAINT_VIOLATION", null, why));

    private static Population[] Just(Population? population) => population is null ? [] : [population];
}
