using PingOneScenarios.Engine.Diagnostics;

namespace PingOneScenarios.Engine.Yaml;

/// <summary>How an entry of a map is taken out of its file, with the lines of its value.</summary>
internal static class EntryRemoval
{
    /// <summary>The change; null where the entry shares its first line with something else, as in <c>{ a: 1, b: 2 }</c> or <c>- a: 1</c>.</summary>
    public static SourceEdit? Of(MappingEntry entry)
    {
        var (source, key) = (entry.Key.Span.Source, entry.Key.Span);
        var text = source.Text;
        var start = key.Start - (key.Column - 1);
        if (!text.AsSpan(start, key.Column - 1).IsWhiteSpace())
            return null;
        var end = NextLine(text, start);
        for (var next = end; next < text.Length; next = NextLine(text, next))
        {
            var line = text.AsSpan(next, NextLine(text, next) - next);
            var indent = line.Length - line.TrimStart(' ').Length;
            if (line.IsWhiteSpace())
                continue;
            if (indent < key.Column - 1 || indent == key.Column - 1 && !line[indent..].StartsWith("- "))
                break;
            end = next + line.Length;
        }
        return new SourceEdit(new SourceSpan(source, start, end - start), "");
    }

    private static int NextLine(string text, int at)
    {
        var end = text.IndexOf('\n', at);
        return end < 0 ? text.Length : end + 1;
    }
}
