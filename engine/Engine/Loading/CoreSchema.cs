using System.Buffers;
using System.Globalization;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Loading;

/// <summary>The YAML 1.2 core schema (YAML 1.2.2, section 10.3.2) for plain scalars, without infinities, which JSON cannot say.</summary>
internal static class CoreSchema
{
    private static readonly SearchValues<char> NumberLetters = SearchValues.Create("0123456789.eE+-");

    public static Value Resolve(string text) =>
        text switch
        {
            "" or "~" or "null" or "Null" or "NULL" => Value.Null,
            "true" or "True" or "TRUE" => Value.True,
            "false" or "False" or "FALSE" => Value.False,
            _ => Number(text) ?? (Value)new TextValue(text),
        };

    private static NumberValue? Number(string text)
    {
        var digits = text.AsSpan(text[0] is '+' or '-' ? 1 : 0);
        if (digits.StartsWith("0x"))
            return long.TryParse(digits[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hex)
                ? NumberValue.From(hex)
                : null;
        if (digits.StartsWith("0o"))
            return Octal(digits[2..]);
        return IsDecimal(digits) ? NumberValue.Parse(text) : null;
    }

    // 010 is text: readers of YAML 1.1 would take it for eight.
    private static bool IsDecimal(ReadOnlySpan<char> digits) =>
        !digits.IsEmpty
        && (char.IsAsciiDigit(digits[0]) || digits[0] == '.')
        && !digits.ContainsAnyExcept(NumberLetters)
        && !(digits.Length > 1 && digits[0] == '0' && char.IsAsciiDigit(digits[1]));

    private static NumberValue? Octal(ReadOnlySpan<char> digits)
    {
        long number = 0;
        foreach (var digit in digits)
        {
            if (digit is < '0' or > '7' || number > long.MaxValue >> 3)
                return null;
            number = number << 3 | (uint)(digit - '0');
        }
        return digits.IsEmpty ? null : NumberValue.From(number);
    }
}
