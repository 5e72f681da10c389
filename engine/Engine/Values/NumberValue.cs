using System.Globalization;

namespace PingOneScenarios.Engine.Values;

/// <summary>
/// A number as JSON knows it. It keeps the digits it was written with (<c>1.10</c> stays <c>1.10</c>, <c>1E5</c> stays <c>1E5</c>) and is
/// compared by its value, so that 1 and 1.0 are equal; computed is only with what a decimal holds exactly.
/// </summary>
internal sealed class NumberValue : Value
{
    private const NumberStyles Plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

    /// <summary>In letters; what is not longer has no more digits than a decimal holds, or is beyond the largest one.</summary>
    private const int LongestPlain = 29;

    private readonly decimal exact;

    /// <summary>In JSON's grammar; null when it is what the decimal is written as.</summary>
    private readonly string? text;

    /// <summary>Null when the decimal is the number.</summary>
    private readonly DecimalText? beyond;

    private NumberValue(decimal exact, string? text, DecimalText? beyond) => (this.exact, this.text, this.beyond) = (exact, text, beyond);

    /// <summary>Whether <see cref="AsDecimal"/> may be read.</summary>
    public bool IsExact => beyond is null;

    public decimal AsDecimal => IsExact ? exact : throw new InvalidOperationException("not an exact number");

    /// <summary>The nearest double, infinite beyond the largest.</summary>
    public double AsDouble => IsExact ? (double)exact : double.Parse(text!, CultureInfo.InvariantCulture);

    public override string Kind => "a number";

    public static NumberValue From(long number) => new(number, null, null);

    public static NumberValue From(decimal number) => new(number, null, null);

    /// <summary>The same number without labels.</summary>
    public static NumberValue Same(NumberValue number) => new(number.exact, number.text, number.beyond);

    /// <summary>Reads JSON's number grammar and what people write beside it (<c>+1</c>, <c>.5</c>, <c>5.</c>, <c>007</c>); null for what is none, or beyond <see cref="NumberLimits"/>.</summary>
    public static NumberValue? Parse(ReadOnlySpan<char> text) =>
        NumberText.Normal(text) is { } written && NumberLimits.Objection(written) is null ? Written(written) : null;

    /// <summary>A number in JSON's grammar.</summary>
    public static NumberValue Written(string text)
    {
        if (text.Length <= LongestPlain && decimal.TryParse(text, Plain, CultureInfo.InvariantCulture, out var plain))
            return new NumberValue(plain, plain == 0 && text[0] == '-' ? text : null, null);
        var digits = DecimalText.Of(text);
        return digits.ToDecimal() is { } held ? new NumberValue(held, text, null) : new NumberValue(0, text, digits);
    }

    /// <summary>The number with the other sign; zero stays as it is.</summary>
    public NumberValue Negated() =>
        text is null ? From(exact == 0 ? exact : -exact)
        : text[0] == '-' ? Written(text[1..])
        : Written("-" + text);

    /// <summary>The number as a whole one within the bounds of <see cref="long"/>, or null.</summary>
    public long? AsInteger => IsExact && decimal.IsInteger(exact) && exact is >= long.MinValue and <= long.MaxValue ? (long)exact : null;

    /// <summary>Negative, 0 or positive, as this number is less than, equal to or greater than the other.</summary>
    public int CompareTo(NumberValue other) => IsExact && other.IsExact ? exact.CompareTo(other.exact) : Digits.CompareTo(other.Digits);

    public override bool Equals(Value? other) => other is NumberValue n && CompareTo(n) == 0;

    public override int GetHashCode() => beyond?.GetHashCode() ?? exact.GetHashCode();

    /// <summary>As it was written, in JSON's grammar.</summary>
    public override string ToString() => text ?? exact.ToString(CultureInfo.InvariantCulture);

    /// <summary>One text for all ways to write the number.</summary>
    public string Usual => beyond?.ToString() ?? exact.ToString("G29", CultureInfo.InvariantCulture);

    private DecimalText Digits => beyond ?? DecimalText.Of(exact.ToString(CultureInfo.InvariantCulture));
}
