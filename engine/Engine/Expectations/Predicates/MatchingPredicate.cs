using System.Text.RegularExpressions;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Expectations.Predicates;

/// <summary><c>is.matching pattern</c>: text in which a regular expression finds something.</summary>
internal sealed class MatchingPredicate : Predicate
{
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(250);

    private readonly string pattern;
    private readonly Regex regex;

    /// <exception cref="FunctionException">The pattern is not a regular expression.</exception>
    public MatchingPredicate(string pattern)
        : base("is.matching", [pattern])
    {
        this.pattern = pattern;
        regex = Compile(pattern);
    }

    public override string Phrase => $"text that matches {ShownText.Write(pattern)}";

    public override void Judge(Value? actual, Judgement judgement)
    {
        try
        {
            if (actual is not TextValue text || !regex.IsMatch(text.Text))
                Refuse(actual, judgement);
        }
        catch (RegexMatchTimeoutException)
        {
            judgement.IsUndecided = true;
            Refuse(actual, judgement, "the pattern takes longer than 250 ms on this text, so nobody knows");
        }
    }

    private static Regex Compile(string pattern)
    {
        try
        {
            return new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, Limit);
        }
        catch (NotSupportedException)
        {
            // Looking around and back references need the engine that goes back.
            return new Regex(pattern, RegexOptions.CultureInvariant, Limit);
        }
        catch (ArgumentException)
        {
            throw new FunctionException("the pattern is not a regular expression", 0);
        }
    }
}
