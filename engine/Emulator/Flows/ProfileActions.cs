using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Entities;
using PingOneScenarios.Emulator.Errors;

namespace PingOneScenarios.Emulator.Flows;

/// <summary>Attributes of the user that are still missing: the action PROGRESSIVE_PROFILING.</summary>
internal static class ProfileActions
{
    private const string Type = "PROGRESSIVE_PROFILING";

    public static ImmutableArray<SignOnKind> Kinds { get; } =
    [
        new(Type, Enter)
        {
            NeedsUser = true,
            IsDone = IsDone,
            Show = Show,
            Fields =
            [
                Field.Objects("attributes", required: true, Field.Text("name", required: true), Field.Flag("required", required: true)),
                Field.Flag("preventMultiplePromptsPerFlow", required: true),
                Field.Number("promptIntervalSeconds", 1, int.MaxValue, required: true),
                Field.Text("promptText", required: true),
            ],
        },
    ];

    public static ImmutableArray<FlowAction> Rows { get; } = [new("user.update", [FlowStatus.ProfileDataRequired], Update)];

    private static Flow Enter(Call call, Flow flow, Entity action) => flow with { Status = FlowStatus.ProfileDataRequired };

    /// <summary>What is not required is asked for once in an interval only.</summary>
    private static bool IsDone(Call call, Flow flow, Entity action)
    {
        if (action.Flag("preventMultiplePromptsPerFlow") && flow.Deeds.Actions.ContainsKey(Type))
            return true;
        var missing = Missing(call, flow, action).ToArray();
        if (missing.Length == 0)
            return true;
        var interval = TimeSpan.FromSeconds(action.Number("promptIntervalSeconds") ?? 0);
        return missing.All(attribute => !attribute.Required)
            && call.Tenant.SignOns.Prompts.Last(flow.UserId!, action.Id) is { } last
            && call.Now - last < interval;
    }

    private static IEnumerable<(string Name, bool Required)> Missing(Call call, Flow flow, Entity action) =>
        flow.UserId is { } id && call.Tenant.Registry.FindUser(id) is { } user
            ? AttributesOf(action).Where(attribute => UserProfile.Find(user, attribute.Name) is null)
            : [];

    private static IEnumerable<(string Name, bool Required)> AttributesOf(Entity action) =>
        action.Items("attributes").Select(item => (item["name"]!.GetValue<string>(), item["required"]!.GetValue<bool>()));

    private static void Show(Call call, Flow flow, JsonObject json)
    {
        json["promptText"] = flow.Step!.Text("promptText");
        var attributes = Missing(call, flow, flow.Step)
            .Select(
                JsonNode (attribute) =>
                    new JsonObject
                    {
                        ["schemaPropertyName"] = attribute.Name,
                        ["displayName"] = attribute.Name,
                        ["required"] = attribute.Required,
                    }
            );
        json["_embedded"]!["attributes"] = new JsonArray([.. attributes]);
    }

    private static Answer Update(Call call, Flow flow, JsonElement json)
    {
        if (call.Tenant.Registry.FindUser(flow.UserId!) is not { } user)
            return ApiError.NotFound(call);
        var fields = new PropertyReader(json);
        var changed = UserProfile.Change(user, fields);
        foreach (var (name, _) in Missing(call, flow, flow.Step!).Where(attribute => attribute.Required))
            if (UserProfile.Find(changed, name) is null && fields.Problems.Count == 0)
                fields.Missing(name);
        if (fields.Problems.Count > 0)
            return ApiError.InvalidFields(call, fields.Problems);
        call.Tenant.Registry.Update(user.Id, now => UserProfile.Change(now, new PropertyReader(json)) with { UpdatedAt = call.Now });
        call.Tenant.SignOns.Prompts.Note(user.Id, flow.Step!.Id, call.Now);
        return FlowSteps.GoOn(call, flow);
    }
}
