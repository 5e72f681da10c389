using System.Text.Json;
using PingOneScenarios.Cli.Display;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Editing;

namespace PingOneScenarios.Cli.LanguageServer;

/// <summary>The results of requests about a document as a whole; each writes one JSON value.</summary>
internal static class FileAnswers
{
    public const string RepairKind = "quickfix";

    /// <summary>The text in its usual form, as edits; none when nothing changes, null when the file is left alone.</summary>
    public static RpcError? Formatting(EditorQuestion asked, EditorSession session, Utf8JsonWriter writer)
    {
        var source = asked.File.Text;
        if (asked.Documents.Files.Format(source, asked.Document.Path) is not { } formatted)
        {
            writer.WriteNullValue();
            return null;
        }
        writer.WriteStartArray();
        if (formatted != source.Text)
            WriteDifference(writer, asked.Lines, source, formatted);
        writer.WriteEndArray();
        return null;
    }

    /// <summary>One lens at the beginning of a scenario: run it.</summary>
    public static RpcError? Lenses(EditorQuestion asked, EditorSession session, Utf8JsonWriter writer)
    {
        writer.WriteStartArray();
        if (asked.File.Kind == FileKind.Scenario && TerminalCommand.LineFor(asked.Document.Path) is { } line)
        {
            writer.WriteStartObject();
            asked.Lines.WriteRange(writer, "range", asked.File.Beginning, 0);
            session.Terminal.Write(writer, "Run on the emulator", line);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        return null;
    }

    /// <summary>The certain changes for the problems in a range.</summary>
    public static async Task<RpcError?> RepairsAsync(
        EditorQuestion asked,
        EditorSession session,
        Utf8JsonWriter writer,
        CancellationToken ct
    )
    {
        var (start, end) = (asked.OffsetAt("range", "start"), asked.OffsetAt("range", "end"));
        writer.WriteStartArray();
        if (IsWanted(asked.Parameters))
            foreach (var problem in await asked.Documents.Files.RepairsAsync(asked.Document.Path, ct))
            {
                if (problem.Span.Start <= end && problem.Span.Start + problem.Span.Length >= start)
                    WriteRepair(writer, asked, problem, problem.Repair!);
            }
        writer.WriteEndArray();
        return null;
    }

    // "quickfix" is asked for by its name, or by asking for everything.
    private static bool IsWanted(JsonElement parameters)
    {
        var only = parameters.Find("context", "only").Items().ToList();
        return only.Count == 0 || only.Exists(o => ((JsonElement?)o).Text() == RepairKind);
    }

    private static void WriteRepair(Utf8JsonWriter writer, EditorQuestion asked, Diagnostic problem, SourceEdit repair)
    {
        writer.WriteStartObject();
        writer.WriteString("title", SafeText.Line(TitleOf(repair)));
        writer.WriteString("kind", RepairKind);
        writer.WriteStartArray("diagnostics");
        Publisher.Write(writer, problem, asked.Lines);
        writer.WriteEndArray();
        writer.WriteBoolean("isPreferred", true);
        writer.WriteStartObject("edit");
        writer.WriteStartObject("changes");
        writer.WriteStartArray(asked.Document.Uri);
        Answers.WriteEdit(writer, asked.Lines, repair.Span, repair.Text);
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static string TitleOf(SourceEdit repair)
    {
        var (old, now) = (Short(repair.Span.Text), Short(repair.Text));
        return now.Length == 0 ? $"Remove {old}"
            : old.Length == 0 ? $"Insert {now}"
            : $"Write {now} instead of {old}";
    }

    private static string Short(string text)
    {
        var line = text.Trim().Split('\n')[0].TrimEnd();
        return line.Length > 60 ? line[..59] + "…" : line;
    }

    // The lines that differ, from the first to the last, so that the cursor and folds stay where they are.
    private static void WriteDifference(Utf8JsonWriter writer, TextLines lines, SourceText source, string formatted)
    {
        var (old, now) = (source.Text, formatted);
        var start = old.AsSpan().CommonPrefixLength(now);
        start = start == 0 ? 0 : old.LastIndexOf('\n', start - 1) + 1;
        var (oldEnd, nowEnd) = (old.Length, now.Length);
        while (oldEnd > start && nowEnd > start && old[oldEnd - 1] == now[nowEnd - 1])
            (oldEnd, nowEnd) = (oldEnd - 1, nowEnd - 1);
        // Not between the two halves of a letter or of a line end.
        while (oldEnd < old.Length && (oldEnd == 0 || old[oldEnd - 1] != '\n'))
            (oldEnd, nowEnd) = (oldEnd + 1, nowEnd + 1);
        Answers.WriteEdit(writer, lines, new SourceSpan(source, start, oldEnd - start), now[start..nowEnd]);
    }
}
