using System.Text.RegularExpressions;

namespace PingOneScenarios.Engine.Templating.Functions;

/// <summary>
/// The most steps that backtracking takes with a regular expression, told from its text; what could explode has no such number. An
/// automaton, which always is linear, costs a hundred times as much to build.
/// </summary>
/// <param name="Loops">Quantifiers without one certain count.</param>
/// <param name="Choices">Alternatives and optional pieces: each doubles the ways.</param>
/// <param name="IsAnchored">Whether there is one place only where a match may begin.</param>
internal sealed partial record BacktrackingCost(int Loops, int Choices, bool IsAnchored)
{
    private const int MostSteps = 1 << 20;

    private const int MostLoops = 3;

    private const int MostChoices = 8;

    /// <summary>Null for a pattern whose steps have no small bound: quantified groups, references, lookaround, options.</summary>
    public static BacktrackingCost? Of(string pattern)
    {
        var (loops, choices, open, isAnchored) = (0, 0, 0, pattern.StartsWith('^'));
        for (var at = 0; at < pattern.Length; at++)
        {
            switch (pattern[at])
            {
                case '\\' when at + 1 < pattern.Length && pattern[at + 1] is 'k' or (>= '1' and <= '9'):
                case '(' when pattern.AsSpan(at).StartsWith("(?") && !pattern.AsSpan(at).StartsWith("(?:"):
                case ')' when at + 1 < pattern.Length && pattern[at + 1] is '*' or '+' or '{':
                    return null;
                case '\\':
                    at++;
                    break;
                case '[':
                    at = EndOfClass(pattern, at);
                    break;
                case '(':
                    open++;
                    break;
                case ')':
                    open--;
                    break;
                case '|':
                    choices++;
                    isAnchored &= open > 0;
                    break;
                case '*' or '+':
                    loops++;
                    at += IsLazyAt(pattern, at + 1) ? 1 : 0;
                    break;
                case '?':
                    choices++;
                    at += IsLazyAt(pattern, at + 1) ? 1 : 0;
                    break;
                case '{' when Count().Match(pattern, at) is { Success: true } count:
                    loops += count.Groups[1].Success ? 1 : 0;
                    at += count.Length - 1;
                    break;
            }
        }
        return loops > MostLoops || choices > MostChoices ? null : new BacktrackingCost(loops, choices, isAnchored);
    }

    /// <summary>Whether so long a text takes few steps.</summary>
    /// <param name="length">In characters.</param>
    /// <param name="patternLength">In characters: a step may look at as many places of the pattern.</param>
    public bool IsSmall(int length, int patternLength)
    {
        var steps = (long)patternLength << Choices;
        for (var loop = IsAnchored ? 1 : 0; loop <= Loops && steps <= MostSteps; loop++)
            steps *= Math.Max(1, length);
        return steps <= MostSteps;
    }

    private static bool IsLazyAt(string pattern, int at) => at < pattern.Length && pattern[at] == '?';

    // A bracket that comes first stands for itself; of classes in classes the outermost end is found or a later one.
    private static int EndOfClass(string pattern, int at)
    {
        at += at + 1 < pattern.Length && pattern[at + 1] == '^' ? 2 : 1;
        for (at += at < pattern.Length && pattern[at] == ']' ? 1 : 0; at < pattern.Length && pattern[at] != ']'; at++)
            at += pattern[at] == '\\' ? 1 : 0;
        return at;
    }

    // A count that is certain has no comma, and loops over nothing else than itself.
    [GeneratedRegex(@"\G\{[0-9]{1,4}(,[0-9]*)?\}\??")]
    private static partial Regex Count();
}
