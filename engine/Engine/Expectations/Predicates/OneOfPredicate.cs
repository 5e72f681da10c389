using System.Text;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Expectations.Predicates;

/// <summary><c>is.one_of […]</c>: a value that matches at least one of several.</summary>
internal sealed class OneOfPredicate : Predicate
{
    private readonly ListValue choices;

    /// <exception cref="FunctionException">There are no choices.</exception>
    public OneOfPredicate(ListValue choices)
        : base("is.one_of", [choices]) =>
        this.choices = choices.Items.IsEmpty ? throw new FunctionException("the list is empty, nothing could pass", 0) : choices;

    public override string Phrase
    {
        get
        {
            var text = new StringBuilder("one of ");
            for (var i = 0; i < choices.Items.Length; i++)
                text.Append(i == 0 ? "" : ", ").Append(PhraseOf(choices.Items[i]));
            return text.ToString();
        }
    }

    public override void Judge(Value? actual, Judgement judgement)
    {
        foreach (var choice in choices.Items)
        {
            if (judgement.Accepts(choice, actual))
                return;
        }
        Refuse(actual, judgement);
    }
}
