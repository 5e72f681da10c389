using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace PingOneScenarios.Engine.Batch.Rows.Outcomes;

/// <summary>
/// The rows that failed, as they can be given again: their cells as they were; or, where a column is a secret, their numbers. A row stands there
/// once in however many scenarios it failed, for which the numbers of those that failed are held.
/// </summary>
internal sealed class FailedRows
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly TextWriter text;
    private readonly ImmutableArray<string> columns;
    private readonly FailedForm form;
    private readonly HashSet<long> written = [];

    /// <param name="text">Takes the rows.</param>
    /// <param name="path">Its ending says how they are written.</param>
    /// <param name="rows">Tells the columns.</param>
    public FailedRows(TextWriter text, string path, CheckedRows rows)
    {
        (this.text, columns) = (text, rows.Columns);
        form =
            rows.SecretColumns.Count > 0 ? FailedForm.Numbers
            : RowKinds.Of(path, []) == RowKind.Csv ? FailedForm.Csv
            : FailedForm.JsonLines;
        if (form == FailedForm.Numbers)
            text.Write($"{RowNumbers.Column}\n");
        else if (form == FailedForm.Csv)
            CsvText.Write(text, columns);
    }

    public void Add(DataRow row)
    {
        if (!written.Add(row.Number))
            return;
        switch (form)
        {
            case FailedForm.Numbers:
                text.Write(FormattableString.Invariant($"{row.Number}\n"));
                break;
            case FailedForm.Csv:
                CsvText.Write(text, columns.Select(c => CellOf(row, c)));
                break;
            default:
                WriteJson(row);
                break;
        }
    }

    private static string CellOf(DataRow row, string column)
    {
        foreach (var cell in row.Cells)
        {
            if (cell.Key == column)
                return cell.Value;
        }
        return "";
    }

    private void WriteJson(DataRow row)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Plain))
        {
            json.WriteStartObject();
            foreach (var (name, value) in row.Cells)
                json.WriteString(name, value);
            json.WriteEndObject();
        }
        text.Write(Encoding.UTF8.GetString(bytes.GetBuffer().AsSpan(0, (int)bytes.Length)));
        text.Write('\n');
    }

    private enum FailedForm
    {
        Csv,
        JsonLines,
        Numbers,
    }
}
