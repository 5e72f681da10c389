using System.Buffers;
using System.Globalization;
using System.Numerics;

namespace PingOneScenarios.Engine.Values;

/// <summary>What a plain scalar stands for, in a file and where a value is typed: the YAML 1.2 core schema (YAML 1.2.2, section 10.3.2) for plain scalars, without infinities, which JSON cannot say.</summary>
internal static class CoreSchema
{
    /// <summary>In digits; what is longer stays text.</summary>
    private const int LongestRadixNumber = 64;

    /// <summary>In letters: <c>1e9999</c> is read.</summary>
    private const int ShortestBeyond = 6;

    private static readonly SearchValues<char> NumberLetters = SearchValues.Create("0123456789.eE+-");

    public static Value Resolve(string text) =>
        text switch
        {
            "" or "~" or "null" or "Null" or "NULL" => Value.Null,
            "true" or "True" or "TRUE" => Value.True,
            "false" or "False" or "FALSE" => Value.False,
            // One that is not read is said by the reader; any number in its place keeps others from saying it is none.
            _ => Number(text) ?? (Objection(text) is null ? new TextValue(text) : (Value)1),
        };

    /// <summary>Why a plain scalar that is a number is not read as one, in words that follow "the number"; null when it is, or is none.</summary>
    public static string? Objection(string text) =>
        text.Length > ShortestBeyond && IsDecimal(Unsigned(text)) && NumberText.Normal(text) is { } number
            ? NumberLimits.Objection(number)
            : null;

    private static NumberValue? Number(string text)
    {
        // Of octal and hexadecimal numbers the schema knows no signs.
        if (text.StartsWith("0x", StringComparison.Ordinal))
            return InRadix(text.AsSpan(2), 16);
        if (text.StartsWith("0o", StringComparison.Ordinal))
            return InRadix(text.AsSpan(2), 8);
        return IsDecimal(Unsigned(text)) ? NumberValue.Parse(text) : null;
    }

    private static ReadOnlySpan<char> Unsigned(string text) => text.AsSpan(text[0] is '+' or '-' ? 1 : 0);

    // 010 is text: readers of YAML 1.1 would take it for eight.
    private static bool IsDecimal(ReadOnlySpan<char> digits) =>
        !digits.IsEmpty
        && (char.IsAsciiDigit(digits[0]) || digits[0] == '.')
        && !digits.ContainsAnyExcept(NumberLetters)
        && !(digits.Length > 1 && digits[0] == '0' && char.IsAsciiDigit(digits[1]));

    private static NumberValue? InRadix(ReadOnlySpan<char> digits, uint radix)
    {
        if (digits.Length > LongestRadixNumber)
            return null;
        var number = BigInteger.Zero;
        foreach (var digit in digits)
        {
            if (!char.IsAsciiHexDigit(digit) || Convert.ToUInt32(digit.ToString(), 16) >= radix)
                return null;
            number = number * radix + Convert.ToUInt32(digit.ToString(), 16);
        }
        return digits.IsEmpty ? null : NumberValue.Parse(number.ToString(CultureInfo.InvariantCulture));
    }
}
