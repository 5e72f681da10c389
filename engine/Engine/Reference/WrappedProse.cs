using System.Text;

namespace PingOneScenarios.Engine.Reference;

/// <summary>Prose in lines of a width, for terminals.</summary>
internal static class WrappedProse
{
    /// <param name="prose">A paragraph on one line.</param>
    /// <param name="width">The longest line, its indentation included; a longer word stands alone.</param>
    /// <param name="indentation">In front of every line.</param>
    public static string Wrap(string prose, int width, string indentation = "")
    {
        var text = new StringBuilder(indentation);
        var used = indentation.Length;
        foreach (var word in prose.Split(' '))
        {
            if (used > indentation.Length && used + 1 + word.Length > width)
            {
                text.Append('\n').Append(indentation);
                used = indentation.Length;
            }
            if (used > indentation.Length)
            {
                text.Append(' ');
                used++;
            }
            text.Append(word);
            used += word.Length;
        }
        return text.ToString();
    }

    public static string Indent(string text, string indentation) =>
        string.Join('\n', text.Split('\n').Select(l => l.Length == 0 ? l : indentation + l));
}
