using System.Globalization;

namespace PingOneScenarios.Engine.Values;

/// <summary>A number as it was written, of any length, so that two that a double cannot tell apart are told apart.</summary>
/// <param name="IsNegative">False for zero.</param>
/// <param name="Digits">Without zeros at either end; empty for zero.</param>
/// <param name="Exponent">The power of ten of the first digit.</param>
internal readonly record struct DecimalText(bool IsNegative, string Digits, long Exponent)
{
    /// <param name="text">A number in JSON's grammar.</param>
    public static DecimalText Of(ReadOnlySpan<char> text)
    {
        var isNegative = text.StartsWith("-");
        text = text.TrimStart("+-");
        var e = text.IndexOfAny('e', 'E');
        var power = e < 0 ? 0 : PowerOf(text[(e + 1)..]);
        var mantissa = e < 0 ? text : text[..e];
        var point = mantissa.IndexOf('.');
        var whole = point < 0 ? mantissa.Length : point;
        var digits = point < 0 ? mantissa.ToString() : string.Concat(mantissa[..point], mantissa[(point + 1)..]);
        var first = digits.AsSpan().IndexOfAnyExcept('0');
        return first < 0 ? new(false, "", 0) : new(isNegative, digits.Trim('0'), power + whole - first - 1);
    }

    public int CompareTo(DecimalText other)
    {
        if (Sign != other.Sign)
            return Sign.CompareTo(other.Sign);
        var size = Exponent != other.Exponent ? Exponent.CompareTo(other.Exponent) : string.CompareOrdinal(Digits, other.Digits);
        return IsNegative ? -size : size;
    }

    private int Sign =>
        Digits.Length == 0 ? 0
        : IsNegative ? -1
        : 1;

    // One of more digits than a long has says no more than the largest.
    private static long PowerOf(ReadOnlySpan<char> text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var power)
            ? Math.Clamp(power, -1L << 40, 1L << 40)
        : text.StartsWith("-") ? -1L << 40
        : 1L << 40;
}
