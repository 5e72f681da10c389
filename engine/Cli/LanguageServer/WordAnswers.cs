using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using PingOneScenarios.Cli.Display;
using PingOneScenarios.Engine.Editing;

namespace PingOneScenarios.Cli.LanguageServer;

/// <summary>The results that explain and offer words: hover and completion.</summary>
internal static partial class WordAnswers
{
    public static RpcError? Hover(EditorQuestion asked, EditorSession session, Utf8JsonWriter writer)
    {
        if (asked.File.HoverAt(asked.Offset) is not { } hover)
        {
            writer.WriteNullValue();
            return null;
        }
        writer.WriteStartObject();
        writer.WriteStartObject("contents");
        writer.WriteString("kind", session.KnowsMarkdown ? "markdown" : "plaintext");
        writer.WriteString("value", session.KnowsMarkdown ? Markdown(hover) : SafeText.Lines($"{hover.Title}\n\n{hover.Text}"));
        writer.WriteEndObject();
        asked.Lines.WriteRange(writer, "range", hover.Span.Start, hover.Span.Length);
        writer.WriteEndObject();
        return null;
    }

    public static RpcError? Completion(EditorQuestion asked, EditorSession session, Utf8JsonWriter writer)
    {
        if (asked.File.CompleteAt(asked.Offset) is not { } offered)
        {
            writer.WriteNullValue();
            return null;
        }
        var behind = asked.File.Text.Text.AsSpan(offered.Replaces.Start + offered.Replaces.Length);
        var colon = behind is [':', ..] ? "" : ":";
        writer.WriteStartArray();
        foreach (var (place, item) in offered.Items.Index())
        {
            writer.WriteStartObject();
            writer.WriteString("label", item.Label);
            writer.WriteNumber("kind", KindOf(item.Kind));
            if (item.Detail.Length > 0)
                writer.WriteString("detail", SafeText.Line(item.Detail));
            if (item.Text.Length > 0)
                writer.WriteString("documentation", SafeText.Lines(item.Text));
            writer.WriteString("sortText", SortKey(item, place));
            writer.WritePropertyName("textEdit");
            Answers.WriteEdit(writer, asked.Lines, offered.Replaces, item.Kind == CompletionKind.Key ? item.Label + colon : item.Label);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        return null;
    }

    // Keys stand in the order of their table; what is in scope stands above the functions.
    private static string SortKey(CompletionChoice item, int place) =>
        item.Kind switch
        {
            CompletionKind.Key or CompletionKind.Value => place.ToString("D4", CultureInfo.InvariantCulture),
            CompletionKind.Function => "1" + item.Label,
            _ => "0" + item.Label,
        };

    // The numbers of CompletionItemKind.
    private static int KindOf(CompletionKind kind) =>
        kind switch
        {
            CompletionKind.Function => 3,
            CompletionKind.Member => 5,
            CompletionKind.Variable => 6,
            CompletionKind.Key => 10,
            _ => 12,
        };

    // Text of a file is shown as it is written: what Markdown would make a link or an image of is escaped.
    private static string Markdown(EditorHover hover) =>
        $"```\n{SafeText.Line(hover.Title)}\n```\n\n{Special().Replace(SafeText.Lines(hover.Text), @"\$0").Replace("\n", "  \n", StringComparison.Ordinal)}";

    [GeneratedRegex(@"[\\`*_{}\[\]<>()#+\-.!|~&]")]
    private static partial Regex Special();
}
