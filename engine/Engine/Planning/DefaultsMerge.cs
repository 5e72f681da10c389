using PingOneScenarios.Engine.Scenarios;

namespace PingOneScenarios.Engine.Planning;

/// <summary>What a request has when the defaults of its scenario, or those of its step, are filled in.</summary>
internal static class DefaultsMerge
{
    public static RequestTemplate Apply(Defaults defaults, RequestTemplate request) =>
        request with
        {
            Headers = [.. defaults.Headers.Where(d => !IsSettled(d.Name, request)), .. request.Headers],
            // A header of the request's own is how it proves who sends it; a default must not come on top.
            Auth = request.Auth ?? (Has(request, "Authorization") ? null : defaults.Auth),
            Timeout = request.Timeout ?? defaults.Timeout,
        };

    private static bool IsSettled(string header, RequestTemplate request) =>
        Has(request, header) || request.Auth is not null && header.Equals("Authorization", StringComparison.OrdinalIgnoreCase);

    private static bool Has(RequestTemplate request, string header) =>
        request.Headers.Any(h => h.Name.Equals(header, StringComparison.OrdinalIgnoreCase));

    /// <summary>An undo is sent with the authentication and the headers of its step unless it says otherwise; never with the type of its body.</summary>
    public static RequestTemplate ForUndo(RequestTemplate step, RequestTemplate undo)
    {
        var headers = step.Headers.RemoveAll(h => h.Name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase));
        return Apply(
            new Defaults
            {
                Headers = headers,
                Auth = step.Auth,
                Timeout = step.Timeout,
            },
            undo
        );
    }
}
