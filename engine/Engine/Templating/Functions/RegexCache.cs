using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Templating.Functions;

/// <summary>Parsed regular expressions, the last few hundred. Safe to use from several threads.</summary>
internal static class RegexCache
{
    private const int Most = 256;

    /// <summary>In characters: even with each of them looked at from each place, this takes no time to speak of.</summary>
    private const int ShortText = 4096;

    private static readonly ConcurrentDictionary<string, TextPattern> Known = new(StringComparer.Ordinal);

    /// <exception cref="FunctionException">It is no regular expression; blamed on <paramref name="argument"/>.</exception>
    public static TextPattern Get(string pattern, int argument)
    {
        if (Known.TryGetValue(pattern, out var known))
            return known;
        var parsed = Parse(pattern, argument);
        if (Known.Count >= Most)
            Known.Clear();
        return Known.GetOrAdd(pattern, parsed);
    }

    /// <summary>Does something with a text for which nothing can stop .NET from outside; a long one is left alone with it when the time is up.</summary>
    /// <exception cref="RegexMatchTimeoutException">All matches together take too long.</exception>
    public static T Run<T>(WorkLimit work, string text, Func<CancellationToken, T> match) =>
        text.Length <= ShortText
            ? match(CancellationToken.None)
            : work.Leaving(TextPattern.LongestMatch, match, () => new RegexMatchTimeoutException());

    private static TextPattern Parse(string pattern, int argument)
    {
        try
        {
            return new TextPattern(WholeEnd.Of(pattern));
        }
        catch (RegexParseException)
        {
            throw Refused(pattern, argument);
        }
    }

    // The place is one of the pattern as its author wrote it.
    private static FunctionException Refused(string pattern, int argument)
    {
        try
        {
            _ = new TextPattern(pattern);
            return new FunctionException("the pattern is no regular expression", argument);
        }
        catch (RegexParseException e)
        {
            return new FunctionException(
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
