using System.Globalization;
using System.Text;
using PingOneScenarios.Engine.Diagnostics;

namespace PingOneScenarios.Engine.Reporting.Curl;

/// <summary>
/// One word of a shell, put together from literal text and from expansions of our own. Whatever the literal text is, the shell reads it as
/// that text and as nothing else; what a terminal would act on is written as escapes.
/// </summary>
internal sealed class ShellWord
{
    private readonly List<(string Text, bool IsCode)> pieces = [];

    /// <summary>A word without expansions.</summary>
    public static string Quote(string literal) => new ShellWord().Literal(literal).ToString();

    /// <summary>Text that is taken as it is; the shell has no word for NUL.</summary>
    public ShellWord Literal(string text)
    {
        if (pieces is [.., (var before, false)])
            pieces[^1] = (before + text, false);
        else if (text.Length > 0)
            pieces.Add((text, false));
        return this;
    }

    /// <summary>What the shell is to compute: <c>${name}</c> or <c>$(function …)</c>, of our own making.</summary>
    public ShellWord Code(string expansion)
    {
        pieces.Add((expansion, true));
        return this;
    }

    public override string ToString()
    {
        if (pieces.Exists(p => p.IsCode) && pieces.TrueForAll(p => p.IsCode || IsPlain(p.Text)))
            return $"\"{string.Concat(pieces.Select(p => p.Text))}\"";
        return pieces.Count == 0 ? "''" : string.Concat(pieces.Select(p => p.IsCode ? $"\"{p.Text}\"" : QuotePiece(p.Text)));
    }

    // Means the same between double quotes as outside of them.
    private static bool IsPlain(string text) => text.AsSpan().IndexOfAny("\"$`\\!") < 0 && !text.Any(PlainText.IsUnsafe);

    private static string QuotePiece(string text) =>
        text.Any(PlainText.IsUnsafe) ? Escape(text) : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static string Escape(string text)
    {
        var escaped = new StringBuilder("$'");
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.IsBmp && PlainText.IsUnsafe((char)rune.Value))
                AppendUnsafe(escaped, rune);
            else if (rune.Value is '\'' or '\\')
                escaped.Append('\\').Append((char)rune.Value);
            else
                escaped.Append(rune.ToString());
        }
        return escaped.Append('\'').ToString();
    }

    private static void AppendUnsafe(StringBuilder escaped, Rune rune)
    {
        switch (rune.Value)
        {
            case '\n':
                escaped.Append("\\n");
                break;
            case '\r':
                escaped.Append("\\r");
                break;
            case '\t':
                escaped.Append("\\t");
                break;
            default:
                // Bytes: letters beyond ASCII have names only in some locales.
                foreach (var value in Encoding.UTF8.GetBytes(rune.ToString()))
                    escaped.Append(CultureInfo.InvariantCulture, $"\\x{value:x2}");
                break;
        }
    }
}
