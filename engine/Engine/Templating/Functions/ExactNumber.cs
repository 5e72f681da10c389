using System.Globalization;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Templating.Functions;

/// <summary>Numbers as decimals, which have at most 28 digits; nothing is rounded on the way.</summary>
internal static class ExactNumber
{
    /// <exception cref="FunctionException">The number is too large or too fine for a decimal; blamed on <paramref name="argument"/>.</exception>
    public static decimal Of(NumberValue number, int argument) =>
        TryGet(number) ?? throw new FunctionException("the number has more digits than the 28 that are computed exactly", argument);

    /// <exception cref="FunctionException">The sum has more than 28 digits.</exception>
    public static decimal Sum(decimal a, decimal b)
    {
        try
        {
            var sum = a + b;
            if (sum.Scale == Math.Max(a.Scale, b.Scale))
                return sum;
        }
        catch (OverflowException)
        {
            // Said below: the digits before the point are too many, not those behind it.
        }
        throw new FunctionException("the result has more digits than the 28 that are computed exactly");
    }

    /// <summary>The same text for equal numbers, however they were written.</summary>
    public static string Text(NumberValue number) => TryGet(number)?.ToString("G29", CultureInfo.InvariantCulture) ?? number.ToString();

    private static decimal? TryGet(NumberValue number) =>
        number.IsExact ? number.AsDecimal
        : decimal.TryParse(number.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var exact)
        && (double)exact == number.AsDouble
            ? exact
        : null;
}
