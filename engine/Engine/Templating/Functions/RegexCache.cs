using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;

namespace PingOneScenarios.Engine.Templating.Functions;

/// <summary>Parsed regular expressions, the last few hundred. Safe to use from several threads.</summary>
internal static class RegexCache
{
    private const int Most = 256;

    /// <summary>For patterns that only backtracking can match.</summary>
    private static readonly TimeSpan LongestBacktracking = TimeSpan.FromMilliseconds(250);

    /// <summary>Without backtracking the time is linear in the text, so this only meets texts of many megabytes.</summary>
    private static readonly TimeSpan LongestMatch = TimeSpan.FromSeconds(5);

    private static readonly ConcurrentDictionary<string, Regex> Known = new(StringComparer.Ordinal);

    /// <exception cref="FunctionException">It is no regular expression; blamed on <paramref name="argument"/>.</exception>
    public static Regex Get(string pattern, int argument)
    {
        if (Known.TryGetValue(pattern, out var known))
            return known;
        var parsed = Parse(pattern, argument);
        if (Known.Count >= Most)
            Known.Clear();
        return Known.GetOrAdd(pattern, parsed);
    }

    private static Regex Parse(string pattern, int argument)
    {
        const RegexOptions Options = RegexOptions.CultureInvariant;
        try
        {
            return new Regex(pattern, Options | RegexOptions.NonBacktracking, LongestMatch);
        }
        catch (NotSupportedException)
        {
            return new Regex(pattern, Options, LongestBacktracking);
        }
        catch (RegexParseException e)
        {
            throw new FunctionException(
                "the pattern is no regular expression",
                argument,
                $"the pattern is no regular expression: {Words(e.Error)} at position {e.Offset}"
            );
        }
    }

    // UnterminatedBracket becomes "unterminated bracket".
    private static string Words(RegexParseError error)
    {
        var words = new StringBuilder();
        foreach (var letter in error.ToString())
        {
            if (char.IsUpper(letter) && words.Length > 0)
                words.Append(' ');
            words.Append(char.ToLowerInvariant(letter));
        }
        return words.ToString();
    }
}
