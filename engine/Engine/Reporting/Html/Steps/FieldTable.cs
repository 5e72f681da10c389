using System.Collections.Immutable;
using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Engine.Reporting.Html.Steps;

/// <summary>Names and values in two columns.</summary>
internal static class FieldTable
{
    /// <summary>Headers, closed: the body is what most people look for.</summary>
    public static void WriteHeaders(HtmlWriter html, ImmutableArray<ShownValue> headers)
    {
        if (headers.IsEmpty)
            return;
        using var part = html.In("details", "part");
        using (html.In("summary"))
        {
            html.Text("Headers ");
            html.Element("small", Said.Number(headers.Length));
        }
        WriteRows(html, headers.Select(h => (NamedText)h));
    }

    /// <summary>Nothing when there is none.</summary>
    public static void Write(HtmlWriter html, string name, ImmutableArray<NamedText> fields)
    {
        if (fields.IsEmpty)
            return;
        html.Element("p", name, "part-name");
        WriteRows(html, fields);
    }

    private static void WriteRows(HtmlWriter html, IEnumerable<NamedText> fields)
    {
        using var table = html.In("table", "fields");
        foreach (var field in fields)
        {
            using var row = html.In("tr");
            html.Element("th", field.Name, null, ("scope", "row"));
            html.Element("td", field.Text, "value");
        }
    }
}
