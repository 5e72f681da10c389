using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Expectations.Predicates;

/// <summary>
/// <c>is.not x</c>: a value that is there and does not match. What is missing never passes, or a misspelt name would make
/// every such expectation true.
/// </summary>
internal sealed class NotPredicate(Value refused) : Predicate("is.not", [refused])
{
    public override string Phrase => $"anything but {PhraseOf(refused)}";

    public override void Judge(Value? actual, Judgement judgement)
    {
        var wasUndecided = judgement.IsUndecided;
        judgement.IsUndecided = false;
        if (actual is null || judgement.Accepts(refused, actual))
            Refuse(actual, judgement);
        else if (judgement.IsUndecided)
            Refuse(actual, judgement, $"{PhraseOf(refused)}: that takes too long to find out");
        judgement.IsUndecided |= wasUndecided;
    }
}
