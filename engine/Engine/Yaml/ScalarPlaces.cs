using PingOneScenarios.Engine.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace PingOneScenarios.Engine.Yaml;

/// <summary>
/// Finds for each character of a scalar's value its place in the source. Values and sources differ by quotes, escapes, indentation
/// and folding; what never differs is the order of the characters that are not white space, so both are walked side by side.
/// </summary>
internal static class ScalarPlaces
{
    /// <param name="source">The file.</param>
    /// <param name="scalar">The event of the parser.</param>
    /// <param name="start">The offset of the scalar in the file.</param>
    /// <param name="end">The offset behind it.</param>
    public static LocatedText Locate(SourceText source, Scalar scalar, int start, int end)
    {
        var value = scalar.Value;
        var whole = new SourceSpan(source, start, Math.Max(0, TrimmedEnd(source.Text, start, end) - start));
        var first = FirstCharacter(source.Text, scalar.Style, start, end);
        if (first + value.Length <= end && source.Text.AsSpan(first, value.Length).SequenceEqual(value))
            return new LocatedText(value, whole, null, first);
        return new LocatedText(value, whole, Walk(source.Text, scalar, first, end), 0);
    }

    private static int TrimmedEnd(string text, int start, int end)
    {
        while (end > start && char.IsWhiteSpace(text[end - 1]))
            end--;
        return end;
    }

    private static int FirstCharacter(string text, ScalarStyle style, int start, int end)
    {
        if (style is ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted)
            return start + 1;
        if (style is not (ScalarStyle.Literal or ScalarStyle.Folded))
            return start;
        var line = text.IndexOf('\n', start);
        var first = line < 0 || line >= end ? end : line + 1;
        while (first < end && text[first] == ' ')
            first++;
        return first;
    }

    private static int[] Walk(string text, Scalar scalar, int at, int end)
    {
        var value = scalar.Value;
        var offsets = new int[value.Length];
        var isDouble = scalar.Style == ScalarStyle.DoubleQuoted;
        for (var i = 0; i < value.Length; i++)
        {
            if (isDouble || !char.IsWhiteSpace(value[i]))
                at = SkipTo(text, at, end, value[i], isDouble);
            offsets[i] = Math.Min(at, end);
            var width = at >= end ? 0 : Width(text, at, value[i], scalar.Style);
            at += width;
            // One escape of ten characters can stand for two UTF-16 units.
            if (width == 10 && char.IsHighSurrogate(value[i]) && i + 1 < value.Length)
                offsets[++i] = at - width;
        }
        return offsets;
    }

    // How many characters of the source stand for this one of the value.
    private static int Width(string text, int at, char letter, ScalarStyle style)
    {
        if (style == ScalarStyle.DoubleQuoted && text[at] == '\\')
            return EscapeLength(text, at);
        if (text[at] != letter)
            return 0;
        return style == ScalarStyle.SingleQuoted && letter == '\'' ? 2 : 1;
    }

    // White space of the source that is not in the value (indentation, folded lines, continued lines) is passed over.
    private static int SkipTo(string text, int at, int end, char wanted, bool isDouble)
    {
        while (at < end && text[at] != wanted)
        {
            if (isDouble && text[at] == '\\' && at + 1 < end && text[at + 1] is '\n' or '\r')
                at = BehindWhiteSpace(text, at + 1, end);
            else if (!char.IsWhiteSpace(text[at]))
                break;
            else if (char.IsWhiteSpace(wanted) && !IsFold(text, at, end))
                break;
            else
                at++;
        }
        return at;
    }

    private static int BehindWhiteSpace(string text, int at, int end)
    {
        while (at < end && char.IsWhiteSpace(text[at]))
            at++;
        return at;
    }

    private static bool IsFold(string text, int at, int end)
    {
        while (at < end && text[at] is ' ' or '\t')
            at++;
        return at < end && text[at] is '\n' or '\r';
    }

    private static int EscapeLength(string text, int at) =>
        at + 1 >= text.Length
            ? 1
            : text[at + 1] switch
            {
                'x' => 4,
                'u' => 6,
                'U' => 10,
                _ => 2,
            };
}
