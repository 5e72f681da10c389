using System.Collections.Immutable;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Templating.Functions;

/// <summary>Numbers, computed as decimals of up to 28 digits: what cannot be kept exactly is an error, not an approximation.</summary>
internal static class MathFunctions
{
    private static readonly Parameter Number = new("number", ParameterKind.Number);
    private static readonly Parameter Numbers = new("numbers", ParameterKind.List);

    public static ImmutableArray<FunctionRow> Rows { get; } =
    [
        new(
            "math.round",
            [Number, Parameter.Optional("digits", ParameterKind.Number, "0")],
            "The number rounded to 0 to 28 digits behind the point; a half is rounded away from zero.",
            "math.round 2.345 2",
            a => NumberValue.From(decimal.Round(Exact(a, 0), (int)a.Whole(1, 0, 28), MidpointRounding.AwayFromZero))
        ),
        new(
            "math.floor",
            [Number],
            "The largest whole number that is not above the number.",
            "math.floor 2.7",
            a => NumberValue.From(decimal.Floor(Exact(a, 0)))
        ),
        new(
            "math.ceil",
            [Number],
            "The smallest whole number that is not below the number.",
            "math.ceil 2.1",
            a => NumberValue.From(decimal.Ceiling(Exact(a, 0)))
        ),
        new("math.abs", [Number], "The number without its sign.", "math.abs (-3)", a => NumberValue.From(Math.Abs(Exact(a, 0)))),
        new(
            "math.mod",
            [Number, new("divisor", ParameterKind.Number)],
            "The remainder of a division with the sign of the divisor, so that math.mod (-7) 3 is 2; the operator % has the sign of the number.",
            "math.mod (-7) 3",
            Mod
        ),
        new(
            "math.min",
            [Numbers],
            "The smallest number of a list; fails when the list is empty.",
            "math.min [3, 1, 2]",
            a => Outermost(a, -1)
        ),
        new(
            "math.max",
            [Numbers],
            "The largest number of a list; fails when the list is empty.",
            "math.max [3, 1, 2]",
            a => Outermost(a, 1)
        ),
        new(
            "math.sum",
            [Numbers],
            "The sum of the numbers of a list, 0 when the list is empty.",
            "math.sum [1.10, 2.20]",
            a => NumberValue.From(NumbersOf(a).Aggregate(0m, (sum, number) => ExactNumber.Sum(sum, ExactNumber.Of(number, 0))))
        ),
    ];

    private static decimal Exact(Arguments a, int index) => ExactNumber.Of(a.Number(index), index);

    private static NumberValue Mod(Arguments a)
    {
        var (number, divisor) = (Exact(a, 0), Exact(a, 1));
        if (divisor == 0)
            throw new FunctionException("nothing can be divided by zero", 1);
        var remainder = decimal.Remainder(number, divisor);
        return NumberValue.From(remainder != 0 && remainder < 0 != divisor < 0 ? ExactNumber.Sum(remainder, divisor) : remainder);
    }

    private static NumberValue Outermost(Arguments a, int direction) =>
        a.List(0).Items.IsEmpty
            ? throw new FunctionException("the list is empty", 0)
            : NumbersOf(a).Aggregate((best, number) => number.CompareTo(best) * direction > 0 ? number : best);

    private static IEnumerable<NumberValue> NumbersOf(Arguments a) =>
        a.List(0)
            .Items.Select(
                (item, i) =>
                    item as NumberValue
                    ?? throw new FunctionException("an item is no number", 0, $"the item at {i} is {item.Kind}, a number is expected")
            );
}
