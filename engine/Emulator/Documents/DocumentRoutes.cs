using PingOneScenarios.Emulator.Checks;

namespace PingOneScenarios.Emulator.Documents;

/// <summary>The routes of a kind of document, made from what may be done with it.</summary>
internal static class DocumentRoutes
{
    private static readonly EndpointCheck Json = MediaTypes.OneOf(MediaTypes.Json);

    public static IEnumerable<Route> Of(DocumentKind kind)
    {
        var endpoints = new DocumentEndpoints(kind);
        var all = Routes.Environment + kind.Path;
        var one = $"{all}/{{{kind.IdName}}}";
        var parent = Routes.Managed.Require(KnownParent.Of(kind));
        var found = parent.Find(endpoints.Find);
        (DocumentOperations, Func<Route>)[] rows =
        [
            (DocumentOperations.Create, () => new("POST", all, parent.Require(Json).Find(PostedJson.Check).To(endpoints.Create))),
            (DocumentOperations.List, () => new("GET", all, parent.To(endpoints.List))),
            (DocumentOperations.Read, () => new("GET", one, found.To(endpoints.Read))),
            (DocumentOperations.Replace, () => new("PUT", one, found.Require(Json).Find(PostedJson.Check).To(endpoints.Replace))),
            (DocumentOperations.Change, () => new("PATCH", one, found.Require(Json).Find(PostedJson.Check).To(endpoints.Change))),
            (DocumentOperations.Delete, () => new("DELETE", one, found.To(endpoints.Delete))),
        ];
        return rows.Where(row => kind.Operations.HasFlag(row.Item1)).Select(row => row.Item2());
    }
}
