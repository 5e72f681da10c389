using PingOneScenarios.Emulator.Errors;

namespace PingOneScenarios.Emulator;

/// <summary>Finds the route of a request and takes the call through it.</summary>
internal static class Router
{
    private static readonly RouteTree Tree = new(Routes.Table);

    /// <param name="make">Makes the call, given the values of the path.</param>
    /// <param name="method">As the route has it.</param>
    /// <param name="path">Decoded, without the query.</param>
    public static Answer Run(Func<PathValues, Call> make, string method, string path)
    {
        if (Tree.Find(path) is not { } found)
            return ApiError.Unserved(make(PathValues.None));
        if (found.Routes.TryGetValue(method, out var route))
            return route.Endpoint(make(found.Values));
        return MissingRoutes.Has(method, found.Routes.Values.First().Path)
            ? ApiError.Unserved(make(PathValues.None))
            : WrongMethod(make(PathValues.None), found.Routes.Keys);
    }

    private static Answer WrongMethod(Call call, IEnumerable<string> allowed) =>
        ApiError
            .Of(call, 405, "INVALID_REQUEST", "The request could not be completed. The method is not supported for the resource.")
            .With("Allow", string.Join(", ", allowed));
}
