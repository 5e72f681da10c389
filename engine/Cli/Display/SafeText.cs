namespace PingOneScenarios.Cli.Display;

/// <summary>Text of servers and files on its way to a terminal: what could move the cursor or reorder text is taken out (trust rule 11).</summary>
internal static class SafeText
{
    /// <summary>One line: line breaks become spaces.</summary>
    public static string Line(string text) => Replace(text, keepLines: false);

    /// <summary>Several lines.</summary>
    public static string Lines(string text) => Replace(text, keepLines: true);

    private static string Replace(string text, bool keepLines)
    {
        var harmless = true;
        foreach (var letter in text)
            harmless &= !IsUnsafe(letter) || keepLines && letter is '\n' or '\t';
        if (harmless)
            return text;
        return string.Concat(
            text.Select(c =>
                !IsUnsafe(c) || keepLines && c is '\n' or '\t' ? c
                : c is '\n' or '\r' or '\t' ? ' '
                : '·'
            )
        );
    }

    // C0, DEL, C1; zero-width and bidirectional controls.
    private static bool IsUnsafe(char letter) =>
        letter
            is < ' '
                or (>= '\u007f' and <= '\u009f')
                or (>= '\u200b' and <= '\u200f')
                or (>= '\u202a' and <= '\u202e')
                or (>= '\u2060' and <= '\u206f')
                or '\ufeff';
}
