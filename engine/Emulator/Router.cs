using System.Runtime.CompilerServices;
using PingOneScenarios.Emulator.Errors;

namespace PingOneScenarios.Emulator;

/// <summary>Finds the route of a request and takes the call through it.</summary>
internal static class Router
{
    private static readonly RouteTree Tree = new(Routes.Table);

    /// <summary>Makes the tables, which refer to one another, in one order: by whoever comes first, before anybody else looks at one of them.</summary>
    public static void Prepare() => RuntimeHelpers.RunClassConstructor(typeof(Router).TypeHandle);

    /// <summary>What there is at a path; null when nothing is.</summary>
    public static RouteMatch? Find(string path) => Tree.Find(path);

    /// <param name="call">Without the values of its path.</param>
    /// <param name="method">As the route has it.</param>
    /// <param name="path">Decoded, without the query.</param>
    public static Answer Run(Call call, string method, string path)
    {
        if (Tree.Find(path) is not { } found)
            return ApiError.Unserved(call);
        return found.By(method) is { } route ? route.Endpoint(call.At(found.Values)) : WrongMethod(call, found.Methods);
    }

    private static Answer WrongMethod(Call call, IEnumerable<string> allowed) =>
        ApiError
            .Of(call, 405, "INVALID_REQUEST", "The request could not be completed. The method is not supported for the resource.")
            .With("Allow", string.Join(", ", allowed));
}
