using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Endpoints;

/// <summary>
/// <c>/inbox/messages?to=ADDRESS</c>: the mailbox scenarios read one-time codes from. PingOne has none; on a tenant the operator names one of
/// the same shape. No token is needed.
/// </summary>
internal static class InboxEndpoints
{
    public const string Path = "/inbox/messages";

    public static Answer Read(Call call) =>
        Answer
            .Json(
                200,
                new JsonObject
                {
                    ["messages"] = new JsonArray([.. call.Organization.Inbox.To(To(call)).Select(JsonNode (message) => ToJson(message))]),
                }
            )
            .NotStored();

    public static Answer Clear(Call call)
    {
        call.Organization.Inbox.Remove(To(call));
        return Answer.Empty(204);
    }

    private static string? To(Call call) => call.Request.Query["to"].ToString() is { Length: > 0 } recipient ? recipient : null;

    private static JsonObject ToJson(Message message) =>
        new()
        {
            ["id"] = message.Id,
            ["to"] = message.To,
            ["channel"] = message.Channel,
            ["purpose"] = message.Purpose,
            ["code"] = message.Code,
            ["text"] = message.Text,
            ["createdAt"] = Hal.Time(message.CreatedAt),
        };
}
