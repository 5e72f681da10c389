using System.Globalization;

namespace PingOneScenarios.Engine;

/// <summary>What differs between two versions of a file, in lines.</summary>
internal static class TextDifference
{
    private const int Most = 12;

    /// <summary>The lines between the first and the last that differ: those that were, then those that are.</summary>
    public static IEnumerable<string> Lines(string before, string now)
    {
        var (old, young) = (before.Split('\n'), now.Split('\n'));
        var same = old.Zip(young).TakeWhile(pair => pair.First == pair.Second).Count();
        var tail = old.Reverse().Zip(young.Reverse()).TakeWhile(pair => pair.First == pair.Second).Count();
        tail = Math.Min(tail, Math.Min(old.Length, young.Length) - same);
        return Shown(old, same, old.Length - tail, '-').Concat(Shown(young, same, young.Length - tail, '+'));
    }

    private static IEnumerable<string> Shown(string[] lines, int from, int to, char sign)
    {
        for (var i = from; i < Math.Min(to, from + Most); i++)
            yield return string.Create(CultureInfo.InvariantCulture, $"  {sign} {i + 1, 4} | {lines[i].TrimEnd('\r')}");
        if (to - from > Most)
            yield return string.Create(CultureInfo.InvariantCulture, $"  {sign}  … and {to - from - Most} more lines");
    }
}
