using System.Text.Json;
using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Errors;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Endpoints;

/// <summary><c>…/users/{userID}/enabled</c> and the other members of a user that are read and changed one by one; and its account.</summary>
internal static class UserStateEndpoints
{
    public static Answer ReadEnabled(Call call, User user) => Answer.Hal(200, Flag(call, user, "enabled", user.Enabled));

    public static Answer SetEnabled(Call call, User user, JsonElement json) =>
        SetFlag(call, user, json, "enabled", (now, flag) => now with { Enabled = flag });

    public static Answer ReadMfaEnabled(Call call, User user) => Answer.Hal(200, Flag(call, user, "mfaEnabled", user.MfaEnabled));

    public static Answer SetMfaEnabled(Call call, User user, JsonElement json) =>
        SetFlag(call, user, json, "mfaEnabled", (now, flag) => now with { MfaEnabled = flag });

    public static Answer ReadPopulation(Call call, User user) =>
        Answer.Hal(200, With(call, user, "population", json => json["id"] = user.PopulationId));

    public static Answer SetPopulation(Call call, User user, JsonElement json)
    {
        var fields = new PropertyReader(json);
        var id = fields.Text("id", required: true);
        if (id is not null && call.Tenant.Registry.FindPopulation(id) is null)
            fields.Add(UserEndpoints.UnknownPopulation("id"));
        if (fields.Problems.Count > 0)
            return ApiError.InvalidFields(call, fields.Problems);
        return call.Tenant.Registry.Move(user.Id, id!, call.Now) is { } moved ? ReadPopulation(call, moved) : ApiError.NotFound(call);
    }

    public static Answer ReadVerifyStatus(Call call, User user) =>
        Answer.Hal(200, With(call, user, "verifyStatus", json => json["verifyStatus"] = user.VerifyStatus));

    public static Answer SetVerifyStatus(Call call, User user, JsonElement json)
    {
        var fields = new PropertyReader(json);
        var status = fields.Choice("verifyStatus", UserFields.VerifyStatuses, required: true);
        return fields.Problems.Count > 0
            ? ApiError.InvalidFields(call, fields.Problems)
            : Keep(call, user, now => now with { VerifyStatus = status! }, ReadVerifyStatus);
    }

    public static Answer ReadIdentityProvider(Call call, User user) =>
        Answer.Hal(200, With(call, user, "identityProvider", json => json["identityProvider"] = UserBody.IdentityProvider(call, user)));

    /// <summary>Without an id PingOne itself is the provider.</summary>
    public static Answer SetIdentityProvider(Call call, User user, JsonElement json)
    {
        var fields = new PropertyReader(json);
        var id = fields.Child("identityProvider")?.Text("id");
        return fields.Problems.Count > 0
            ? ApiError.InvalidFields(call, fields.Problems)
            : Keep(call, user, now => now with { IdentityProviderId = id }, ReadIdentityProvider);
    }

    private static Answer SetFlag(Call call, User user, JsonElement json, string name, Func<User, bool, User> change)
    {
        var fields = new PropertyReader(json);
        return fields.Flag(name, required: true) is { } flag
            ? Keep(call, user, now => change(now, flag), (asked, _) => Answer.Hal(200, Flag(asked, user, name, flag)))
            : ApiError.InvalidFields(call, fields.Problems);
    }

    private static Answer Keep(Call call, User user, Func<User, User> change, Func<Call, User, Answer> show) =>
        call.Tenant.Registry.Update(user.Id, now => change(now) with { UpdatedAt = call.Now }) is { } stored
            ? show(call, stored)
            : ApiError.NotFound(call);

    private static JsonObject Flag(Call call, User user, string name, bool value) => With(call, user, name, json => json[name] = value);

    private static JsonObject With(Call call, User user, string place, Action<JsonObject> add)
    {
        var self = UserEndpoints.Address(call.Tenant, user.Id);
        var json = new JsonObject
        {
            ["_links"] = Hal.Links(("self", $"{self}/{place}"), ("environment", call.Tenant.Addresses.Environment), ("user", self)),
        };
        add(json);
        return json;
    }
}
