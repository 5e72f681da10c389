using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Errors;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Endpoints;

/// <summary><c>…/applications/{applicationID}/keys</c>: a public key of PRIVATE_KEY_JWT, uploaded as PEM. It goes with the application.</summary>
internal static class KeyEndpoints
{
    public static Answer Upload(Call call, Application application)
    {
        if (PemKey.Read(call.Body) is not { } jwk)
            return ApiError.InvalidFields(
                call,
                new ErrorDetail("INVALID_VALUE", "file", "must be an RSA or EC public key, or a certificate with one, in PEM")
            );
        var key = new UploadedKey(call.Tenant.Ids.Uuid(), jwk.ToJsonString(), call.Now);
        var changed = call.Tenant.Registry.Update(application.Id, current => current with { Keys = current.Keys.Add(key) });
        return changed is null ? ApiError.NotFound(call) : Answer.Hal(201, ToJson(call, application, key, jwk));
    }

    private static JsonObject ToJson(Call call, Application application, UploadedKey key, JsonObject jwk)
    {
        var owner = ApplicationEndpoints.Address(call.Tenant, application.Id);
        return new JsonObject
        {
            ["_links"] = Hal.Links(
                ("self", $"{owner}/keys/{key.Id}"),
                ("environment", call.Tenant.Addresses.Environment),
                ("application", owner)
            ),
            ["id"] = key.Id,
            ["environment"] = Hal.Reference(call.Tenant.EnvironmentId),
            ["application"] = Hal.Reference(application.Id),
            ["jwk"] = jwk,
            ["createdAt"] = Hal.Time(key.CreatedAt),
        };
    }
}
