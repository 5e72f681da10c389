using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Expectations.Predicates;

/// <summary><c>is.each x</c>: a list in which every item matches; an empty one does.</summary>
internal sealed class EachPredicate(Value item) : Predicate("is.each", [item])
{
    public override string Phrase => $"a list in which each item matches {PhraseOf(item)}";

    public override void Judge(Value? actual, Judgement judgement)
    {
        if (actual is not ListValue list)
        {
            Refuse(actual, judgement);
            return;
        }
        for (var i = 0; i < list.Items.Length && !judgement.IsDone; i++)
        {
            judgement.Enter(i);
            StructureMatcher.Judge(item, item, list.Items[i], judgement);
            judgement.Leave();
        }
    }
}
