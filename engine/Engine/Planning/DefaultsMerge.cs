using PingOneScenarios.Engine.Scenarios;

namespace PingOneScenarios.Engine.Planning;

/// <summary>What a request has when the defaults of its scenario, or those of its step, are filled in.</summary>
internal static class DefaultsMerge
{
    public static RequestTemplate Apply(Defaults defaults, RequestTemplate request) =>
        request with
        {
            Headers =
            [
                .. defaults.Headers.Where(d => !request.Headers.Any(h => h.Name.Equals(d.Name, StringComparison.OrdinalIgnoreCase))),
                .. request.Headers,
            ],
            Auth = request.Auth ?? defaults.Auth,
            Timeout = request.Timeout ?? defaults.Timeout,
        };

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
