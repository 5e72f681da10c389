using System.Text;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Language;
using PingOneScenarios.Engine.Yaml;

namespace PingOneScenarios.Engine.Loading;

/// <summary>
/// A secret must not be written into an environment file; when one is all the same, no diagnostic may print it, whatever else it is about.
/// </summary>
internal static class SecretHiding
{
    private const char Dot = '•';

    private static readonly string[] Sources = [.. EnvironmentKeys.Secret.Rows.Select(r => r.Name)];

    /// <summary>An environment file, its literal secrets hidden from print.</summary>
    public static Document Hide(Document document)
    {
        var source = document.Source;
        var shown = new StringBuilder(source.Text);
        if (document.Root is MappingNode map)
        {
            foreach (var entry in map.Entries.Where(e => IsSecrets(e.Name)))
                HideAll(entry.Value, depth: 0, shown);
        }
        else
            HideLines(source.Text, shown);
        return shown.Equals(source.Text) ? document : document.In(new SourceText(source.Path, source.Text, shown.ToString()));
    }

    // "secret" too: a misspelt key must not cost the secret.
    private static bool IsSecrets(string key) => key.StartsWith("secret", StringComparison.OrdinalIgnoreCase);

    private static void HideAll(LocatedNode node, int depth, StringBuilder shown)
    {
        switch (node)
        {
            case MappingNode map:
                foreach (var entry in map.Entries.Where(e => depth != 1 || !Sources.Contains(e.Name, StringComparer.Ordinal)))
                    HideAll(entry.Value, depth + 1, shown);
                break;
            case SequenceNode list:
                foreach (var item in list.Items)
                    HideAll(item, depth + 1, shown);
                break;
            default:
                Cover(shown, node.Span.Start, node.Span.Start + node.Span.Length);
                break;
        }
    }

    // Text that is no YAML has no nodes: below "secrets" everything behind the first colon of a line is hidden.
    private static void HideLines(string text, StringBuilder shown)
    {
        var isInside = false;
        for (var start = 0; start < text.Length; )
        {
            var end = text.IndexOf('\n', start);
            end = end < 0 ? text.Length : end;
            if (!char.IsWhiteSpace(text[start]) && text[start] is not ('#' or '-'))
                isInside = IsSecrets(text[start..end].TrimStart('"', '\'', '{', ' '));
            var colon = text.IndexOf(':', start, end - start);
            if (isInside)
                Cover(shown, colon < 0 ? start : colon + 1, end);
            start = end + 1;
        }
    }

    private static void Cover(StringBuilder shown, int start, int end)
    {
        for (var i = start; i < end; i++)
            shown[i] = char.IsWhiteSpace(shown[i]) ? shown[i] : Dot;
    }
}
