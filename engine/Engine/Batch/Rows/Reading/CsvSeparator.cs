using PingOneScenarios.Engine.Files;

namespace PingOneScenarios.Engine.Batch.Rows.Reading;

/// <summary>What stands between cells: looked for in the header, where names hold none of it.</summary>
internal static class CsvSeparator
{
    private const int LongestHeader = 1_000_000;

    private static readonly (char Letter, string Word, string Name)[] Known =
    [
        (',', "comma", "a comma"),
        (';', "semicolon", "a semicolon"),
        ('\t', "tab", "a tab"),
        ('|', "pipe", "a pipe (|)"),
    ];

    /// <summary>The words an operator may use besides the letters themselves.</summary>
    public static IEnumerable<string> Words => Known.Select(k => k.Word);

    /// <summary>For people.</summary>
    public static string Name(char separator) => Known.First(k => k.Letter == separator).Name;

    /// <summary>What an operator wrote, a letter or a word; null when it is no separator.</summary>
    public static char? Parse(string written)
    {
        foreach (var (letter, word, _) in Known)
        {
            if (written == word || written == letter.ToString() || letter == '\t' && written == "\\t")
                return letter;
        }
        return null;
    }

    /// <summary>The one that stands in the header most often, outside of quotes.</summary>
    /// <param name="file">With a header.</param>
    /// <param name="problems">Says when it cannot be told.</param>
    public static char Find(StreamedFile file, RowProblems problems)
    {
        using var text = new StrictText(RowBytes.Of(file));
        var counts = new int[Known.Length];
        Count(text, counts);
        var most = counts.Max();
        if (most == 0)
            return Path.GetExtension(problems.Path).Equals(".tsv", StringComparison.OrdinalIgnoreCase) ? '\t' : ',';
        var best = Known.Where((_, i) => counts[i] == most).ToList();
        return best.Count == 1
            ? best[0].Letter
            : throw problems.Header(
                1,
                1,
                "what separates the cells cannot be told from the header",
                $"{string.Join(" and ", best.Select(b => b.Name))} stand in it equally often",
                $"say which it is: {string.Join(", ", best.Select(b => b.Word))}"
            );
    }

    private static void Count(StrictText text, int[] counts)
    {
        var piece = new char[1 << 14];
        var (isQuoted, isBegun, seen) = (false, false, 0);
        for (var read = text.Read(piece); read > 0 && seen < LongestHeader; read = text.Read(piece))
        {
            seen += read;
            foreach (var letter in piece.AsSpan(0, read))
            {
                if (letter is '\r' or '\n' && !isQuoted && isBegun)
                    return;
                isBegun |= letter is not ('\r' or '\n');
                isQuoted ^= letter == '"';
                var known = isQuoted ? -1 : Array.FindIndex(Known, k => k.Letter == letter);
                if (known >= 0)
                    counts[known]++;
            }
        }
    }
}
