using System.Text.Json;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Entities;
using PingOneScenarios.Emulator.Errors;
using PingOneScenarios.Emulator.Grants;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Endpoints;

/// <summary><c>…/resources/{resourceID}/secret</c>, with which a resource introspects; as <see cref="SecretEndpoints"/>.</summary>
internal static class ResourceSecretEndpoints
{
    private static readonly EntityEndpoints Resources = new(ResourceKind.Kind);

    /// <summary>The resource of the path; predefined ones have no secret.</summary>
    public static Established<Entity> Find(Call call)
    {
        if (Resources.Find(call).IsRefused(out var refusal, out var resource))
            return refusal;
        return ResourceSecret.Of(resource) is null ? ApiError.NotFound(call) : resource;
    }

    public static Answer Read(Call call, Entity resource) => Show(call, resource);

    public static Answer Rotate(Call call, Entity resource, JsonElement json)
    {
        var fields = new PropertyReader(json);
        var overlapEnd = SecretEndpoints.OverlapEnd(call, fields);
        if (fields.Problems.Count > 0)
            return ApiError.InvalidFields(call, fields.Problems);
        var old = ResourceSecret.Of(resource)!;
        var previous = overlapEnd is { } end ? new PreviousSecret(old.Value, end, null) : null;
        return Show(call, Store(call, resource, new ClientSecret(call.Tenant.Ids.Secret(), previous)));
    }

    public static Answer DeletePrevious(Call call, Entity resource)
    {
        Store(call, resource, ResourceSecret.Of(resource)! with { Previous = null });
        return Answer.Empty(204);
    }

    private static Entity Store(Call call, Entity resource, ClientSecret secret)
    {
        var changed = ResourceSecret.With(resource, secret, call.Now);
        call.Tenant.Entities.Replace(ResourceKind.Kind, changed);
        return changed;
    }

    private static Answer Show(Call call, Entity resource) => Answer.Hal(200, SecretEndpoints.ToJson(call, ResourceSecret.Of(resource)!));
}
