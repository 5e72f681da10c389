using System.Globalization;

namespace PingOneScenarios.Engine.Values;

/// <summary>A number as it was written, of any length, compared by its digits and its exponent: it is never written out.</summary>
/// <param name="IsNegative">False for zero.</param>
/// <param name="Digits">Without zeros at either end; empty for zero.</param>
/// <param name="Exponent">The power of ten of the first digit.</param>
internal sealed record DecimalText(bool IsNegative, string Digits, long Exponent)
{
    /// <summary>In digits behind the point.</summary>
    private const int FinestDecimal = 28;

    private const int LongestDecimal = 29;

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

    /// <summary>The same number as a decimal; null when no decimal is exactly that.</summary>
    public decimal? ToDecimal()
    {
        if (Digits.Length == 0)
            return 0;
        var lowest = Exponent - Digits.Length + 1;
        if (lowest < -FinestDecimal || Exponent >= LongestDecimal || Digits.Length > LongestDecimal)
            return null;
        var digits = lowest > 0 ? Digits + new string('0', (int)lowest) : Digits;
        if (!decimal.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var whole))
            return null;
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(whole, bits);
        return new decimal(bits[0], bits[1], bits[2], IsNegative, (byte)Math.Max(0, -lowest));
    }

    /// <summary>The power an exponent says, which stands behind the <c>e</c>; one of more digits than a long has says no more than the largest.</summary>
    public static long PowerOf(ReadOnlySpan<char> text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var power)
            ? Math.Clamp(power, -1L << 40, 1L << 40)
        : text.StartsWith("-") ? -1L << 40
        : 1L << 40;

    /// <summary>One text for all ways to write the number.</summary>
    public override string ToString() =>
        Digits.Length == 0 ? "0" : string.Create(CultureInfo.InvariantCulture, $"{(IsNegative ? "-" : "")}{Digits}e{Exponent}");

    private int Sign =>
        Digits.Length == 0 ? 0
        : IsNegative ? -1
        : 1;
}
