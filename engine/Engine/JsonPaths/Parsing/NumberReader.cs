using System.Globalization;

namespace PingOneScenarios.Engine.JsonPaths.Parsing;

/// <summary>Integers of indexes and slices, and number literals of filters; RFC 9535 sections 2.1 and 2.3.5.1.</summary>
internal static class NumberReader
{
    internal static bool IsAtNumber(PathScanner scanner) => scanner.Current == '-' || char.IsAsciiDigit(scanner.Current);

    /// <summary>Reads an index; null when it is refused.</summary>
    internal static long? ReadInteger(PathScanner scanner)
    {
        var start = scanner.At;
        if (!ReadWhole(scanner))
            return null;
        var digits = scanner.Text.AsSpan(start, scanner.At - start);
        if (digits is "-0")
        {
            scanner.Refuse(start, 2, "-0 is not an index", "write 0 for the first item, -1 for the last");
            return null;
        }
        var isLong = long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value);
        if (isLong && Math.Abs(value) <= JsonPathLimits.LargestInteger)
            return value;
        scanner.Refuse(start, digits.Length, "the number is too large for an index", "stay within 9007199254740991 on either side of 0");
        return null;
    }

    /// <summary>Reads a number as JSON writes it; null when it is refused.</summary>
    internal static string? ReadNumber(PathScanner scanner)
    {
        var start = scanner.At;
        if (!ReadWhole(scanner))
            return null;
        if (scanner.Take('.') && !ReadDigits(scanner, "after the decimal point"))
            return null;
        if (scanner.Current is 'e' or 'E')
        {
            scanner.Advance();
            if (scanner.Current is '+' or '-')
                scanner.Advance();
            if (!ReadDigits(scanner, "in the exponent"))
                return null;
        }
        return scanner.Text[start..scanner.At];
    }

    private static bool ReadWhole(PathScanner scanner)
    {
        var start = scanner.At;
        scanner.Take('-');
        var first = scanner.At;
        if (!ReadDigits(scanner, "after the minus sign"))
            return false;
        if (scanner.Text[first] != '0' || scanner.At == first + 1)
            return true;
        scanner.Refuse(start, scanner.At - start, "a number does not begin with 0", "leave the leading zeros out");
        return false;
    }

    private static bool ReadDigits(PathScanner scanner, string where)
    {
        var start = scanner.At;
        while (char.IsAsciiDigit(scanner.Current))
            scanner.Advance();
        if (scanner.At > start)
            return true;
        scanner.RefuseHere(
            $"a digit was expected {where}, but here {scanner.Found()}",
            "write the number as JSON does, as in -1, 0.5 or 2e3"
        );
        return false;
    }
}
