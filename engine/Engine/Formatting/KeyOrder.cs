using System.Collections.Immutable;
using PingOneScenarios.Engine.Language;

namespace PingOneScenarios.Engine.Formatting;

/// <summary>The order of keys: that of their table. A key that is not in the table stays behind the one it follows.</summary>
internal static class KeyOrder
{
    public static ImmutableArray<T> Sort<T>(ImmutableArray<T> entries, Func<T, string> nameOf, FormatLevel place)
    {
        if (place.Keys.IsEmpty)
            return entries;
        var rank = -1;
        var ranked = new List<(int Rank, T Entry)>(entries.Length);
        foreach (var entry in entries)
        {
            var row = RowOf(nameOf(entry), place.Keys);
            rank = row < 0 ? rank : row;
            ranked.Add((rank, entry));
        }
        return [.. ranked.OrderBy(r => r.Rank).Select(r => r.Entry)];
    }

    private static int RowOf(string name, ImmutableArray<KeyRow> keys)
    {
        for (var i = 0; i < keys.Length; i++)
        {
            if (keys[i].Name == name)
                return i;
        }
        return -1;
    }
}
