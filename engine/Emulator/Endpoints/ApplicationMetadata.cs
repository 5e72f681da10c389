using System.Text.Json;
using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Errors;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Endpoints;

/// <summary><c>…/applications/{applicationID}/metadata</c>: what administrators note about an application, without effect.</summary>
internal static class ApplicationMetadata
{
    public static Answer Read(Call call, Application application)
    {
        var self = ApplicationEndpoints.Address(call.Tenant, application.Id);
        var json = new JsonObject
        {
            ["_links"] = Hal.Links(("self", $"{self}/metadata"), ("environment", call.Tenant.Addresses.Environment), ("application", self)),
            ["environment"] = Hal.Reference(call.Tenant.EnvironmentId),
            ["application"] = Hal.Reference(application.Id),
        };
        if (application.Metadata is { } metadata)
            json["metadata"] = metadata.DeepClone();
        return Answer.Hal(200, json);
    }

    /// <summary>Without <c>metadata</c> what was noted is gone.</summary>
    public static Answer Replace(Call call, Application application, JsonElement json)
    {
        var fields = new PropertyReader(json);
        fields.Child("metadata");
        if (fields.Problems.Count > 0)
            return ApiError.InvalidFields(call, fields.Problems);
        var metadata = fields.Any("metadata") as JsonObject;
        var stored = call.Tenant.Registry.Update(application.Id, now => now with { Metadata = metadata, UpdatedAt = call.Now });
        return stored is null ? ApiError.NotFound(call) : Read(call, stored);
    }
}
