using System.Collections.Immutable;

namespace PingOneScenarios.Engine.Editing.Places;

/// <summary>
/// One line of YAML in block style as its letters show it: the dashes of list items, then a key, then a value. Works on one line alone, so
/// it also works while the file around it is no YAML.
/// </summary>
/// <param name="Dashes">The columns of its dashes, from 0.</param>
/// <param name="Column">The column behind the dashes where its content begins; the length of a line without content.</param>
/// <param name="Key">The key without its quotes; null when there is none.</param>
/// <param name="KeyEnd">The column behind the key and its quotes, where the colon may follow.</param>
/// <param name="Value">The column behind the colon; <paramref name="Column"/> when there is no key.</param>
internal sealed record LineShape(ImmutableArray<int> Dashes, int Column, string? Key, int KeyEnd, int Value)
{
    /// <summary>The shape of a line, or null for one that holds nothing but blanks or a comment.</summary>
    public static LineShape? Of(ReadOnlySpan<char> line)
    {
        var dashes = ImmutableArray.CreateBuilder<int>();
        var at = SkipBlanks(line, 0);
        while (at < line.Length && line[at] == '-' && IsBlankAt(line, at + 1))
        {
            dashes.Add(at);
            at = SkipBlanks(line, at + 1);
        }
        if (at >= line.Length)
            return dashes.Count == 0 ? null : new LineShape(dashes.ToImmutable(), Math.Max(at, dashes[^1] + 2), null, at, at);
        if (line[at] == '#' && dashes.Count == 0)
            return null;
        var (key, keyEnd, colon) = ReadKey(line, at);
        return new LineShape(dashes.ToImmutable(), at, key, keyEnd, colon < 0 ? at : colon + 1);
    }

    private static (string? Key, int KeyEnd, int Colon) ReadKey(ReadOnlySpan<char> line, int at)
    {
        if (line[at] is '{' or '[' or '#' or '|' or '>' || line[at..].StartsWith("<<"))
            return (null, at, -1);
        return line[at] is '"' or '\'' ? ReadQuotedKey(line, at) : ReadPlainKey(line, at);
    }

    private static (string? Key, int KeyEnd, int Colon) ReadQuotedKey(ReadOnlySpan<char> line, int at)
    {
        var close = line[(at + 1)..].IndexOf(line[at]) + at + 1;
        var colon = close > at ? SkipBlanks(line, close + 1) : line.Length;
        return colon < line.Length && line[colon] == ':' ? (line[(at + 1)..close].ToString(), close + 1, colon) : (null, at, -1);
    }

    private static (string? Key, int KeyEnd, int Colon) ReadPlainKey(ReadOnlySpan<char> line, int at)
    {
        for (var i = at; i < line.Length; i++)
        {
            if (line[i] == ':' && IsBlankAt(line, i + 1))
                return (line[at..i].TrimEnd().ToString(), at + line[at..i].TrimEnd().Length, i);
            if (line[i] == '#' && i > at && IsBlankAt(line, i - 1))
                break;
        }
        return (null, at, -1);
    }

    private static bool IsBlankAt(ReadOnlySpan<char> line, int at) => at >= line.Length || line[at] is ' ' or '\t';

    private static int SkipBlanks(ReadOnlySpan<char> line, int at)
    {
        while (at < line.Length && line[at] is ' ' or '\t')
            at++;
        return at;
    }
}
