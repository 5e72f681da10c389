using PingOneScenarios.Engine.Yaml;

namespace PingOneScenarios.Engine.Formatting;

/// <summary>A text behind <c>|</c> or <c>&gt;</c>. Its lines are the text; only their common indentation may change.</summary>
internal static class BlockScalar
{
    public static bool Is(LocatedNode node) =>
        node is ScalarNode { IsPlain: false } scalar && scalar.Span.Length > 0 && scalar.Span.Source.Text[scalar.Span.Start] is '|' or '>';

    /// <summary>Whether the empty lines behind it are part of it.</summary>
    public static bool KeepsEmptyLines(LocatedNode node) => Is(node) && Header(node).Contains('+', StringComparison.Ordinal);

    /// <summary>The offset behind its last line, its line break left out; null for a scalar of another style.</summary>
    public static int? End(ScalarNode scalar)
    {
        if (!Is(scalar))
            return null;
        var text = scalar.Span.Source.Text;
        var end = LineEnd(text, scalar.Span.Start + scalar.Span.Length - 1);
        while (KeepsEmptyLines(scalar) && end + 1 < text.Length && IsBlank(text, end + 1))
            end = LineEnd(text, end + 1);
        return end;
    }

    /// <summary>Its lines with another indentation.</summary>
    /// <param name="scalar">The text.</param>
    /// <param name="written">Its lines as they are written, header first.</param>
    /// <param name="indentation">That of the key or dash it belongs to, from now on.</param>
    public static IEnumerable<string> Indent(ScalarNode scalar, string[] written, int indentation)
    {
        var header = Header(scalar);
        var digit = header.FirstOrDefault(char.IsAsciiDigit);
        var first = Array.Find(written[1..], l => l.Trim(' ').Length > 0);
        var before = first is null ? 0 : Spaces(first);
        var told = 2;
        if (digit != 0)
        {
            told = digit - '0';
            before = Math.Min(before, OwnIndentation(written, scalar));
        }
        yield return written[0].TrimEnd();
        foreach (var line in written[1..])
            yield return line.Length <= before || line.AsSpan(0, before).Trim(' ').Length > 0
                ? line.Trim(' ')
                : new string(' ', indentation + told) + line[before..];
    }

    // Where the indentation is told, the first line may be indented further: what the value begins with belongs to it.
    private static int OwnIndentation(string[] written, ScalarNode scalar)
    {
        var first = Array.Find(written[1..], l => l.Trim(' ').Length > 0) ?? "";
        var value = scalar.Text.Text.TrimStart('\n');
        return Spaces(first) - Spaces(value);
    }

    private static string Header(LocatedNode node)
    {
        var text = node.Span.Source.Text;
        var line = text.AsSpan(node.Span.Start, LineEnd(text, node.Span.Start) - node.Span.Start);
        var comment = line.IndexOf(" #");
        return (comment < 0 ? line : line[..comment]).ToString();
    }

    private static int LineEnd(string text, int at)
    {
        var end = text.IndexOf('\n', at);
        return end < 0 ? text.Length : end;
    }

    private static bool IsBlank(string text, int line) => text.AsSpan(line, LineEnd(text, line) - line).Trim(' ').IsEmpty;

    private static int Spaces(ReadOnlySpan<char> line) => line.Length - line.TrimStart(' ').Length;
}
