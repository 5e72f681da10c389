using System.Text;

namespace PingOneScenarios.Engine.Trust;

/// <summary>Secrets under eight letters in JSON: hidden where one is a whole value, left where it is the name of a member or part of a longer text.</summary>
internal static class ShortSecrets
{
    /// <param name="text">JSON, or any text.</param>
    /// <param name="quoted">The secret as JSON writes it, with its quotes.</param>
    /// <param name="shown">What stands for it, with quotes.</param>
    public static string Hide(string text, string quoted, string shown)
    {
        StringBuilder? hidden = null;
        var done = 0;
        for (var at = text.IndexOf(quoted, StringComparison.Ordinal); at >= 0; at = text.IndexOf(quoted, at + 1, StringComparison.Ordinal))
        {
            var end = at + quoted.Length;
            if (at < done || IsName(text, end))
                continue;
            hidden ??= new StringBuilder(text.Length);
            hidden.Append(text, done, at - done).Append(shown);
            done = end;
        }
        return hidden is null ? text : hidden.Append(text, done, text.Length - done).ToString();
    }

    private static bool IsName(string text, int at)
    {
        // White space in JSON; a server that writes more of it than this between a name and its colon is not looked behind again and again.
        for (var most = at + 64; at < text.Length && at < most && text[at] is ' ' or '\t' or '\r' or '\n'; )
            at++;
        return at < text.Length && text[at] == ':';
    }
}
