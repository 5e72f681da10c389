using System.Text;
using PingOneScenarios.Engine.Diagnostics;

namespace PingOneScenarios.Engine.Formatting;

/// <summary>The first place where two texts differ, in the style of <c>diff -u</c>.</summary>
internal static class FirstDifference
{
    private const int Around = 2;
    private const int Most = 8;

    /// <summary>How many lines away the texts are compared again.</summary>
    private const int Farthest = 200;

    public static string Of(SourceText before, SourceText after)
    {
        var (old, current) = (LinesOf(before), LinesOf(after));
        var first = 0;
        while (first < old.Count && first < current.Count && old[first] == current[first])
            first++;
        if (first == old.Count && first == current.Count)
            return "@@ line ends @@";
        var end = Sameness(old, current, first);
        var text = new StringBuilder();
        text.Append(System.Globalization.CultureInfo.InvariantCulture, $"@@ line {Math.Min(first, old.Count) + 1} @@");
        foreach (var line in old[Math.Max(0, first - Around)..first])
            text.Append("\n ").Append(line);
        Append(text, '-', old[first..end.Old]);
        Append(text, '+', current[first..end.Current]);
        foreach (var line in old[end.Old..Math.Min(old.Count, end.Old + Around)])
            text.Append("\n ").Append(line);
        return text.ToString();
    }

    // The nearest lines behind the first difference that are the same again.
    private static (int Old, int Current) Sameness(List<string> old, List<string> current, int first)
    {
        for (var distance = 1; distance < Math.Min(Farthest, old.Count + current.Count - 2 * first); distance++)
        {
            for (var skipped = Math.Max(0, distance - (current.Count - first)); skipped <= Math.Min(distance, old.Count - first); skipped++)
            {
                var (a, b) = (first + skipped, first + distance - skipped);
                if (a < old.Count && b < current.Count && old[a] == current[b] && IsTelling(old[a]))
                    return (a, b);
            }
        }
        return (old.Count, current.Count);
    }

    private static bool IsTelling(string line) => !string.IsNullOrWhiteSpace(line);

    private static void Append(StringBuilder text, char sign, List<string> lines)
    {
        foreach (var line in lines.Take(Most))
            text.Append('\n').Append(sign).Append(line);
        if (lines.Count > Most)
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"\n{sign}… {lines.Count - Most} more");
    }

    // As they may be printed.
    private static List<string> LinesOf(SourceText text)
    {
        var count = text.PlaceOf(text.Text.Length).Line - (text.Text.EndsWith('\n') ? 1 : 0);
        return [.. Enumerable.Range(1, count).Select(text.Line)];
    }
}
