using System.Buffers.Text;

namespace PingOneScenarios.Engine.JsonPaths.Evaluating;

/// <summary>Compares numbers as written in JSON by their exact value, without rounding to a double.</summary>
internal static class JsonNumber
{
    internal static int Compare(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        if (TryInteger(left, out var leftInteger) && TryInteger(right, out var rightInteger))
            return leftInteger.CompareTo(rightInteger);
        return Digits.Of(left).CompareTo(Digits.Of(right));
    }

    private static bool TryInteger(ReadOnlySpan<byte> number, out long value) =>
        Utf8Parser.TryParse(number, out value, out var consumed) && consumed == number.Length;

    /// <summary>A number as sign, digits and the power of ten its first digit other than 0 stands for.</summary>
    private readonly ref struct Digits
    {
        /// <summary>Exponents beyond this are taken as this: no document is long enough to make up for it in digits.</summary>
        private const long LargestExponent = 100_000_000_000_000_000;

        private readonly ReadOnlySpan<byte> _whole;
        private readonly ReadOnlySpan<byte> _fraction;
        private readonly int _first;
        private readonly long _magnitude;
        private readonly int _sign;

        private Digits(ReadOnlySpan<byte> whole, ReadOnlySpan<byte> fraction, long exponent, bool isNegative)
        {
            _whole = whole;
            _fraction = fraction;
            var count = whole.Length + fraction.Length;
            while (_first < count && this[_first] == '0')
                _first++;
            _magnitude = whole.Length - _first + exponent;
            _sign =
                _first == count ? 0
                : isNegative ? -1
                : 1;
        }

        private int Count => _whole.Length + _fraction.Length;

        private byte this[int index] =>
            index < _whole.Length ? _whole[index]
            : index < Count ? _fraction[index - _whole.Length]
            : (byte)'0';

        internal static Digits Of(ReadOnlySpan<byte> number)
        {
            var isNegative = number[0] == '-';
            var unsigned = isNegative ? number[1..] : number;
            var exponentAt = unsigned.IndexOfAny((byte)'e', (byte)'E');
            var mantissa = exponentAt < 0 ? unsigned : unsigned[..exponentAt];
            var exponent = exponentAt < 0 ? 0 : Exponent(unsigned[(exponentAt + 1)..]);
            var point = mantissa.IndexOf((byte)'.');
            return point < 0
                ? new Digits(mantissa, default, exponent, isNegative)
                : new Digits(mantissa[..point], mantissa[(point + 1)..], exponent, isNegative);
        }

        internal int CompareTo(Digits other)
        {
            if (_sign != other._sign || _sign == 0)
                return _sign.CompareTo(other._sign);
            if (_magnitude != other._magnitude)
                return _sign * _magnitude.CompareTo(other._magnitude);
            var count = Math.Max(Count - _first, other.Count - other._first);
            for (var index = 0; index < count; index++)
            {
                var order = this[_first + index].CompareTo(other[other._first + index]);
                if (order != 0)
                    return _sign * order;
            }
            return 0;
        }

        private static long Exponent(ReadOnlySpan<byte> text)
        {
            var isNegative = text[0] == '-';
            long exponent = 0;
            foreach (var digit in text[0] is (byte)'-' or (byte)'+' ? text[1..] : text)
                exponent = Math.Min((exponent * 10) + digit - '0', LargestExponent);
            return isNegative ? -exponent : exponent;
        }
    }
}
