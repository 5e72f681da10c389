using System.Text.Json;
using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Endpoints;
using PingOneScenarios.Emulator.Entities;
using PingOneScenarios.Emulator.Errors;

namespace PingOneScenarios.Emulator.Administration;

/// <summary>What can be asked of a <see cref="Setting"/>.</summary>
internal sealed class SettingEndpoints(Setting setting)
{
    private static readonly EndpointCheck Json = MediaTypes.OneOf(MediaTypes.Json);

    public IEnumerable<Route> Routes()
    {
        var path = Emulator.Routes.Environment + setting.Kind.Path;
        yield return new("GET", path, Emulator.Routes.Managed.To(Read));
        yield return new("PUT", path, Emulator.Routes.Managed.Require(Json).Find(PostedJson.Check).To(Replace));
        if (setting.MayBeDeleted)
            yield return new("DELETE", path, Emulator.Routes.Managed.To(Delete));
    }

    private Answer Read(Call call) => Answer.Hal(200, ToJson(call));

    private Answer Replace(Call call, JsonElement json)
    {
        var fields = new PropertyReader(json);
        var body = Field.ReadAll(fields, setting.Kind.Fields);
        if (fields.Problems.Count > 0)
            return ApiError.InvalidFields(call, fields.Problems);
        var entity = new Entity(setting.Kind.Name, null, body, call.Now, call.Now) { IsBuiltIn = true };
        if (Find(call) is { } before)
            call.Tenant.Entities.Replace(setting.Kind, entity with { CreatedAt = before.CreatedAt });
        else
            call.Tenant.Entities.Add(setting.Kind, entity);
        return Read(call);
    }

    private Answer Delete(Call call)
    {
        call.Tenant.Entities.Remove(setting.Kind, setting.Kind.Name);
        return setting.HasId ? Read(call) : Answer.Empty(204);
    }

    private Entity? Find(Call call) => call.Tenant.Entities.Find(setting.Kind, setting.Kind.Name);

    private JsonObject ToJson(Call call)
    {
        var json = new JsonObject
        {
            ["_links"] = Hal.Links(
                ("self", call.Tenant.Addresses.Environment + setting.Kind.Path),
                ("environment", call.Tenant.Addresses.Environment)
            ),
        };
        // An environment has one, so its id is that of the environment.
        if (setting.HasId)
            json["id"] = call.Tenant.EnvironmentId;
        foreach (var (name, value) in Find(call)?.Body ?? setting.Start())
            json[name] = value?.DeepClone();
        return json;
    }
}
