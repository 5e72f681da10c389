using System.Collections.Immutable;

namespace PingOneScenarios.Engine.Editing.Places;

/// <summary>Where in a file a cursor stands, told from indentation and brackets alone.</summary>
/// <param name="Map">The keys that lead to the map around the cursor, outermost first; <c>*</c> stands for an item of a list.</param>
/// <param name="Key">The key whose value the cursor is in; null when the cursor is on a key, or where one could be written.</param>
/// <param name="Start">Where the word around the cursor begins: a key, or a simple value.</param>
/// <param name="Length">Of that word.</param>
/// <param name="Siblings">The other keys of the same map, as far as they can be told.</param>
internal sealed record CursorKey(ImmutableArray<string> Map, string? Key, int Start, int Length, ImmutableArray<string> Siblings)
{
    public const string Item = "*";

    /// <summary>With the key the cursor is in the value of.</summary>
    public ImmutableArray<string> Path => Key is null ? Map : Map.Add(Key);
}
