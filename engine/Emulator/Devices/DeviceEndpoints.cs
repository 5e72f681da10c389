using System.Text.Json;
using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Endpoints;
using PingOneScenarios.Emulator.Entities;
using PingOneScenarios.Emulator.Errors;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Devices;

/// <summary><c>/v1/environments/{envID}/users/{userID}/devices</c>: what is done to a device is its media type.</summary>
internal static class DeviceEndpoints
{
    private static readonly string ReorderType = DeviceActions.MediaType("devices.reorder");
    private static readonly string RemoveType = DeviceActions.MediaType("devices.order.remove");
    private static readonly EntityEndpoints One = new(DeviceKinds.Device);

    private static readonly Collection<Entity> All = new(
        DeviceKinds.Device.Collection,
        call => DeviceState.Of(call.Tenant, call.PathValues["userID"]),
        Hal.Written<Entity>(One.ToJson),
        new Dictionary<string, Func<Entity, string>>
        {
            ["id"] = device => device.Id,
            ["status"] = device => device.Text("status") ?? "",
            ["type"] = device => device.Text("type") ?? "",
        }
    )
    {
        // It is about the list, not about the devices in it.
        Expansions = new() { ["order"] = (_, _) => null },
    };

    /// <summary>With <c>expand=order</c> it says the order, which else only shows in the list.</summary>
    public static Answer List(Call call, User user)
    {
        var answer = All.List(call);
        if (answer.Status != 200 || call.Request.Query["expand"] != "order")
            return answer;
        var json = (JsonObject)JsonNode.Parse(answer.Body.Span)!;
        json["order"] = Order(DeviceState.Of(call.Tenant, user.Id));
        return Answer.Hal(200, json);
    }

    public static Answer? CheckMediaType(Call call) => MediaTypes.OneOf(MediaTypes.Json, ReorderType)(call);

    public static Answer? CheckRemoval(Call call) => MediaTypes.OneOf(RemoveType)(call);

    public static Answer Post(Call call, User user, JsonElement json) =>
        call.MediaType.Equals(ReorderType, StringComparison.OrdinalIgnoreCase) ? Reorder(call, user, json) : Create(call, user, json);

    private static Answer Create(Call call, User user, JsonElement json)
    {
        var fields = new PropertyReader(json);
        if (fields.Text("type") is { } name && DeviceType.Unserved.Contains(name))
            return NotServed.Of(call, $"devices of type {name}");
        if (NewDevice.Read(call, user, fields) is not { } made)
            return ApiError.InvalidFields(call, fields.Problems);
        call.Tenant.Entities.Add(DeviceKinds.Device, made.Device);
        var device = DeviceState.IsActive(made.Device) ? DeviceState.Activate(call, made.Device)! : made.Device;
        var body = One.ToJson(call, device);
        // These two are said once.
        Hal.AddIfKnown(body, "secret", made.Secret);
        Hal.AddIfKnown(body, "keyUri", made.KeyUri);
        return Answer.Hal(201, body);
    }

    /// <summary>Every active device stands in the body once, the default one first.</summary>
    private static Answer Reorder(Call call, User user, JsonElement json)
    {
        var fields = new PropertyReader(json);
        var ids = (fields.Children("order", required: true) ?? []).Select(item => item.Text("id", required: true)).ToArray();
        if (fields.Problems.Count > 0)
            return ApiError.InvalidFields(call, fields.Problems);
        var active = DeviceState.Of(call.Tenant, user.Id).Where(DeviceState.IsActive).Select(device => device.Id).ToHashSet();
        if (ids.Length != active.Count || !active.SetEquals(ids!))
            return ApiError.InvalidFields(
                call,
                new ErrorDetail("INVALID_VALUE", "order", "must name every active device of the user exactly once")
            );
        for (var place = 1; place <= ids.Length; place++)
            SetPlace(call, ids[place - 1]!, place);
        return Answer.Hal(200, new JsonObject { ["order"] = Order(DeviceState.Of(call.Tenant, user.Id)) });
    }

    /// <summary>From then on the user is asked which device to use.</summary>
    public static Answer RemoveOrder(Call call, User user)
    {
        foreach (var device in DeviceState.Of(call.Tenant, user.Id))
            SetPlace(call, device.Id, null);
        return Answer.Empty(204);
    }

    public static Answer SetNickname(Call call, Entity device, JsonElement json)
    {
        var fields = new PropertyReader(json);
        if (!fields.Has("nickname"))
            fields.Missing("nickname");
        var nickname = fields.Text("nickname", required: false, (0, 100));
        if (fields.Problems.Count > 0)
            return ApiError.InvalidFields(call, fields.Problems);
        return Changed(call, device, body => SetOrRemove(body, "nickname", nickname));
    }

    /// <summary>Finds the device of the path.</summary>
    public static Established<Entity> Find(Call call) => One.Find(call);

    /// <summary>Changes it and shows it; 404 when it is gone.</summary>
    public static Answer Changed(Call call, Entity device, Action<JsonObject> change) =>
        DeviceState.Change(call, device.Id, change) is { } changed ? Answer.Hal(200, One.ToJson(call, changed)) : ApiError.NotFound(call);

    public static Answer Shown(Call call, Entity? device) =>
        device is null ? ApiError.NotFound(call) : Answer.Hal(200, One.ToJson(call, device));

    private static void SetPlace(Call call, string deviceId, int? place) =>
        DeviceState.Change(
            call,
            deviceId,
            body =>
            {
                var hidden = DeviceState.HiddenOf(body);
                if (place is { } number)
                    hidden["place"] = number;
                else
                    hidden.Remove("place");
            }
        );

    private static void SetOrRemove(JsonObject body, string name, string? value)
    {
        if (string.IsNullOrEmpty(value))
            body.Remove(name);
        else
            body[name] = value;
    }

    private static JsonArray Order(IEnumerable<Entity> devices) =>
        new([.. devices.Where(device => DeviceState.Place(device) is not null).Select(JsonNode (device) => Hal.Reference(device.Id))]);
}
