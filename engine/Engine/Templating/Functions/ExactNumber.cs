using PingOneScenarios.Engine.Values;
using Scriban.Syntax;

namespace PingOneScenarios.Engine.Templating.Functions;

/// <summary>
/// Arithmetic of decimals, which have 28 digits: a sum or a product that has more is an error and is not rounded. A quotient that does not
/// end is rounded at the 28th digit behind the point.
/// </summary>
internal static class ExactNumber
{
    /// <summary>In places: what a whole number of 64 bits has.</summary>
    private const int LongestShift = 63;

    /// <exception cref="FunctionException">The number is too large or too fine for a decimal; blamed on <paramref name="argument"/>.</exception>
    public static decimal Of(NumberValue number, int argument) =>
        number.IsExact
            ? number.AsDecimal
            : throw new FunctionException("the number has more digits than the 28 that are computed exactly", argument);

    /// <summary>Whether the numbers fit the operation: only whole ones are shifted, by 0 to 63 places.</summary>
    public static bool Fit(ScriptBinaryOperator operation, NumberValue left, NumberValue right) =>
        operation is not (ScriptBinaryOperator.ShiftLeft or ScriptBinaryOperator.ShiftRight)
        || left.AsInteger is not null && right.AsInteger is >= 0 and <= LongestShift;

    /// <param name="operation">Arithmetic.</param>
    /// <param name="left">The first number.</param>
    /// <param name="right">One that fits, see <see cref="Fit"/>.</param>
    /// <exception cref="FunctionException">There is no such result, or none that is exact.</exception>
    public static NumberValue Compute(ScriptBinaryOperator operation, NumberValue left, NumberValue right)
    {
        var (a, b) = (Of(left, -1), Of(right, -1));
        try
        {
            return operation switch
            {
                ScriptBinaryOperator.Add => NumberValue.From(Sum(a, b)),
                ScriptBinaryOperator.Subtract => NumberValue.From(Sum(a, -b)),
                ScriptBinaryOperator.Multiply => NumberValue.From(Product(a, b)),
                ScriptBinaryOperator.ShiftLeft or ScriptBinaryOperator.ShiftRight => Shifted(operation, left, right),
                _ when b == 0 => throw new FunctionException("nothing can be divided by zero"),
                ScriptBinaryOperator.Divide => NumberValue.From(Quotient(a, b)),
                ScriptBinaryOperator.DivideRound => NumberValue.From(decimal.Floor(a / b)),
                _ => NumberValue.From(decimal.Remainder(a, b)),
            };
        }
        catch (OverflowException)
        {
            return NumberValue.From(TooMany());
        }
    }

    /// <exception cref="FunctionException">The sum has more than 28 digits.</exception>
    public static decimal Sum(decimal a, decimal b)
    {
        try
        {
            var sum = a + b;
            if (sum.Scale == Math.Max(a.Scale, b.Scale))
                return sum;
            (a, b) = (Short(a), Short(b));
            sum = a + b;
            if (sum.Scale == Math.Max(a.Scale, b.Scale))
                return sum;
        }
        catch (OverflowException)
        {
            // Said below: the digits before the point are too many, not those behind it.
        }
        return TooMany();
    }

    // A product that was rounded has fewer digits behind the point than its factors together.
    private static decimal Product(decimal a, decimal b)
    {
        if (a.Scale + b.Scale <= 28 && a * b is var product && product.Scale == a.Scale + b.Scale)
            return product;
        (a, b) = (Short(a), Short(b));
        product = a * b;
        return product.Scale == a.Scale + b.Scale || product == 0 && (a == 0 || b == 0) ? product : TooMany();
    }

    private static decimal Quotient(decimal a, decimal b) => a / b is var quotient && (quotient != 0 || a == 0) ? quotient : TooMany();

    private static NumberValue Shifted(ScriptBinaryOperator operation, NumberValue left, NumberValue right)
    {
        var (number, places) = (left.AsInteger!.Value, (int)right.AsInteger!.Value);
        return operation == ScriptBinaryOperator.ShiftLeft
            ? NumberValue.From((decimal)((Int128)number << places))
            : NumberValue.From(number >> places);
    }

    // Without zeros at its end.
    private static decimal Short(decimal number) => number / 1.0000000000000000000000000000m;

    private static decimal TooMany() => throw new FunctionException("the result has more digits than the 28 that are computed exactly");
}
