using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Endpoints;

namespace PingOneScenarios.Emulator.Flows;

/// <summary>A flow as JSON. Its links name what may be posted next.</summary>
internal static class FlowBody
{
    public static JsonObject ToJson(Call call, Flow flow)
    {
        var self = call.Tenant.Addresses.Flow(flow.Id);
        var json = new JsonObject
        {
            ["_links"] = Hal.Links([("self", self), .. FlowActions.LinksOf(flow).Select(name => (name, self))]),
            ["id"] = flow.Id,
        };
        if (flow is { IsCompleted: true, Session: { } session })
            json["session"] = Hal.Reference(session.Id);
        json["resumeUrl"] = call.Tenant.Addresses.Resume(flow.Id);
        json["status"] = flow.Status;
        json["createdAt"] = Hal.Time(flow.CreatedAt);
        json["expiresAt"] = Hal.Time(flow.ExpiresAt);
        json["_embedded"] = Embedded(call, flow);
        if (!flow.IsCompleted && flow.Step is { } step)
            SignOnKinds.Of(step).Show?.Invoke(call, flow, json);
        return json;
    }

    private static JsonObject Embedded(Call call, Flow flow)
    {
        var json = new JsonObject();
        if (flow.UserId is { } id && call.Tenant.Registry.FindUser(id) is { } user)
        {
            var shown = new JsonObject { ["id"] = user.Id, ["username"] = user.Username };
            if (user.Name.Count > 0)
                shown["name"] = UserBody.Texts(user.Name);
            json["user"] = shown;
        }
        if (flow.Request is { } request)
            json["application"] = new JsonObject { ["name"] = request.ApplicationName };
        else if (flow.ClientId is { } clientId && call.Tenant.Registry.FindApplication(clientId) is { } client)
            json["application"] = new JsonObject { ["name"] = client.Name };
        return json;
    }
}
