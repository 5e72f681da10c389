using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace PingOneScenarios.Engine.JsonPaths.Patterns;

/// <summary>
/// A regular expression of RFC 9485 (I-Regexp), as <c>match</c> and <c>search</c> take it. It runs in time proportional to the text: .NET's non-backtracking
/// engine knows no other.
/// </summary>
internal sealed class Pattern
{
    private readonly Regex _regex;
    private readonly PairAlphabet _alphabet;

    private Pattern(Regex regex, PairAlphabet alphabet)
    {
        _regex = regex;
        _alphabet = alphabet;
    }

    /// <summary>Builds a pattern; false, with the reason, when it is not an I-Regexp or too large.</summary>
    /// <param name="text">The pattern as written.</param>
    /// <param name="isWhole">True when it must match a whole text.</param>
    /// <param name="pattern">The pattern, built.</param>
    /// <param name="error">Why it could not be built.</param>
    internal static bool TryCompile(
        string text,
        bool isWhole,
        [NotNullWhen(true)] out Pattern? pattern,
        [NotNullWhen(false)] out PatternError? error
    )
    {
        pattern = null;
        var alphabet = new PairAlphabet();
        if (!new PatternTranslator(text, alphabet).TryTranslate(out var translated, out error))
            return false;
        try
        {
            var enveloped = isWhole ? $@"\A(?:{translated})\z" : translated;
            pattern = new Pattern(new Regex(enveloped, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant), alphabet);
            return true;
        }
        catch (Exception fault) when (fault is ArgumentException or NotSupportedException)
        {
            error = new PatternError("the pattern cannot be built", "write a simpler pattern");
            return false;
        }
    }

    internal bool IsMatch(string text) => _regex.IsMatch(_alphabet.Encode(text));
}
