using System.Text;

namespace PingOneScenarios.Engine.Reference;

/// <summary>Pieces of Markdown.</summary>
internal static class MarkdownPieces
{
    /// <summary>The anchor that GitHub and most others give to a heading.</summary>
    public static string Anchor(string heading) =>
        string.Concat(heading.ToLowerInvariant().Where(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '-' or '_')).Replace(' ', '-');

    public static string Link(string heading) => $"[{heading}](#{Anchor(heading)})";

    /// <summary>Text of a cell of a table; what is code in it stays as it is.</summary>
    public static string Cell(string text) =>
        text.Replace("|", "\\|", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace("_", "\\_", StringComparison.Ordinal)
            .Replace("*", "\\*", StringComparison.Ordinal);

    /// <summary>Code inside a line, also when it holds a backtick or, in a table, a bar.</summary>
    public static string Code(string code)
    {
        var text = code.Replace("|", "\\|", StringComparison.Ordinal);
        return text.Contains('`', StringComparison.Ordinal) ? $"`` {text} ``" : $"`{text}`";
    }

    public static void AppendRow(StringBuilder page, params string[] cells) => page.Append("| ").AppendJoin(" | ", cells).Append(" |\n");

    public static void AppendHead(StringBuilder page, params string[] cells)
    {
        AppendRow(page, cells);
        AppendRow(page, [.. cells.Select(_ => "---")]);
    }

    public static void AppendYaml(StringBuilder page, string yaml) => page.Append("```yaml\n").Append(yaml.TrimEnd()).Append("\n```\n\n");
}
