using System.Collections.Concurrent;
using System.Globalization;

namespace PingOneScenarios.Engine.JsonPaths.Patterns;

/// <summary>Which characters beyond U+FFFF belong to a category of Unicode: .NET's <c>\p</c> sees only their halves.</summary>
internal static class PairCategories
{
    /// <summary>The two letters of each category, in the order of <see cref="UnicodeCategory"/>.</summary>
    private static readonly string[] Letters =
    [
        .. "Lu Ll Lt Lm Lo Mn Mc Me Nd Nl No Zs Zl Zp Cc Cf Cs Co Pc Pd Ps Pe Pi Pf Po Sm Sc Sk So Cn".Split(' '),
    ];

    private static readonly ConcurrentDictionary<string, CharacterRange[]> Known = new(StringComparer.Ordinal);

    /// <summary>The ranges of a category such as <c>L</c> or <c>Lu</c>, ascending. Going through Unicode takes milliseconds, so it is done once a category.</summary>
    internal static CharacterRange[] Of(string name) => Known.GetOrAdd(name, Find);

    private static CharacterRange[] Find(string name)
    {
        var ranges = new List<CharacterRange>();
        var isMember = Array.ConvertAll(Letters, letters => letters.StartsWith(name, StringComparison.Ordinal));
        for (var character = CharacterRange.FirstPair; character <= CharacterRange.LastPair; character++)
        {
            var first = character;
            while (character <= CharacterRange.LastPair && isMember[(int)CharUnicodeInfo.GetUnicodeCategory(character)])
                character++;
            if (character > first)
                ranges.Add(new CharacterRange(first, character - 1));
        }
        return [.. ranges];
    }
}
