using System.Text.Json;
using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Administration;
using PingOneScenarios.Emulator.Checks;
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
            (call, population) => ToJson(call.Tenant, population),
            new Dictionary<string, Func<Population, string>>
            {
                ["id"] = population => population.Id,
                ["name"] = population => population.Name,
            }
        );

    public static Answer Create(Call call, JsonElement json)
    {
        var fields = new PropertyReader(json);
        var population = new Population
        {
            Id = call.Tenant.Ids.Uuid(),
            Name = fields.Text("name", required: true, (1, 256)) ?? "",
            Description = fields.Text("description"),
            IsDefault = fields.Flag("default") ?? false,
            CreatedAt = call.Now,
            UpdatedAt = call.Now,
        };
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

    /// <summary>Only with no users in it, and never the default one.</summary>
    public static Answer Delete(Call call, Population population) =>
        call.Tenant.Registry.TryRemovePopulation(population.Id)
            ? Answer.Empty(204)
            : ApiError.InvalidFields(
                call,
                new ErrorDetail("CONSTRAINT_VIOLATION", null, "The population is the default one or still has users")
            );

    public static string Address(Tenant tenant, string populationId) => $"{tenant.Addresses.Environment}/populations/{populationId}";

    private static JsonObject ToJson(Tenant tenant, Population population)
    {
        var json = new JsonObject
        {
            ["_links"] = Hal.Links(("self", Address(tenant, population.Id)), ("environment", tenant.Addresses.Environment)),
            ["id"] = population.Id,
            ["environment"] = Hal.Reference(tenant.EnvironmentId),
            ["name"] = population.Name,
        };
        Hal.AddIfKnown(json, "description", population.Description);
        json["userCount"] = tenant.Registry.UserCount(population.Id);
        json["createdAt"] = Hal.Time(population.CreatedAt);
        json["updatedAt"] = Hal.Time(population.UpdatedAt);
        json["default"] = population.IsDefault;
        return json;
    }
}
