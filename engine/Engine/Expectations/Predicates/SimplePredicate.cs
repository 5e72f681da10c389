using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Expectations.Predicates;

/// <summary>A predicate without arguments that only looks at the value itself.</summary>
/// <param name="name">With its group: <c>is.uuid</c>.</param>
/// <param name="phrase">See <see cref="Predicate.Phrase"/>.</param>
/// <param name="passes">Is given null for a member that is not there.</param>
internal sealed class SimplePredicate(string name, string phrase, Func<Value?, bool> passes) : Predicate(name, [])
{
    public override string Phrase => phrase;

    public override void Judge(Value? actual, Judgement judgement)
    {
        if (!passes(actual))
            Refuse(actual, judgement);
    }
}
