namespace PingOneScenarios.Engine.Diagnostics;

/// <summary>"Did you mean": the known name nearest to what was written.</summary>
internal static class Suggestion
{
    /// <summary>
    /// The nearest of the names, or null when none is near: a third of the letters may differ, of up to four letters one, of a
    /// single one none. Case counts little, and the beginning of a name from three letters on is near it.
    /// </summary>
    public static string? For(string written, IEnumerable<string> known)
    {
        string? best = null;
        var bestDistance =
            written.Length <= 1 ? 0.5
            : written.Length <= 4 ? 1.5
            : Math.Max(2, written.Length / 3) + 1.0;
        foreach (var name in known)
        {
            var isBeginning = written.Length >= 3 && name.StartsWith(written, StringComparison.OrdinalIgnoreCase);
            var distance = isBeginning ? Math.Min(1, Distance(written, name)) : Distance(written, name);
            if (distance >= bestDistance)
                continue;
            (best, bestDistance) = (name, distance);
        }
        return best;
    }

    /// <summary>The near name, or else what names are allowed.</summary>
    public static Remedy Sentence(string written, IEnumerable<string> known, string otherwise) =>
        For(written, known) is { } near ? Meant(written, near) : otherwise;

    /// <summary>A name that is known in the place of the one that was written.</summary>
    public static Remedy Meant(string written, string near) => Remedy.Replacing($"did you mean \"{near}\"?", written, near);

    // Damerau-Levenshtein (optimal string alignment); letters that differ only in case cost a tenth.
    private static double Distance(string a, string b)
    {
        if (Math.Abs(a.Length - b.Length) > 12)
            return double.MaxValue;
        var rows = new double[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
            rows[i, 0] = i;
        for (var j = 0; j <= b.Length; j++)
            rows[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        for (var j = 1; j <= b.Length; j++)
            rows[i, j] = Cell(rows, a, b, i, j);
        return rows[a.Length, b.Length];
    }

    private static double Cell(double[,] rows, string a, string b, int i, int j)
    {
        var (x, y) = (a[i - 1], b[j - 1]);
        var same =
            x == y ? 0
            : char.ToUpperInvariant(x) == char.ToUpperInvariant(y) ? 0.1
            : 1;
        var best = Math.Min(rows[i - 1, j - 1] + same, Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1);
        if (i > 1 && j > 1 && x == b[j - 2] && a[i - 2] == y)
            best = Math.Min(best, rows[i - 2, j - 2] + 1);
        return best;
    }
}
