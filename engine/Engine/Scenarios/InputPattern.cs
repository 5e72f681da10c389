using System.Text.RegularExpressions;

namespace PingOneScenarios.Engine.Scenarios;

/// <summary>The pattern of an input: a regular expression that is matched in linear time and has to fit the whole text.</summary>
internal static class InputPattern
{
    public static bool Fits(string pattern, string text) => Compile(pattern).IsMatch(text);

    /// <summary>Why a pattern cannot be used, or null when it can.</summary>
    public static string? Objection(string pattern)
    {
        try
        {
            // By itself too: what only the brackets around it make valid is not what its author meant.
            _ = new Regex(pattern, RegexOptions.NonBacktracking);
            _ = Compile(pattern);
            return null;
        }
        catch (RegexParseException e)
        {
            return $"its character {Math.Min(e.Offset, pattern.Length)} breaks a rule: {Words(e.Error)}";
        }
        catch (NotSupportedException)
        {
            return "it uses lookaround, a back-reference or another construct that cannot be matched in linear time";
        }
    }

    private static Regex Compile(string pattern) => new($@"\A(?:{pattern})\z", RegexOptions.NonBacktracking);

    // "UnterminatedBracket" becomes "unterminated bracket".
    private static string Words(RegexParseError error) => Regex.Replace(error.ToString(), "(?<=.)(?=[A-Z])", " ").ToLowerInvariant();
}
