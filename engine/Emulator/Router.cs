using PingOneScenarios.Emulator.Errors;

namespace PingOneScenarios.Emulator;

/// <summary>Finds the route of a request and takes the call through it.</summary>
internal static class Router
{
    /// <param name="make">Makes the call, given the values of the path.</param>
    /// <param name="method">As the route has it.</param>
    /// <param name="path">Decoded, without the query.</param>
    public static Answer Run(Func<IReadOnlyDictionary<string, string>, Call> make, string method, string path)
    {
        var segments = path.Split('/');
        var found = Routes.Table.Select(route => (route, values: route.Match(segments))).Where(pair => pair.values is not null).ToArray();
        if (found.Length == 0)
            return ApiError.NotFound(make(Route.NoValues));
        if (found.FirstOrDefault(pair => pair.route.Method == method) is not { route: { } route, values: { } values })
            return WrongMethod(make(Route.NoValues), found.Select(pair => pair.route.Method));
        return route.Endpoint(make(values));
    }

    private static Answer WrongMethod(Call call, IEnumerable<string> allowed) =>
        ApiError
            .Of(call, 405, "INVALID_REQUEST", "The request could not be completed. The method is not supported for the resource.")
            .With("Allow", string.Join(", ", allowed));
}
