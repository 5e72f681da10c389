using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using PingOneScenarios.Engine.Values;
using Scriban.Parsing;

namespace PingOneScenarios.Engine.Templating;

/// <summary>
/// Numbers as they are written in expressions. Scriban rounds those with a point and computes all digits of an integer (those of 2e13070643
/// take minutes and gigabytes), so it only sees where they stand.
/// </summary>
internal static partial class LiteralNumbers
{
    /// <summary>The text with each number Scriban would change replaced by one as long that it does not.</summary>
    public static string Hide(string text)
    {
        if (!Suspicious().IsMatch(text))
            return text;
        var letters = text.ToCharArray();
        foreach (var (start, length) in Numbers(text))
        {
            if (!IsRadix(text.AsSpan(start, length)) && Suspicious().IsMatch(text.AsSpan(start, length)))
                letters.AsSpan(start, length).Fill('1');
        }
        return new string(letters);
    }

    /// <summary>The first number beyond <see cref="NumberLimits"/> and why, which follows "the number"; null for none.</summary>
    public static (int Start, int Length, string Objection)? FindBeyond(string text)
    {
        if (!Suspicious().IsMatch(text))
            return null;
        foreach (var (start, length) in Numbers(text))
        {
            var number = text.AsSpan(start, length);
            // Of the digits of another radix only how many there are counts.
            if (NumberLimits.Objection(IsRadix(number) ? new string('1', length) : Plain(number)) is { } objection)
                return (start, length, objection);
        }
        return null;
    }

    /// <summary>The value of a number as it is written; null when it is none.</summary>
    public static NumberValue? Read(ReadOnlySpan<char> number) => NumberValue.Parse(IsRadix(number) ? InRadix(number) : Plain(number));

    private static string InRadix(ReadOnlySpan<char> number)
    {
        var radix = number[1] is 'x' or 'X' ? 16 : 2;
        var value = BigInteger.Zero;
        foreach (var digit in number[2..])
        {
            if (char.IsAsciiHexDigit(digit))
                value = value * radix + Convert.ToInt32(digit.ToString(), 16);
        }
        return value.ToString(CultureInfo.InvariantCulture);
    }

    private static IEnumerable<(int Start, int Length)> Numbers(string text)
    {
        foreach (var token in new Lexer(text, "", new LexerOptions { Mode = ScriptMode.ScriptOnly }))
        {
            var (start, length) = (token.Start.Offset, token.End.Offset - token.Start.Offset + 1);
            if (token.Type != TokenType.Eof && start < text.Length && (char.IsAsciiDigit(text[start]) || token.Type == TokenType.Float))
                yield return (start, length);
        }
    }

    private static bool IsRadix(ReadOnlySpan<char> number) =>
        number.Length > 1 && number[0] == '0' && number[1] is 'x' or 'X' or 'b' or 'B';

    private static string Plain(ReadOnlySpan<char> number) =>
        number.TrimEnd("fFdDmM").ToString().Replace("_", "", StringComparison.Ordinal);

    [GeneratedRegex("[0-9_.][eE][+-]?[0-9_]|[0-9a-fA-F_.]{28}|[0-9.][fFdDmM]\\b", RegexOptions.CultureInvariant)]
    private static partial Regex Suspicious();
}
