using PingOneScenarios.Emulator.Checks;

namespace PingOneScenarios.Emulator.Entities;

/// <summary>The routes of a kind of entity, made from what may be done with it.</summary>
internal static class EntityRoutes
{
    private static readonly EndpointCheck Json = MediaTypes.OneOf(MediaTypes.Json);

    public static IEnumerable<Route> Of(EntityKind kind)
    {
        var endpoints = new EntityEndpoints(kind);
        var all = Routes.Environment + kind.Path;
        var one = $"{all}/{{{kind.IdName}}}";
        var parent = Routes.Managed.Require(KnownParent.Of(kind));
        var found = parent.Find(endpoints.Find);
        bool May(EntityOperations operation) => (kind.Operations & operation) != 0;
        if (May(EntityOperations.Create))
            yield return new("POST", all, parent.Require(Json).Find(PostedJson.Check).To(endpoints.Create));
        if (May(EntityOperations.List))
            yield return new("GET", all, parent.To(endpoints.List));
        if (May(EntityOperations.Read))
            yield return new("GET", one, found.To(endpoints.Read));
        if (May(EntityOperations.Replace))
            yield return new("PUT", one, found.Require(Json).Find(PostedJson.Check).To(endpoints.Replace));
        if (May(EntityOperations.Change))
            yield return new("PATCH", one, found.Require(Json).Find(PostedJson.Check).To(endpoints.Change));
        if (May(EntityOperations.Delete))
            yield return new("DELETE", one, found.To(endpoints.Delete));
    }
}
