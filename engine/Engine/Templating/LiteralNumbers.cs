using System.Text.RegularExpressions;
using Scriban.Parsing;

namespace PingOneScenarios.Engine.Templating;

/// <summary>Numbers as they are written in expressions. Scriban computes all digits of an integer: those of 2e13070643 take minutes and gigabytes.</summary>
internal static partial class LiteralNumbers
{
    /// <summary>The first number with an exponent of more than three digits or with more than 400 digits, as start and length; null for none.</summary>
    public static (int Start, int Length)? FindHuge(string text)
    {
        if (!Suspicious().IsMatch(text))
            return null;
        foreach (var token in new Lexer(text, "", new LexerOptions { Mode = ScriptMode.ScriptOnly }))
        {
            var (start, length) = (token.Start.Offset, token.End.Offset - token.Start.Offset + 1);
            if (token.Type != TokenType.Eof && char.IsAsciiDigit(text[start]) && Suspicious().IsMatch(text.AsSpan(start, length)))
                return (start, length);
        }
        return null;
    }

    [GeneratedRegex("[0-9_][eE][+-]?[0-9_]{4}|[0-9a-fA-F_]{400}", RegexOptions.CultureInvariant)]
    private static partial Regex Suspicious();
}
