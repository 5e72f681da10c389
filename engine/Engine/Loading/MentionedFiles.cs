using PingOneScenarios.Engine.Diagnostics;

namespace PingOneScenarios.Engine.Loading;

/// <summary>
/// Which files texts seem to name, told without parsing them: of many files only the documents of these are kept until all are checked,
/// for a thousand trees take more memory and time than all else.
/// </summary>
internal static class MentionedFiles
{
    /// <summary>Names of files that end in <c>.yaml</c> or <c>.yml</c>, without their folders.</summary>
    public static HashSet<string> In(IEnumerable<SourceText> sources)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var source in sources)
        {
            Add(source.Text, ".yaml", names);
            Add(source.Text, ".yml", names);
        }
        return names;
    }

    private static void Add(string text, string ending, HashSet<string> names)
    {
        for (var at = text.IndexOf(ending, StringComparison.Ordinal); at >= 0; at = text.IndexOf(ending, at + 1, StringComparison.Ordinal))
        {
            var start = at;
            while (start > 0 && text[start - 1] is not ('/' or '"' or '\'' or '\n' or ' '))
                start--;
            names.Add(text[start..(at + ending.Length)]);
        }
    }
}
