using System.Collections.Immutable;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Expectations.Predicates;

/// <summary><c>is.between low high</c> with its ends, <c>is.above low</c> and <c>is.below high</c> without.</summary>
internal sealed class RangePredicate : Predicate
{
    private readonly NumberValue? low;
    private readonly NumberValue? high;

    private RangePredicate(string name, ImmutableArray<Value> arguments, NumberValue? low, NumberValue? high)
        : base(name, arguments) => (this.low, this.high) = (low, high);

    public override string Phrase =>
        low is null ? $"a number below {high}"
        : high is null ? $"a number above {low}"
        : $"a number from {low} to {high}";

    /// <exception cref="FunctionException">No number lies between.</exception>
    public static RangePredicate Between(NumberValue low, NumberValue high) =>
        low.CompareTo(high) <= 0
            ? new RangePredicate("is.between", [low, high], low, high)
            : throw new FunctionException("the lower end is above the higher one", 0);

    public static RangePredicate Above(NumberValue low) => new("is.above", [low], low, null);

    public static RangePredicate Below(NumberValue high) => new("is.below", [high], null, high);

    public override void Judge(Value? actual, Judgement judgement)
    {
        if (actual is NumberValue number)
        {
            if (!IsInside(number))
                Refuse(actual, judgement);
            return;
        }
        var why = actual is TextValue text && NumberValue.Parse(text.Text) is not null ? "text is not converted to a number" : null;
        Refuse(actual, judgement, why);
    }

    private bool IsInside(NumberValue number) =>
        low is null ? number.CompareTo(high!) < 0
        : high is null ? number.CompareTo(low) > 0
        : number.CompareTo(low) >= 0 && number.CompareTo(high) <= 0;
}
