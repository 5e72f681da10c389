using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Endpoints;
using PingOneScenarios.Emulator.Errors;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Flows;

/// <summary><c>…/users/{userID}/sessions</c>: what the user is signed on with, and ending it.</summary>
internal static class SessionEndpoints
{
    /// <summary>The newest first, all in one page: there are at most ten.</summary>
    public static Answer List(Call call, User user)
    {
        var sessions = call.Tenant.SignOns.Sessions.OfUser(user.Id);
        return Answer.Hal(
            200,
            new JsonObject
            {
                ["_links"] = Hal.Links(("self", Address(call, user))),
                ["_embedded"] = new JsonObject
                {
                    ["sessions"] = new JsonArray([.. sessions.Select(JsonNode (session) => ToJson(call, user, session))]),
                },
                ["count"] = sessions.Count,
                ["size"] = sessions.Count,
            }
        );
    }

    public static Answer Read(Call call, User user) =>
        Find(call, user) is { } session ? Answer.Hal(200, ToJson(call, user, session)) : ApiError.NotFound(call);

    public static Answer Delete(Call call, User user)
    {
        if (Find(call, user) is not { } session)
            return ApiError.NotFound(call);
        call.Tenant.SignOns.Sessions.Take(session.Token);
        return Answer.Empty(204);
    }

    private static Session? Find(Call call, User user) =>
        call.Tenant.SignOns.Sessions.OfUser(user.Id).FirstOrDefault(session => session.Id == call.PathValues["sessionID"]);

    private static string Address(Call call, User user) => $"{UserEndpoints.Address(call.Tenant, user.Id)}/sessions";

    private static JsonObject ToJson(Call call, User user, Session session)
    {
        var json = new JsonObject
        {
            ["_links"] = Hal.Links(
                ("self", $"{Address(call, user)}/{session.Id}"),
                ("environment", call.Tenant.Addresses.Environment),
                ("user", UserEndpoints.Address(call.Tenant, user.Id))
            ),
            ["id"] = session.Id,
            ["environment"] = Hal.Reference(call.Tenant.EnvironmentId),
            ["user"] = Hal.Reference(user.Id),
            ["createdAt"] = Hal.Time(session.CreatedAt),
            ["activeAt"] = Hal.Time(session.ActiveAt),
            ["locations"] = new JsonArray(new JsonObject { ["at"] = Hal.Time(session.SignedOnAt), ["remoteIp"] = session.RemoteIp }),
            ["lastSignOn"] = LastSignOn(session),
        };
        Hal.AddIfKnown(json, "userAgent", session.UserAgent);
        return json;
    }

    private static JsonObject LastSignOn(Session session)
    {
        var methods = new JsonObject();
        foreach (var (method, at) in session.Deeds.Methods)
            methods[method] = new JsonObject { ["at"] = Hal.Time(at) };
        return new JsonObject
        {
            ["remoteIp"] = session.RemoteIp,
            ["at"] = Hal.Time(session.SignedOnAt),
            ["withAuthenticator"] = methods,
        };
    }
}
