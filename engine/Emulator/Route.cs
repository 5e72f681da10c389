using System.Collections.Immutable;

namespace PingOneScenarios.Emulator;

/// <summary>Looks at one thing; null lets the call pass, an answer ends it.</summary>
internal delegate Answer? EndpointCheck(Call call);

/// <summary>Answers a call: with what one of its checks says, or with what was asked for.</summary>
internal delegate Answer Endpoint(Call call);

/// <summary>A row of the table; <see cref="Endpoint"/> has the checks of the route in front of it.</summary>
internal sealed record Route(string Method, string Path, Endpoint Endpoint)
{
    /// <summary>Of a path without named parts.</summary>
    public static IReadOnlyDictionary<string, string> NoValues { get; } = new Dictionary<string, string>();

    private readonly ImmutableArray<string> segments = [.. Path.Split('/')];

    /// <summary>The values of the <c>{name}</c> parts, or null when the path is not this route's.</summary>
    public IReadOnlyDictionary<string, string>? Match(string[] path)
    {
        if (path.Length != segments.Length)
            return null;
        Dictionary<string, string>? values = null;
        for (var i = 0; i < path.Length; i++)
        {
            if (segments[i].StartsWith('{') && path[i].Length > 0)
                (values ??= [])[segments[i][1..^1]] = path[i];
            else if (segments[i] != path[i])
                return null;
        }
        return values ?? NoValues;
    }
}
