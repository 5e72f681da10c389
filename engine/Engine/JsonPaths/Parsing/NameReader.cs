using System.Buffers;
using System.Text;

namespace PingOneScenarios.Engine.JsonPaths.Parsing;

/// <summary>Names written without quotes after a dot; RFC 9535 section 2.5.1.1.</summary>
internal static class NameReader
{
    private static readonly SearchValues<char> Ends = SearchValues.Create([
        .. ".[]()<>=!&|,'\"\\ \u007F",
        .. Enumerable.Range(0, ' ').Select(unit => (char)unit),
    ]);

    /// <summary>Reads a name; null, with nothing taken, when none begins here.</summary>
    internal static string? Read(PathScanner scanner)
    {
        var length = NameLength(scanner);
        if (length == 0)
            return null;
        var name = scanner.Text.Substring(scanner.At, length);
        scanner.Advance(length);
        return name;
    }

    /// <summary>What the author most likely meant as one name: everything up to the next dot, bracket, blank, operator or quote.</summary>
    internal static string ReadLikely(string text, int from)
    {
        var to = text.AsSpan(from).IndexOfAny(Ends);
        return to < 0 ? text[from..] : text.Substring(from, to);
    }

    internal static bool IsSimple(string name) => name.Length > 0 && NameLength(new PathScanner(name)) == name.Length;

    private static int NameLength(PathScanner scanner)
    {
        var at = scanner.At;
        while (at < scanner.Text.Length && Rune.TryGetRuneAt(scanner.Text, at, out var rune))
        {
            if (!(IsFirst(rune) || (at > scanner.At && rune.IsAscii && char.IsAsciiDigit((char)rune.Value))))
                break;
            at += rune.Utf16SequenceLength;
        }
        return at - scanner.At;
    }

    private static bool IsFirst(Rune rune) => !rune.IsAscii || rune.Value == '_' || char.IsAsciiLetter((char)rune.Value);
}
