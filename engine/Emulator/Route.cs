namespace PingOneScenarios.Emulator;

/// <summary>Looks at one thing; null lets the call pass, an answer ends it.</summary>
internal delegate Answer? EndpointCheck(Call call);

/// <summary>Answers a call: with what one of its checks says, or with what was asked for.</summary>
internal delegate Answer Endpoint(Call call);

/// <summary>A row of the table; <see cref="Endpoint"/> has the checks of the route in front of it.</summary>
internal sealed record Route(string Method, string Path, Endpoint Endpoint)
{
    /// <summary>False of what PingOne has and the emulator has not.</summary>
    public bool IsServed { get; private init; } = true;

    /// <summary>PingOne has it, the emulator has not: 501.</summary>
    public static Route Unserved(string method, string path) => new(method, path, Errors.ApiError.Unserved) { IsServed = false };
}
