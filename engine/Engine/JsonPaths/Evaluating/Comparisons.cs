using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Text.Json;
using PingOneScenarios.Engine.JsonPaths.Expressions;

namespace PingOneScenarios.Engine.JsonPaths.Evaluating;

/// <summary>Compares values; RFC 9535 section 2.3.5.2.2.</summary>
internal static class Comparisons
{
    private const int LongestInteger = 20;

    internal static bool Holds(Comparison comparison, in PathValue left, in PathValue right) =>
        comparison switch
        {
            Comparison.Equal => AreEqual(left, right),
            Comparison.NotEqual => !AreEqual(left, right),
            Comparison.Less => IsLess(left, right),
            Comparison.Greater => IsLess(right, left),
            Comparison.LessOrEqual => IsLess(left, right) || AreEqual(left, right),
            _ => IsLess(right, left) || AreEqual(left, right),
        };

    private static bool AreEqual(in PathValue left, in PathValue right)
    {
        if (left.Kind != right.Kind)
            return false;
        return left.Kind switch
        {
            JsonValueKind.Undefined => true,
            JsonValueKind.Number => CompareNumbers(left, right) == 0,
            _ => DeepEquality.AreEqual(left.Element, right.Element),
        };
    }

    /// <summary>Only numbers and texts have an order.</summary>
    private static bool IsLess(in PathValue left, in PathValue right)
    {
        if (left.Kind != right.Kind)
            return false;
        return left.Kind switch
        {
            JsonValueKind.Number => CompareNumbers(left, right) < 0,
            JsonValueKind.String => RawText.Compare(left.Element, right.Element) < 0,
            _ => false,
        };
    }

    private static int CompareNumbers(in PathValue left, in PathValue right)
    {
        Span<byte> leftDigits = stackalloc byte[LongestInteger];
        Span<byte> rightDigits = stackalloc byte[LongestInteger];
        return JsonNumber.Compare(Write(left, leftDigits), Write(right, rightDigits));
    }

    private static ReadOnlySpan<byte> Write(in PathValue number, Span<byte> digits)
    {
        if (number.Element.ValueKind == JsonValueKind.Number)
            return JsonMarshal.GetRawUtf8Value(number.Element);
        Utf8Formatter.TryFormat(number.Integer, digits, out var length);
        return digits[..length];
    }
}
