using System.Security.Cryptography;
using System.Text;

namespace PingOneScenarios.Engine.Diagnostics;

/// <summary>A text a diagnostic can point into: a file, or the command line.</summary>
public sealed class SourceText
{
    private readonly Lazy<int[]> lineStarts;
    private readonly int above;

    /// <param name="path">The path as the user knows it; printed, never opened.</param>
    /// <param name="text">The whole text; offsets count its UTF-16 units from 0.</param>
    /// <param name="shown">The text as diagnostics may print it, of the same length; null prints it as it is.</param>
    /// <param name="above">How many lines stand above it that are not known; places count them.</param>
    internal SourceText(string path, string text, string? shown = null, int above = 0)
    {
        (Path, Text, Shown, this.above) = (path, text, shown ?? text, above);
        lineStarts = new Lazy<int[]>(() => FindLineStarts(text));
    }

    /// <summary>As the user knows it; may name no file at all, as that of the run settings.</summary>
    public string Path { get; }

    /// <summary>The whole text; empty when nothing of it is known. It may hold a secret unless it belongs to a <c>MaskedDiagnostic</c>.</summary>
    public string Text { get; }

    /// <summary>The whole text as it may be printed.</summary>
    public string Shown { get; }

    /// <summary>How many letters that are not known stand before it in its first line; places count them.</summary>
    internal int Before { get; init; }

    /// <summary>A place in a text of which nothing is shown.</summary>
    /// <param name="path">The path as the user knows it.</param>
    /// <param name="line">From 1.</param>
    /// <param name="column">From 1.</param>
    internal static SourceSpan PlaceIn(string path, long line, long column = 1) =>
        new SourceText(path, "", above: (int)Math.Min(line - 1, int.MaxValue - 1))
        {
            Before = (int)Math.Min(column - 1, int.MaxValue - 1),
        }.Beginning;

    /// <summary>Whether a mark of the order of bytes stands in front of the text in its file.</summary>
    internal bool HasMark { get; init; }

    /// <summary>The SHA-256 of the bytes of the file, in lower-case hexadecimal digits.</summary>
    internal string Digest()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        if (HasMark)
            hash.AppendData("\uFEFF"u8);
        hash.AppendData(Encoding.UTF8.GetBytes(Text));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>What may be printed of the text and nothing else, with more of it covered.</summary>
    /// <param name="named">The path as it may be printed.</param>
    /// <param name="cover">Gives a text of the same length and the same lines, or the same text.</param>
    internal SourceText Covered(string named, Func<string, string> cover)
    {
        var covered = cover(Shown);
        return ReferenceEquals(covered, Text) && ReferenceEquals(named, Path)
            ? this
            : new SourceText(named, covered, null, above) { Before = Before };
    }

    /// <summary>A span of no length at the beginning, for what concerns the text as a whole.</summary>
    public SourceSpan Beginning => new(this, 0, 0);

    /// <summary>The place of an offset; line and column count from 1.</summary>
    public (int Line, int Column) PlaceOf(int offset)
    {
        var starts = lineStarts.Value;
        var found = Array.BinarySearch(starts, Math.Clamp(offset, 0, Text.Length));
        var line = found >= 0 ? found : ~found - 1;
        var before = line == 0 ? Before : 0;
        return (above + line + 1, before + Math.Clamp(offset, 0, Text.Length) - starts[line] + 1);
    }

    /// <summary>A line as it may be printed, without its line break; lines count from 1.</summary>
    public string Line(int line)
    {
        var starts = lineStarts.Value;
        line -= above;
        var end = line < starts.Length ? starts[line] : Text.Length;
        return Shown[starts[line - 1]..end].TrimEnd('\r', '\n');
    }

    private static int[] FindLineStarts(string text)
    {
        var starts = new List<int> { 0 };
        for (var i = text.IndexOf('\n', StringComparison.Ordinal); i >= 0; i = text.IndexOf('\n', i + 1))
            starts.Add(i + 1);
        return [.. starts];
    }
}
