using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;
using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Engine.Reporting.Json;

/// <summary>A JSON report back to the events it was made of, without those that only say that something begins.</summary>
/// <param name="text">The whole report, in UTF-8.</param>
internal sealed class ReportReader(ReadOnlyMemory<byte> text)
{
    /// <summary>The deepest a report nests: that of an answer does not count, it is a text.</summary>
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 128 };

    /// <summary>Tells the events; gives who ran the scenarios.</summary>
    /// <exception cref="ReportFormatException">It is no report of p1s.</exception>
    public ReportTool Read(Action<RunEvent> tell)
    {
        using var report = Open();
        report.Tell(tell);
        return report.Tool;
    }

    /// <summary>The runs one by one; what is wrong with one of them is found when it is told.</summary>
    /// <exception cref="ReportFormatException">It is no report of p1s.</exception>
    public ReportContent Open()
    {
        var document = Parse();
        try
        {
            return Open(document);
        }
        catch (ReportFormatException)
        {
            document.Dispose();
            throw;
        }
    }

    private static ReportContent Open(JsonDocument document)
    {
        var root = new Node(document.RootElement, "$");
        if (root.Number("format") is var format && format != JsonReport.Format)
            throw new ReportFormatException(
                $"its format is {format.ToString(CultureInfo.InvariantCulture)}, this p1s reads {JsonReport.Format}"
            );
        var tool = root.Object("tool");
        return new ReportContent(document, root, new ReportTool(tool.Text("version"), tool.Text("runtime"), tool.Text("system")));
    }

    private JsonDocument Parse()
    {
        if (!Utf8.IsValid(text.Span))
            throw new ReportFormatException("it is not UTF-8");
        try
        {
            return JsonDocument.Parse(text.Span.StartsWith("\uFEFF"u8) ? text[3..] : text, Options);
        }
        catch (JsonException e)
        {
            var line = (e.LineNumber ?? 0) + 1;
            throw new ReportFormatException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"it is not JSON from line {line} on; perhaps its run was ended before the report was complete"
                )
            );
        }
    }
}

/// <summary>A file that was taken for a report and is none.</summary>
/// <param name="what">What is wrong with it, to go on after its name.</param>
internal sealed class ReportFormatException(string what) : Exception(what);
