namespace PingOneScenarios.Engine.JsonPaths.Patterns;

/// <summary>Characters beyond U+FFFF, from First to Last, both included; .NET sees each as a pair of surrogates.</summary>
internal readonly record struct CharacterRange(int First, int Last)
{
    internal const int FirstPair = 0x10000;
    internal const int LastPair = 0x10FFFF;

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
}
