using PingOneScenarios.Emulator.Errors;

namespace PingOneScenarios.Emulator.Entities;

/// <summary>The resources in the path of an entity exist; otherwise 404.</summary>
internal static class KnownParent
{
    /// <summary>The resources that are no entities, by the name of their id in a path.</summary>
    private static readonly Dictionary<string, Func<Call, string, bool>> Typed = new()
    {
        ["applicationID"] = (call, id) => call.Tenant.Registry.FindApplication(id) is not null,
        ["populationID"] = (call, id) => call.Tenant.Registry.FindPopulation(id) is not null,
        ["userID"] = (call, id) => call.Tenant.Registry.FindUser(id) is not null,
        ["imageID"] = (call, id) => call.Tenant.Images.Find(id) is not null,
    };

    public static EndpointCheck Of(EntityKind kind)
    {
        if (kind.ParentName is not { } name)
            return _ => null;
        if (Typed.TryGetValue(name, out var exists))
            return call => exists(call, call.PathValues[name]) ? null : ApiError.NotFound(call);
        // What it lies in has a place of its own, which is in the path as well.
        return call =>
            EntityKinds.ById(name) is { } parent
            && call.Tenant.Entities.Find(parent, call.PathValues[name]) is { } found
            && found.ParentId == EntityKind.ParentId(parent, call)
                ? null
                : ApiError.NotFound(call);
    }
}
