using System.Collections.Immutable;
using System.Text;

namespace PingOneScenarios.Cli.Journals;

/// <summary>A command in one line as its words: divided at blanks, but for those between quotation marks. Nothing else has a meaning; no shell reads it.</summary>
internal static class CommandWords
{
    /// <summary>Empty when there is no word, or a quotation mark is not closed.</summary>
    public static ImmutableArray<string> Of(string line)
    {
        var words = ImmutableArray.CreateBuilder<string>();
        var (word, quote, hasWord) = (new StringBuilder(), '\0', false);
        foreach (var letter in line + " ")
        {
            if (letter == quote)
                quote = '\0';
            else if (quote == '\0' && letter is '"' or '\'')
                (quote, hasWord) = (letter, true);
            else if (quote != '\0' || !char.IsWhiteSpace(letter))
            {
                word.Append(letter);
                hasWord = true;
            }
            else if (hasWord)
            {
                words.Add(word.ToString());
                word.Clear();
                hasWord = false;
            }
        }
        return quote == '\0' ? words.ToImmutable() : [];
    }
}
