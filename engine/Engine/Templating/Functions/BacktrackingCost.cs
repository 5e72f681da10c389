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
        for (var at = 0; at < pattern.Length; at = Behind(pattern, at))
        {
            if (HasNoBound(pattern.AsSpan(at)))
                return null;
            var letter = pattern[at];
            open +=
                letter == '(' ? 1
                : letter == ')' ? -1
                : 0;
            loops += IsLoop(pattern, at) ? 1 : 0;
            choices += letter is '|' or '?' ? 1 : 0;
            isAnchored &= letter != '|' || open > 0;
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

    private static bool HasNoBound(ReadOnlySpan<char> rest) =>
        rest switch
        {
            ['\\', 'k' or (>= '1' and <= '9'), ..] => true,
            ['(', '?', not ':', ..] or ['(', '?'] => true,
            [')', '*' or '+' or '{', ..] => true,
            _ => false,
        };

    private static bool IsLoop(string pattern, int at) =>
        pattern[at] is '*' or '+' || pattern[at] == '{' && Count().Match(pattern, at) is { Success: true } count && count.Groups[1].Success;

    // Where the next piece begins; what is lazy tries the same ways in another order.
    private static int Behind(string pattern, int at)
    {
        var length = pattern[at] switch
        {
            '\\' => 2,
            '[' => EndOfClass(pattern, at) + 1 - at,
            '(' when pattern.AsSpan(at).StartsWith("(?:") => 3,
            '{' when Count().Match(pattern, at) is { Success: true } count => count.Length,
            '*' or '+' or '?' when at + 1 < pattern.Length && pattern[at + 1] == '?' => 2,
            _ => 1,
        };
        return at + length;
    }

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
