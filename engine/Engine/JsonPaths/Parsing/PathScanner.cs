using System.Globalization;
using System.Text;

namespace PingOneScenarios.Engine.JsonPaths.Parsing;

/// <summary>A position in the text of a path, and the first error found there.</summary>
internal sealed class PathScanner(string text)
{
    internal string Text => text;

    internal int At { get; private set; }

    internal bool IsAtEnd => At >= text.Length;

    /// <summary>The character at the position; U+0000, which no path contains, at the end.</summary>
    internal char Current => PeekAt(0);

    internal JsonPathError? Error { get; private set; }

    /// <summary>How many filters, parentheses and calls are open.</summary>
    internal int Depth { get; private set; }

    internal char PeekAt(int distance) => At + distance < text.Length ? text[At + distance] : '\0';

    internal void Advance(int count = 1) => At += count;

    internal bool Take(char expected)
    {
        if (Current != expected || IsAtEnd)
            return false;
        At++;
        return true;
    }

    internal bool Take(string expected)
    {
        if (!text.AsSpan(At).StartsWith(expected, StringComparison.Ordinal))
            return false;
        At += expected.Length;
        return true;
    }

    /// <summary>Skips what RFC 9535 calls S: blank, tab, line feed, carriage return.</summary>
    internal void SkipBlanks()
    {
        while (IsBlank(Current))
            At++;
    }

    internal static bool IsBlank(char c) => c is ' ' or '\t' or '\n' or '\r';

    internal void Refuse(int offset, int length, string message, string fix) => Error ??= new JsonPathError(offset, length, message, fix);

    /// <summary>Refuses the character at the position, or the end of the path there.</summary>
    internal void RefuseHere(string message, string fix) => Refuse(At, RuneLength(At), message, fix);

    /// <summary>Opens a filter, a parenthesis or a call; false when that is one too many.</summary>
    internal bool Open()
    {
        if (++Depth <= JsonPathLimits.Nesting)
            return true;
        RefuseHere($"the path is nested more than {JsonPathLimits.Nesting} deep", "take it apart into several paths");
        return false;
    }

    internal void Close() => Depth--;

    /// <summary>What stands at the position, for a message.</summary>
    internal string Found()
    {
        if (IsAtEnd)
            return "the path ends";
        if (IsBlank(Current))
            return "a blank stands";
        var length = RuneLength(At);
        var isShown = Rune.TryGetRuneAt(text, At, out var rune) && !Rune.IsControl(rune);
        var shown =
            Current == '\'' ? "\"'\""
            : isShown ? $"'{text.Substring(At, length)}'"
            : string.Create(CultureInfo.InvariantCulture, $"U+{(int)Current:X4}");
        return $"{shown} stands";
    }

    /// <summary>UTF-16 code units of the character at the offset: 1, 2 for a surrogate pair, 0 at the end.</summary>
    internal int RuneLength(int offset)
    {
        if (offset >= text.Length)
            return 0;
        return Rune.TryGetRuneAt(text, offset, out var rune) ? rune.Utf16SequenceLength : 1;
    }
}
