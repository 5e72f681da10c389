using System.CommandLine;
using System.CommandLine.Parsing;
using PingOneScenarios.Engine.Diagnostics;

namespace PingOneScenarios.Cli;

/// <summary>Values of the command line that are one of a few words: completed by shells, and refused with the nearest one.</summary>
internal static class WordChoice
{
    /// <param name="argument">What is limited.</param>
    /// <param name="words">The words.</param>
    /// <param name="what">What they name: "shell".</param>
    /// <param name="comparer">Null when case counts.</param>
    public static void Limit<T>(Argument<T> argument, IReadOnlyList<string> words, string what, StringComparer? comparer = null)
    {
        argument.CompletionSources.Clear();
        argument.CompletionSources.Add([.. words]);
        argument.Validators.Add(result =>
        {
            foreach (var token in Wrong(result, words, comparer))
                result.AddError(Sentence($"there is no {what} {token}", token, words, "there are"));
        });
    }

    /// <inheritdoc cref="Limit{T}(Argument{T}, IReadOnlyList{string}, string, StringComparer)"/>
    public static void Limit<T>(Option<T> option, IReadOnlyList<string> words, string what)
    {
        option.CompletionSources.Clear();
        option.CompletionSources.Add([.. words]);
        option.Validators.Add(result =>
        {
            foreach (var token in Wrong(result, words, null))
                result.AddError(Sentence($"there is no {what} {token}", token, words, "there are"));
        });
    }

    private static List<string> Wrong(SymbolResult result, IReadOnlyList<string> words, StringComparer? comparer) =>
        [.. result.Tokens.Select(t => t.Value).Where(t => !words.Contains(t, comparer ?? StringComparer.Ordinal))];

    private static string Sentence(string refusal, string token, IReadOnlyList<string> words, string otherwise) =>
        Suggestion.For(token, words) is { } near ? $"{refusal}; did you mean {near}?" : $"{refusal}; {otherwise} {Several(words)}";

    private static string Several(IReadOnlyList<string> words) =>
        words.Count <= 8 ? string.Join(", ", words) : $"{words.Count}, such as {words[0]}";
}
