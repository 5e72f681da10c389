using System.Globalization;
using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Endpoints;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Controls;

/// <summary>What the page asks for again and again. Nothing secret is in it.</summary>
internal static class ControlState
{
    public static JsonObject Of(Call call, RequestLog log, Organization organization)
    {
        var after = long.TryParse(call.Request.Query["after"], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : 0;
        var clock = organization.Clock as AdjustableClock;
        return new JsonObject
        {
            ["now"] = Hal.Time(organization.Clock.GetUtcNow()),
            ["clock"] = new JsonObject { ["still"] = clock?.IsStill ?? false, ["offset"] = (long)(clock?.Offset.TotalSeconds ?? 0) },
            ["organization"] = organization.Id,
            ["environments"] = new JsonArray([
                .. organization
                    .Tenants()
                    .Select(JsonNode (tenant) => new JsonObject { ["id"] = tenant.EnvironmentId, ["name"] = tenant.Profile.Name }),
            ]),
            ["faults"] = Hal.List(organization.Faults.Faults.Select(fault => fault.Text)),
            ["requests"] = new JsonArray([.. log.After(after).Select(JsonNode (request) => ToJson(request))]),
            ["made"] = new JsonArray([.. StoreEndpoint.Made(organization).Select(JsonNode (made) => ToJson(made))]),
            ["messages"] = new JsonArray([.. organization.Inbox.To(null).TakeLast(100).Select(JsonNode (message) => ToJson(message))]),
        };
    }

    private static JsonObject ToJson(LoggedRequest request)
    {
        var json = new JsonObject
        {
            ["number"] = request.Number,
            ["at"] = Hal.Time(request.At),
            ["method"] = request.Method,
            ["path"] = request.Path,
            ["query"] = Hal.List(request.QueryNames),
            ["status"] = request.Status,
            ["ms"] = Math.Round(request.Took.TotalMilliseconds, 1),
            ["checks"] = new JsonArray([
                .. request.Checks.Select(JsonNode (check) => new JsonObject { ["name"] = check.Name, ["passed"] = check.Passed }),
            ]),
        };
        Hal.AddIfKnown(json, "fault", request.Fault);
        Hal.AddIfKnown(json, "why", request.Why);
        return json;
    }

    private static JsonObject ToJson(Made made)
    {
        var json = new JsonObject { ["kind"] = made.Kind, ["id"] = made.Id };
        Hal.AddIfKnown(json, "name", made.Name);
        json["href"] = made.Address;
        return json;
    }

    private static JsonObject ToJson(Message message) =>
        new()
        {
            ["id"] = message.Id,
            ["to"] = message.To,
            ["channel"] = message.Channel,
            ["purpose"] = message.Purpose,
            ["createdAt"] = Hal.Time(message.CreatedAt),
        };
}
