using System.Text.Json;

namespace PingOneScenarios.Engine.JsonPaths.Evaluating;

/// <summary>A JSON value, an integer a function computed, or nothing; RFC 9535 section 2.4.1 calls it ValueType. The default is nothing.</summary>
internal readonly struct PathValue
{
    private PathValue(JsonElement element, long integer, JsonValueKind kind)
    {
        Element = element;
        Integer = integer;
        Kind = kind;
    }

    /// <summary><see cref="JsonValueKind.Undefined"/> for nothing.</summary>
    internal JsonValueKind Kind { get; }

    /// <summary>Undefined when the value is an integer a function computed.</summary>
    internal JsonElement Element { get; }

    /// <summary>Meant only when <see cref="Element"/> is undefined.</summary>
    internal long Integer { get; }

    internal static PathValue Of(JsonElement element) => new(element, 0, element.ValueKind);

    internal static PathValue Of(long integer) => new(default, integer, JsonValueKind.Number);
}
