using System.Buffers;

namespace PingOneScenarios.Engine.Yaml;

/// <summary>What the reader knows about YAML beyond its parser.</summary>
internal static class YamlText
{
    /// <summary>
    /// What YAML does not allow, in UTF-16 units (YAML 1.2.2, section 5.1): the few that are not printable, as a search for the many
    /// that are would take longer to set up than to read a file.
    /// </summary>
    public static readonly SearchValues<char> Unprintable = SearchValues.Create([
        .. Enumerable.Range(0, 0xa0).Select(c => (char)c).Where(c => c is < ' ' and not ('\t' or '\n' or '\r') or > '~' and not '\u0085'),
        '\ufffe',
        '\uffff',
    ]);

    /// <summary>Whether a text holds nothing but comments, empty lines and document markers.</summary>
    public static bool IsEmpty(string text)
    {
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var content = line.Trim();
            if (!content.IsEmpty && content[0] != '#' && !content.SequenceEqual("---") && !content.SequenceEqual("..."))
                return false;
        }
        return true;
    }
}
