namespace PingOneScenarios.Engine.Diagnostics;

/// <summary>
/// Text of servers and files on its way to people: what could move a cursor, reorder text or hide in it becomes a dot (trust rule 11).
/// What is left, every XML document may hold too.
/// </summary>
internal static class PlainText
{
    private const char Dot = '·';

    /// <summary>One line: line breaks become spaces.</summary>
    public static string Line(string text) => Replace(text, keepLines: false);

    /// <summary>Several lines.</summary>
    public static string Lines(string text) => Replace(text, keepLines: true);

    /// <summary>C0, DEL, C1; zero-width and bidirectional controls; what is no letter at all.</summary>
    public static bool IsUnsafe(char letter) =>
        letter
            is < ' '
                or (>= '\u007f' and <= '\u009f')
                or (>= '\u200b' and <= '\u200f')
                or (>= '\u2028' and <= '\u202e')
                or (>= '\u2060' and <= '\u206f')
                or '\ufeff'
                or '\ufffe'
                or '\uffff';

    private static string Replace(string text, bool keepLines)
    {
        var harmless = true;
        for (var i = 0; i < text.Length && harmless; i++)
            harmless = IsKept(text, i, keepLines);
        return harmless
            ? text
            : string.Create(
                text.Length,
                (text, keepLines),
                static (to, from) =>
                {
                    for (var i = 0; i < to.Length; i++)
                        to[i] = IsKept(from.text, i, from.keepLines) ? from.text[i] : InPlaceOf(from.text[i]);
                }
            );
    }

    private static bool IsKept(string text, int at, bool keepLines)
    {
        var letter = text[at];
        if (char.IsSurrogate(letter))
            return char.IsHighSurrogate(letter)
                ? at + 1 < text.Length && char.IsLowSurrogate(text[at + 1])
                : at > 0 && char.IsHighSurrogate(text[at - 1]);
        return !IsUnsafe(letter) || keepLines && letter is '\n' or '\t';
    }

    private static char InPlaceOf(char letter) => letter is '\n' or '\r' or '\t' or '\u2028' or '\u2029' ? ' ' : Dot;
}
