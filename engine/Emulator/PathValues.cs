using System.Collections.Immutable;

namespace PingOneScenarios.Emulator;

/// <summary>The values of the <c>{name}</c> parts of a route's path, in their order.</summary>
internal sealed class PathValues(ImmutableArray<string> names, string[] values)
{
    /// <summary>Of a path without named parts.</summary>
    public static PathValues None { get; } = new([], []);

    /// <exception cref="KeyNotFoundException">The route has no such part.</exception>
    public string this[string name] => Find(name) ?? throw new KeyNotFoundException(name);

    /// <summary>Null when the route has no such part.</summary>
    public string? Find(string name)
    {
        var index = names.IndexOf(name);
        return index < 0 ? null : values[index];
    }
}
