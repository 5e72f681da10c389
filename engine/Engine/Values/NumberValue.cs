using System.Globalization;

namespace PingOneScenarios.Engine.Values;

/// <summary>
/// A number as JSON knows it: exact up to 28 digits (the written scale is kept, <c>1.10</c> stays <c>1.10</c>), computed as a double beyond, and
/// compared as it was written. 1 and 1.0 are equal.
/// </summary>
internal sealed class NumberValue : Value
{
    private readonly decimal exact;
    private readonly double approximate;
    private readonly DecimalText? written;

    private NumberValue(decimal exact, double approximate, bool isExact, DecimalText? written = null) =>
        (this.exact, this.approximate, IsExact, this.written) = (exact, approximate, isExact, written);

    /// <summary>Whether <see cref="AsDecimal"/> may be read.</summary>
    public bool IsExact { get; }

    public decimal AsDecimal => IsExact ? exact : throw new InvalidOperationException("not an exact number");

    public double AsDouble => IsExact ? (double)exact : approximate;

    public override string Kind => "a number";

    public static NumberValue From(long number) => new(number, 0, isExact: true);

    public static NumberValue From(decimal number) => new(number, 0, isExact: true);

    public static NumberValue From(double number) => new(0, number, isExact: false);

    /// <summary>The same number without labels.</summary>
    public static NumberValue Same(NumberValue number) => new(number.exact, number.approximate, number.IsExact);

    /// <summary>Reads JSON's number grammar, and <c>.inf</c> or <c>.nan</c> not at all.</summary>
    public static NumberValue? Parse(ReadOnlySpan<char> text)
    {
        var style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        if (text.Length <= 29 && decimal.TryParse(text, style, CultureInfo.InvariantCulture, out var number))
            return From(number);
        return
            double.TryParse(text, style | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var wide) && double.IsFinite(wide)
            ? new NumberValue(0, wide, isExact: false, DecimalText.Of(text))
            : null;
    }

    /// <summary>A number in JSON's grammar; beyond every double it is as large as one can be, and compared as it was written.</summary>
    public static NumberValue Written(ReadOnlySpan<char> text) =>
        Parse(text) ?? new(0, text.StartsWith("-") ? double.MinValue : double.MaxValue, isExact: false, DecimalText.Of(text));

    /// <summary>The number as a whole one within the bounds of <see cref="long"/>, or null.</summary>
    public long? AsInteger =>
        IsExact && decimal.IsInteger(exact) && exact is >= long.MinValue and <= long.MaxValue ? (long)exact
        : !IsExact && double.IsInteger(approximate) && Math.Abs(approximate) < 9e15 ? (long)approximate
        : null;

    /// <summary>Negative, 0 or positive, as this number is less than, equal to or greater than the other.</summary>
    public int CompareTo(NumberValue other) =>
        IsExact && other.IsExact ? exact.CompareTo(other.exact)
        : AsWritten is { } mine && other.AsWritten is { } theirs ? mine.CompareTo(theirs)
        : AsDouble.CompareTo(other.AsDouble);

    // Null for what was computed.
    private DecimalText? AsWritten => IsExact ? DecimalText.Of(exact.ToString(CultureInfo.InvariantCulture)) : written;

    public override bool Equals(Value? other) => other is NumberValue n && CompareTo(n) == 0;

    public override int GetHashCode() => AsDouble.GetHashCode();

    // JSON may hold a number beyond every double and has no infinity; 1e999 is read as what it was written for.
    public override string ToString() =>
        IsExact ? exact.ToString(CultureInfo.InvariantCulture)
        : double.IsInfinity(approximate)
            ? approximate > 0 ? "1e999"
                : "-1e999"
        : approximate.ToString("R", CultureInfo.InvariantCulture);
}
