using System.Collections.Immutable;
using System.Text.Json;
using PingOneScenarios.Engine.Files;

namespace PingOneScenarios.Engine.Batch.Rows.Reading;

/// <summary>Rows of a JSON list of maps, of which one row at a time is held.</summary>
internal sealed class JsonRows(StreamedFile file, RowProblems problems) : IRowSource
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 64 };

    public ImmutableArray<string> Columns => [];

    public char? Separator => null;

    /// <inheritdoc/>
    public IEnumerable<DataRow> Read()
    {
        using var pieces = new JsonPieces(RowBytes.Of(file), problems);
        Open(pieces);
        for (var number = 1L; HasRow(pieces, isFirst: number == 1); number++)
        {
            var length = LengthOfRow(pieces);
            yield return pieces.Row(length, number);
            pieces.Advance(length);
        }
        if (pieces.SkipBlank() is not null)
            throw Unexpected(pieces, "something stands behind the end of the list", "take it out; a file of JSON holds one list");
    }

    private void Open(JsonPieces pieces)
    {
        if (pieces.SkipBlank() is not { } first)
            throw problems.Unreadable(1, 1, "the file is empty", null, "write a list of maps: [{\"input\": \"value\"}]");
        if (first != '[')
            throw Unexpected(
                pieces,
                "the file does not begin with a list",
                "write [ in front and ] behind; a file with a map a line has a name that ends with .jsonl"
            );
        pieces.Advance(1);
    }

    private bool HasRow(JsonPieces pieces, bool isFirst)
    {
        var next = pieces.SkipBlank();
        if (next == ']')
        {
            pieces.Advance(1);
            return false;
        }
        if (isFirst && next is not null)
            return true;
        if (next != ',')
            throw next is null
                ? Unexpected(pieces, "the list is not closed", "write ] at its end; look whether the file is whole")
                : Unexpected(pieces, "a comma or the end of the list is expected here", "write a comma between two rows");
        pieces.Advance(1);
        return pieces.SkipBlank() is not null
            ? true
            : throw Unexpected(pieces, "the list is not closed", "write ] at its end; look whether the file is whole");
    }

    private static int LengthOfRow(JsonPieces pieces)
    {
        while (true)
        {
            try
            {
                var reader = new Utf8JsonReader(pieces.Rest, pieces.IsEnd, new JsonReaderState(Options));
                if (reader.Read() && reader.TrySkip())
                    return (int)reader.BytesConsumed;
            }
            catch (JsonException e)
            {
                throw pieces.NotJson(e);
            }
            pieces.Fill();
        }
    }

    private Diagnostics.DiagnosticException Unexpected(JsonPieces pieces, string what, string fix) =>
        problems.Unreadable(pieces.Line, pieces.Column, what, null, fix);
}
