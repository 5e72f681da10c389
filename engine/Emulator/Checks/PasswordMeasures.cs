namespace PingOneScenarios.Emulator.Checks;

/// <summary>How long, how varied, how far from another: what a password policy counts.</summary>
internal static class PasswordMeasures
{
    public static int LongestRun(string text)
    {
        var longest = 0;
        var run = 0;
        for (var i = 0; i < text.Length; i++)
        {
            run = i > 0 && text[i] == text[i - 1] ? run + 1 : 1;
            longest = Math.Max(longest, run);
        }
        return longest;
    }

    /// <summary>The longest part of the text that stands in the row, forwards or backwards, whatever its case.</summary>
    public static int LongestSequence(string text, string row)
    {
        var longest = 0;
        var (up, down) = (0, 0);
        var before = -1;
        foreach (var c in text)
        {
            var at = row.IndexOf(char.ToLowerInvariant(c), StringComparison.Ordinal);
            var follows = at >= 0 && before >= 0;
            up =
                at < 0 ? 0
                : follows && at == before + 1 ? up + 1
                : 1;
            down =
                at < 0 ? 0
                : follows && at == before - 1 ? down + 1
                : 1;
            longest = Math.Max(longest, Math.Max(up, down));
            before = at;
        }
        return longest;
    }

    /// <summary>The whole search space of this length and alphabet, tried at 1e11 guesses a second.</summary>
    public static double GuessingDays(string text)
    {
        var depth = 0.0;
        if (text.Any(c => !char.IsAscii(c)))
            depth = 256;
        else
            depth =
                (text.Any(char.IsAsciiLetterLower) ? 26 : 0)
                + (text.Any(char.IsAsciiLetterUpper) ? 26 : 0)
                + (text.Any(char.IsAsciiDigit) ? 10 : 0)
                + (text.Any(c => !char.IsAsciiLetterOrDigit(c)) ? 33 : 0);
        return Enumerable.Range(1, text.Length).Sum(length => Math.Pow(depth, length)) / (1e11 * 86400);
    }

    /// <summary>Levenshtein's distance, in one row of memory.</summary>
    public static int Distance(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var changed = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(changed, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.Length];
    }
}
