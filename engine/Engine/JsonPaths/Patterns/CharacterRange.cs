namespace PingOneScenarios.Engine.JsonPaths.Patterns;

/// <summary>Characters beyond U+FFFF, from First to Last, both included; .NET sees each as a pair of surrogates.</summary>
internal readonly record struct CharacterRange(int First, int Last)
{
    internal const int FirstPair = 0x10000;
    internal const int LastPair = 0x10FFFF;

    private const char FirstLow = '\uDC00';
    private const char LastLow = '\uDFFF';

    /// <summary>All characters beyond U+FFFF outside of the ranges.</summary>
    internal static List<CharacterRange> Complement(IEnumerable<CharacterRange> ranges)
    {
        var gaps = new List<CharacterRange>();
        var next = FirstPair;
        foreach (var range in ranges.OrderBy(range => range.First))
        {
            if (range.First > next)
                gaps.Add(new CharacterRange(next, range.First - 1));
            next = Math.Max(next, range.Last + 1);
        }
        if (next <= LastPair)
            gaps.Add(new CharacterRange(next, LastPair));
        return gaps;
    }

    /// <summary>The range as at most three choices, each a class of high and a class of low surrogates.</summary>
    internal IEnumerable<string> WritePairs()
    {
        var (firstHigh, firstLow) = Split(First);
        var (lastHigh, lastLow) = Split(Last);
        if (firstHigh == lastHigh)
            return [WritePair(firstHigh, lastHigh, firstLow, lastLow)];
        var pairs = new List<string>();
        if (firstLow != FirstLow)
            pairs.Add(WritePair(firstHigh, firstHigh++, firstLow, LastLow));
        if (lastLow != LastLow)
            pairs.Add(WritePair(lastHigh, lastHigh--, FirstLow, lastLow));
        if (firstHigh <= lastHigh)
            pairs.Add(WritePair(firstHigh, lastHigh, FirstLow, LastLow));
        return pairs;
    }

    private static (char High, char Low) Split(int character)
    {
        var offset = character - FirstPair;
        return ((char)(0xD800 + (offset >> 10)), (char)(FirstLow + (offset & 0x3FF)));
    }

    private static string WritePair(char firstHigh, char lastHigh, char firstLow, char lastLow) =>
        $"[{CharacterSet.WriteUnit(firstHigh)}-{CharacterSet.WriteUnit(lastHigh)}][{CharacterSet.WriteUnit(firstLow)}-{CharacterSet.WriteUnit(lastLow)}]";
}
