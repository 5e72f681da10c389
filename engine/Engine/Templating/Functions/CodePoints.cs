namespace PingOneScenarios.Engine.Templating.Functions;

/// <summary>Texts counted in Unicode code points; a surrogate without its other half counts as one.</summary>
internal static class CodePoints
{
    public static int Count(string text)
    {
        var count = text.Length;
        for (var i = 0; i + 1 < text.Length; i++)
        {
            if (!char.IsSurrogatePair(text[i], text[i + 1]))
                continue;
            count--;
            i++;
        }
        return count;
    }

    /// <summary>A part of the text; start and length must lie within it.</summary>
    public static string Slice(string text, int start, int length)
    {
        var from = Skip(text, 0, start);
        return text[from..Skip(text, from, length)];
    }

    private static int Skip(string text, int at, int count)
    {
        for (; count > 0; count--)
            at += at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]) ? 2 : 1;
        return at;
    }
}
