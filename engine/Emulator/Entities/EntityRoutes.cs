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
        (EntityOperations, Func<Route>)[] rows =
        [
            (EntityOperations.Create, () => new("POST", all, parent.Require(Json).Find(PostedJson.Check).To(endpoints.Create))),
            (EntityOperations.List, () => new("GET", all, parent.To(endpoints.List))),
            (EntityOperations.Read, () => new("GET", one, found.To(endpoints.Read))),
            (EntityOperations.Replace, () => new("PUT", one, found.Require(Json).Find(PostedJson.Check).To(endpoints.Replace))),
            (EntityOperations.Change, () => new("PATCH", one, found.Require(Json).Find(PostedJson.Check).To(endpoints.Change))),
            (EntityOperations.Delete, () => new("DELETE", one, found.To(endpoints.Delete))),
        ];
        return rows.Where(row => kind.Operations.HasFlag(row.Item1)).Select(row => row.Item2());
    }
}
