using System.Text.RegularExpressions;

namespace PingOneScenarios.Engine.Templating.Functions;

/// <summary>
/// A regular expression that is matched in a time without surprises: by backtracking where a text takes few steps, which is cheap to set
/// up, and by an automaton otherwise. Safe to use from several threads.
/// </summary>
internal sealed class TextPattern
{
    /// <summary>
    /// Without backtracking the time of a match is linear in the text, so this only meets texts of many megabytes; and all matches that are
    /// looked for together may take no longer, because each of them can look at all that is left.
    /// </summary>
    public static readonly TimeSpan LongestMatch = TimeSpan.FromSeconds(5);

    private const RegexOptions Options = RegexOptions.CultureInvariant;

    /// <summary>For patterns that only backtracking can match.</summary>
    private static readonly TimeSpan LongestBacktracking = TimeSpan.FromMilliseconds(250);

    private readonly string pattern;
    private readonly BacktrackingCost? cost;
    private readonly Regex? quick;

    // Made when a text needs it, which most never do: it costs more than all matches of a run.
    private Regex? automaton;

    /// <param name="pattern">As .NET understands it.</param>
    /// <exception cref="RegexParseException">It is no regular expression.</exception>
    public TextPattern(string pattern)
    {
        (this.pattern, cost) = (pattern, BacktrackingCost.Of(pattern));
        if (cost is not null)
            quick = new Regex(pattern, Options, LongestMatch);
        else
            automaton = Automaton();
    }

    /// <summary>What finds matches and their groups; which of several possible matches it is differs between the two.</summary>
    public Regex Finder => automaton ??= Automaton();

    /// <summary>Whether there is a match; in that both agree.</summary>
    public bool IsMatch(string text) => (IsQuickFor(text) ? quick! : Finder).IsMatch(text);

    /// <summary>Whether backtracking takes few steps.</summary>
    internal bool IsQuickFor(string text) => quick is not null && cost!.IsSmall(text.Length, pattern.Length);

    private Regex Automaton()
    {
        try
        {
            return new Regex(pattern, Options | RegexOptions.NonBacktracking, LongestMatch);
        }
        catch (NotSupportedException)
        {
            return new Regex(pattern, Options, LongestBacktracking);
        }
    }
}
