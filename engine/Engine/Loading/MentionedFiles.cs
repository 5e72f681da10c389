using System.Text;

namespace PingOneScenarios.Engine.Loading;

/// <summary>
/// Which files texts seem to name, told without parsing them: of many files only the documents of these are kept until all are checked,
/// for a thousand trees take more memory and time than all else.
/// </summary>
internal static class MentionedFiles
{
    /// <summary>Names of files that end in <c>.yaml</c> or <c>.yml</c>, without their folders.</summary>
    /// <param name="files">Their bytes, UTF-8.</param>
    public static HashSet<string> In(IEnumerable<byte[]> files)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            Add(file, ".yaml"u8, names);
            Add(file, ".yml"u8, names);
        }
        return names;
    }

    private static void Add(ReadOnlySpan<byte> text, ReadOnlySpan<byte> ending, HashSet<string> names)
    {
        for (var from = 0; text[from..].IndexOf(ending) is >= 0 and var found; from += found + ending.Length)
        {
            var end = from + found + ending.Length;
            var start = text[..(end - ending.Length)].LastIndexOfAny("/\"'\n "u8) + 1;
            names.Add(Encoding.UTF8.GetString(text[start..end]));
        }
    }
}
