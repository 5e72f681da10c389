using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Errors;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Endpoints;

/// <summary><c>…/applications/{applicationID}/secret</c>: read, rotate with an overlap, drop the previous one.</summary>
internal static class SecretEndpoints
{
    private static readonly TimeSpan ShortestOverlap = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestOverlap = TimeSpan.FromDays(30);

    public static Answer Read(Call call, Application application) => Answer.Hal(200, ToJson(call, application));

    /// <summary>Without <c>previous.expiresAt</c> the old secret stops at once.</summary>
    public static Answer Rotate(Call call, Application application, JsonElement json)
    {
        var fields = new PropertyReader(json);
        var overlapEnd = OverlapEnd(call, fields);
        if (fields.Problems.Count > 0)
            return ApiError.InvalidFields(call, fields.Problems);
        var next = call.Tenant.Ids.Secret();
        var rotated = call.Tenant.Registry.Update(
            application.Id,
            current =>
                current with
                {
                    Secret = new ClientSecret(next, overlapEnd is { } end ? new PreviousSecret(current.Secret.Value, end, null) : null),
                    UpdatedAt = call.Now,
                }
        );
        return rotated is null ? ApiError.NotFound(call) : Answer.Hal(200, ToJson(call, rotated));
    }

    public static Answer DeletePrevious(Call call, Application application)
    {
        call.Tenant.Registry.Update(application.Id, current => current with { Secret = current.Secret with { Previous = null } });
        return Answer.Empty(204);
    }

    /// <summary>Until when the old secret is asked to live on; null for not at all.</summary>
    public static DateTimeOffset? OverlapEnd(Call call, PropertyReader fields)
    {
        if (fields.Child("previous") is not { } previous || previous.Text("expiresAt") is not { } text)
            return null;
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var end))
            previous.Invalid("expiresAt", "must be a timestamp of ISO 8601");
        else if (end < call.Now + ShortestOverlap || end > call.Now + LongestOverlap)
            previous.Invalid("expiresAt", "must be between 1 minute and 30 days ahead");
        return end;
    }

    private static JsonObject ToJson(Call call, Application application)
    {
        var json = ToJson(call, application.Secret);
        json["_links"] = Hal.Links(
            ("self", $"{ApplicationEndpoints.Address(call.Tenant, application.Id)}/secret"),
            ("environment", call.Tenant.Addresses.Environment)
        );
        return json;
    }

    /// <summary>A secret with the one before it, while that is alive.</summary>
    public static JsonObject ToJson(Call call, ClientSecret secret)
    {
        var json = new JsonObject { ["environment"] = Hal.Reference(call.Tenant.EnvironmentId), ["secret"] = secret.Value };
        if (secret.Previous is { } previous && previous.ExpiresAt > call.Now)
        {
            var old = new JsonObject { ["secret"] = previous.Value, ["expiresAt"] = Hal.Time(previous.ExpiresAt) };
            Hal.AddIfKnown(old, "lastUsed", previous.LastUsed is { } at ? Hal.Time(at) : null);
            json["previous"] = old;
        }
        return json;
    }
}
