using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace PingOneScenarios.Engine.JsonPaths.Patterns;

/// <summary>
/// Builds the regular expressions of RFC 9485 (I-Regexp) that <c>match</c> and <c>search</c> take. They run in time proportional to the text: .NET's
/// non-backtracking engine has no other kind.
/// </summary>
internal static class PatternCompiler
{
    /// <summary>Builds a pattern; false, with the reason, when it is not an I-Regexp or too large.</summary>
    /// <param name="text">The pattern as written.</param>
    /// <param name="isWhole">True when it must match a whole text.</param>
    /// <param name="pattern">The pattern, built.</param>
    /// <param name="error">Why it could not be built.</param>
    internal static bool TryCompile(
        string text,
        bool isWhole,
        [NotNullWhen(true)] out Regex? pattern,
        [NotNullWhen(false)] out PatternError? error
    )
    {
        pattern = null;
        var translator = new PatternTranslator(text);
        if (!translator.TryTranslate(out var translated, out error))
            return false;
        try
        {
            var enveloped = isWhole ? $@"\A(?:{translated})\z" : translated;
            pattern = new Regex(enveloped, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
            return true;
        }
        catch (Exception fault) when (fault is ArgumentException or NotSupportedException)
        {
            error = new PatternError("the pattern cannot be built", "write a simpler pattern");
            return false;
        }
    }
}
