using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Faults;

namespace PingOneScenarios.Emulator.Controls;

/// <summary>
/// <c>/__emulator</c>: a page to look at the emulator and to move its clock, its faults and its state. It is there only when it was asked for,
/// since whoever reaches it can make any run look good.
/// </summary>
internal sealed class ControlEndpoints(ControlAccess access, RequestLog log, CurrentOrganization current)
{
    public const string Prefix = "/__emulator";

    public static bool IsPath(string path) =>
        path.StartsWith(Prefix, StringComparison.Ordinal) && (path.Length == Prefix.Length || path[Prefix.Length] == '/');

    public Answer Run(Call call)
    {
        var path = call.Request.Path.Value![Prefix.Length..];
        if (path == "/open" && HttpMethods.IsGet(call.Request.Method))
            return access.Open(call) ?? Refuse("The address was used, or is not the one that was printed when the emulator started.");
        if (!access.Allows(call))
            return Refuse("Open the address that was printed when the emulator started; it lets one browser in.");
        if (HttpMethods.IsGet(call.Request.Method))
            return Read(call, path);
        return HttpMethods.IsPost(call.Request.Method) && IsOurs(call) ? Change(call, path) : Refuse("This is not for other pages.");
    }

    private Answer Read(Call call, string path) =>
        path switch
        {
            "" or "/" => ControlPage.Html,
            "/page.css" => ControlPage.Styles,
            "/page.js" => ControlPage.Script,
            "/state" => Shown(ControlState.Of(call, log, current.Opened!)),
            "/resource" => Resource(call),
            "/code" => Code(call),
            _ => Answer.Text(404, "There is no such control.\n"),
        };

    private Answer Change(Call call, string path)
    {
        if (StrictJson.Parse(call.Body) is not { ValueKind: JsonValueKind.Object } json)
            return Answer.Text(400, "The body must be a JSON object.\n");
        return path switch
        {
            "/clock" => MoveClock(call, json),
            "/faults" => SetFaults(json),
            "/reset" => Reset(),
            _ => Answer.Text(404, "There is no such control.\n"),
        };
    }

    private static Answer MoveClock(Call call, JsonElement json)
    {
        if (call.Organization.Clock is not AdjustableClock clock)
            return Answer.Text(409, "This clock cannot be moved.\n");
        if (json.TryGetProperty("reset", out _))
            clock.Reset();
        else if (
            !json.TryGetProperty("seconds", out var seconds)
            || !seconds.TryGetInt64(out var number)
            || Math.Abs(number) > 100L * 366 * 86400
        )
            return Answer.Text(400, "seconds must be a whole number, of at most a hundred years.\n");
        else if (!clock.Move(TimeSpan.FromSeconds(number)))
            return Answer.Text(400, "The clock goes from 1970 to 2999.\n");
        return Shown(new JsonObject { ["now"] = Endpoints.Hal.Time(call.Now) });
    }

    private Answer SetFaults(JsonElement json)
    {
        var faults = new List<Fault>();
        if (!json.TryGetProperty("faults", out var texts) || texts.ValueKind != JsonValueKind.Array)
            return Answer.Text(400, "faults must be a list of texts.\n");
        foreach (var text in texts.EnumerateArray())
        {
            if (!FaultSyntax.TryRead(text.ToString(), out var fault, out var why))
                return Answer.Text(400, $"A fault is {FaultSyntax.Form}: {why}\n");
            faults.Add(fault);
        }
        current.Opened!.Faults = new FaultPlan([.. faults]);
        return Shown(new JsonObject { ["faults"] = faults.Count });
    }

    private Answer Reset()
    {
        current.Renew();
        log.Clear();
        return Shown(new JsonObject { ["reset"] = true });
    }

    /// <summary>A resource as its own route shows it; what is secret in it is hidden unless it was asked for.</summary>
    private static Answer Resource(Call call)
    {
        var href = call.Request.Query["href"].ToString();
        var path = href.StartsWith(call.Organization.AuthPath, StringComparison.Ordinal) ? href[call.Organization.AuthPath.Length..] : href;
        if (!path.StartsWith("/v1/", StringComparison.Ordinal))
            return Answer.Text(400, "href must be the address of a resource.\n");
        var answer = Router.Run(call.OfControls(), "GET", path);
        if (JsonNode.Parse(answer.Body.Span) is not JsonObject json)
            return Answer.Text(404, "There is no such resource.\n");
        if (call.Request.Query["secrets"] != "shown")
            SecretMembers.Hide(json);
        return Shown(json);
    }

    /// <summary>The code in a message of the inbox.</summary>
    private static Answer Code(Call call) =>
        call.Organization.Inbox.To(null).FirstOrDefault(message => message.Id == call.Request.Query["id"].ToString()) is { } message
            ? Shown(new JsonObject { ["code"] = message.Code })
            : Answer.Text(404, "There is no such message.\n");

    /// <summary>A request of a page of ours: JSON, which another site cannot send unasked, and no other origin.</summary>
    private static bool IsOurs(Call call) =>
        call.MediaType == MediaTypes.Json && (call.Header("Origin") is not { } origin || origin == call.Organization.AuthPath);

    private static Answer Shown(JsonObject json) => Answer.Json(200, json).NotStored();

    private static Answer Refuse(string why) => Answer.Text(403, why + "\n");
}
