using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using PingOneScenarios.Engine.Reporting.Json;

namespace PingOneScenarios.Cli.Display;

/// <summary>JSON that is printed: indented, readable, and without what could move a cursor.</summary>
internal static class PrintedJson
{
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        // "<<" stays readable; nothing here is put into HTML.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The text of one value, without a line break at its end.</summary>
    public static string Write(Action<Utf8JsonWriter> value)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Options))
            value(json);
        return SafeText.Lines(Encoding.UTF8.GetString(bytes.ToArray()));
    }

    /// <summary>A list of objects, each by its shape.</summary>
    /// <inheritdoc cref="Write(Action{Utf8JsonWriter})"/>
    public static string Write<T>(Shape<T> shape, IEnumerable<T> items) =>
        Write(json =>
        {
            json.WriteStartArray();
            foreach (var item in items)
                shape.Write(json, item);
            json.WriteEndArray();
        });
}
