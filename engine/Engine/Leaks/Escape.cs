using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;

namespace PingOneScenarios.Engine.Leaks;

/// <summary>Reads what one escape says, at the beginning of a text; how much of the text it is, and how many letters it wrote.</summary>
internal delegate (int Read, int Written) EscapeReader(ReadOnlySpan<char> text, Span<char> to);

/// <summary>A way of writing letters by others, undone piece by piece so that nothing but the piece is held.</summary>
/// <param name="Marks">What an escape begins with.</param>
/// <param name="Read">A mark that begins no escape stands for itself.</param>
internal sealed record Escape(SearchValues<char> Marks, EscapeReader Read)
{
    /// <summary>No escape is longer, but for line breaks with the indentation behind them.</summary>
    public const int Longest = 40;

    private const int MostRemembered = 256;

    private static readonly ConcurrentDictionary<string, string> Entities = new(StringComparer.Ordinal);

    /// <summary>RFC 3986, section 2.1; what is not UTF-8 stays as it is.</summary>
    public static Escape Percent { get; } = new(SearchValues.Create("%"), ReadPercent);

    /// <summary>As forms are sent: a plus sign is a space.</summary>
    public static Escape Plus { get; } =
        new(
            SearchValues.Create("%+"),
            static (text, to) =>
            {
                if (text[0] != '+')
                    return ReadPercent(text, to);
                to[0] = ' ';
                return (1, 1);
            }
        );

    /// <summary>Of HTML, with its semicolon.</summary>
    public static Escape Entity { get; } = new(SearchValues.Create("&"), ReadEntity);

    /// <summary><c>\u</c> and four digits, of JSON and of many languages.</summary>
    public static Escape CodeUnit { get; } = new(SearchValues.Create("\\"), ReadCodeUnit);

    /// <summary>A line break with the indentation around it, and the mark that exchanges and lines of source are printed behind: nothing.</summary>
    public static Escape LineBreak { get; } = new(SearchValues.Create(" \t\r\n\v\f"), ReadLineBreak);

    /// <summary>The letters a text stands for; as many as it is long are enough room for them.</summary>
    /// <param name="text">With escapes.</param>
    /// <param name="to">Takes the letters.</param>
    /// <param name="places">Takes for each of the letters where in the text it is written; empty when nobody asks.</param>
    /// <returns>How many letters there are.</returns>
    public int Undo(ReadOnlySpan<char> text, Span<char> to, Span<int> places)
    {
        var (at, length) = (0, 0);
        while (at < text.Length)
        {
            var plain = Next(text[at..]);
            plain = plain < 0 ? text.Length - at : plain;
            text.Slice(at, plain).CopyTo(to[length..]);
            for (var i = 0; i < plain && !places.IsEmpty; i++)
                places[length + i] = at + i;
            (at, length) = (at + plain, length + plain);
            if (at == text.Length)
                break;
            var (read, written) = Read(text[at..], to[length..]);
            if (!places.IsEmpty)
                places.Slice(length, written).Fill(at);
            (at, length) = (at + read, length + written);
        }
        return length;
    }

    /// <summary>Where the blanks around the end of a line begin that <see cref="LineBreak"/> takes out.</summary>
    /// <param name="text">All of it.</param>
    /// <param name="lineEnd">Where in it the line ends.</param>
    public static int StartOfBreak(ReadOnlySpan<char> text, int lineEnd)
    {
        var blank = text[..lineEnd].TrimEnd().Length;
        var mark = text[blank..].IndexOfAny(LineBreak.Marks);
        return mark < 0 ? -1 : blank + mark;
    }

    // Most blanks are no part of a line break, and are not looked at one by one.
    private int Next(ReadOnlySpan<char> text)
    {
        if (!ReferenceEquals(this, LineBreak))
            return text.IndexOfAny(Marks);
        var lineEnd = text.IndexOf('\n');
        return StartOfBreak(text, lineEnd < 0 ? text.Length : lineEnd);
    }

    private static (int Read, int Written) ReadPercent(ReadOnlySpan<char> text, Span<char> to)
    {
        Span<byte> bytes = stackalloc byte[4];
        var count = 0;
        while (count < bytes.Length && Octet(text[(3 * count)..]) is { } octet)
            bytes[count++] = octet;
        return Rune.DecodeFromUtf8(bytes[..count], out var rune, out var used) == OperationStatus.Done
            ? (3 * used, rune.EncodeToUtf16(to))
            : Itself(text, to);
    }

    private static byte? Octet(ReadOnlySpan<char> text) =>
        text.Length >= 3 && text[0] == '%' && byte.TryParse(text[1..3], NumberStyles.AllowHexSpecifier, null, out var octet) ? octet : null;

    private static (int Read, int Written) ReadEntity(ReadOnlySpan<char> text, Span<char> to)
    {
        var end = text[1..Math.Min(text.Length, Longest)].IndexOfAny(';', '&') + 2;
        if (end < 2 || text[end - 1] == '&')
            return Itself(text, to);
        var letters = LettersOf(text[..end]);
        if (letters.Length >= end)
            return Itself(text, to);
        letters.CopyTo(to);
        return (end, letters.Length);
    }

    // A page has thousands of them and a handful of different ones.
    private static string LettersOf(ReadOnlySpan<char> entity)
    {
        var known = Entities.GetAlternateLookup<ReadOnlySpan<char>>();
        if (known.TryGetValue(entity, out var letters))
            return letters;
        var written = entity.ToString();
        // .NET does not know this one.
        letters = written == "&sol;" ? "/" : WebUtility.HtmlDecode(written);
        if (letters != written && Entities.Count < MostRemembered)
            Entities[written] = letters;
        return letters;
    }

    private static (int Read, int Written) ReadCodeUnit(ReadOnlySpan<char> text, Span<char> to)
    {
        if (
            text is not ['\\', 'u', ..]
            || text.Length < 6
            || !ushort.TryParse(text[2..6], NumberStyles.AllowHexSpecifier, null, out var unit)
        )
            return Itself(text, to);
        to[0] = (char)unit;
        return (6, 1);
    }

    private static (int Read, int Written) ReadLineBreak(ReadOnlySpan<char> text, Span<char> to)
    {
        var (end, isBreak) = BlankAt(text);
        while (isBreak && text[end..] is ['<' or '>' or '|', ' ', ..])
        {
            var (more, isAnother) = BlankAt(text[(end + 1)..]);
            (end, isBreak) = (end + 1 + more, isAnother);
        }
        // What follows a blank at the end of a piece is not known.
        if (end > 0 && (isBreak || text[..end].Contains('\n') || end == text.Length))
            return (end, 0);
        text[..end].CopyTo(to);
        return (end, end);
    }

    private static (int Length, bool IsBreak) BlankAt(ReadOnlySpan<char> text)
    {
        var end = 0;
        while (end < text.Length && char.IsWhiteSpace(text[end]))
            end++;
        return (end, text[..end].Contains('\n'));
    }

    private static (int Read, int Written) Itself(ReadOnlySpan<char> text, Span<char> to)
    {
        to[0] = text[0];
        return (1, 1);
    }
}
