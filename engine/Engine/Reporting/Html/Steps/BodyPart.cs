using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Engine.Reporting.Html.Steps;

/// <summary>A body: JSON over several lines, a form as a table, anything else as text.</summary>
internal static class BodyPart
{
    /// <summary>Of a body, in UTF-16 units.</summary>
    public const int Longest = 64 * 1024;

    /// <summary>Of an extracted value, in UTF-16 units.</summary>
    public const int LongestValue = 2000;

    /// <summary>Beyond it a body is not read as JSON, only cut.</summary>
    private const int LongestJson = 1024 * 1024;

    /// <summary>Beyond it a body gets a frame of its own to scroll.</summary>
    private const int MostLines = 30;

    private const int MostLetters = 3000;

    private static readonly JsonWriterOptions Readable = new()
    {
        Indented = true,
        NewLine = "\n",
        // Escaped once more before it becomes a part of the page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static void Write(HtmlWriter html, string body, string mediaType)
    {
        if (body.Length == 0)
            return;
        if (mediaType.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) && body.Length <= Longest)
        {
            FieldTable.Write(html, "Form", Pairs.FormOf(body));
            return;
        }
        var json = body.Length <= LongestJson ? Indented(body) : null;
        html.Element("p", NameOf(json is not null, mediaType), "part-name");
        WriteText(html, json ?? body, json is not null);
    }

    /// <summary>A body that was not kept; nothing when it was.</summary>
    public static void WriteDigest(HtmlWriter html, BodyDigest? digest)
    {
        if (digest is not null)
            html.Element("p", $"Body: {DigestText.Of(digest)}.", "note digest");
    }

    private static void WriteText(HtmlWriter html, string text, bool isJson)
    {
        var shown = text.Length <= Longest ? text : text[..Longest];
        var isLong = shown.Length > MostLetters || shown.AsSpan().Count('\n') > MostLines;
        using (html.In("pre", (isJson ? "body json" : "body") + (isLong ? " long" : ""), ("tabindex", isLong ? "0" : null)))
            html.Text(shown.StartsWith('\n') ? "\n" + shown : shown);
        if (shown.Length < text.Length)
            html.Element("p", $"{Said.Count(text.Length - shown.Length, "more character")} left out.", "note");
    }

    private static string NameOf(bool isJson, string mediaType)
    {
        var bare = mediaType.Split(';')[0].Trim();
        return bare.Length > 0 ? bare
            : isJson ? "JSON"
            : "Text";
    }

    /// <summary>JSON over several lines; null when it is none.</summary>
    private static string? Indented(string body)
    {
        if (body.AsSpan().TrimStart() is not (['{', ..] or ['[', ..]))
            return null;
        try
        {
            using var document = JsonDocument.Parse(body);
            var bytes = new ArrayBufferWriter<byte>(body.Length * 2);
            using (var writer = new Utf8JsonWriter(bytes, Readable))
                document.RootElement.WriteTo(writer);
            return Encoding.UTF8.GetString(bytes.WrittenSpan);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            // The last two: half of a surrogate pair, escaped or not, which JSON has room for and UTF-8 has not.
            return null;
        }
    }
}
