using System.Text.RegularExpressions;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Templating.Functions;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Expectations.Predicates;

/// <summary><c>is.matching pattern</c>: text in which a regular expression finds something.</summary>
internal sealed class MatchingPredicate : Predicate
{
    private readonly string pattern;
    private readonly TextPattern regex;

    /// <exception cref="FunctionException">The pattern is no regular expression.</exception>
    public MatchingPredicate(string pattern)
        : base("is.matching", [pattern])
    {
        this.pattern = pattern;
        regex = RegexCache.Get(pattern, argument: 0);
    }

    public override string Phrase => $"text that matches {ShownText.Write(pattern)}";

    public override void Judge(Value? actual, Judgement judgement)
    {
        try
        {
            if (actual is not TextValue text || !IsMatch(text.Text, judgement.Work))
                Refuse(actual, judgement);
        }
        catch (RegexMatchTimeoutException e)
        {
            judgement.IsUndecided = true;
            Refuse(actual, judgement, $"the pattern takes longer than {DurationText.Show(e.MatchTimeout)} on this text, so nobody knows");
        }
    }

    private bool IsMatch(string text, WorkLimit? work) =>
        work is null ? regex.IsMatch(text) : RegexCache.Run(work, text, _ => regex.IsMatch(text));
}
