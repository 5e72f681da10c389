using System.Collections.Immutable;
using PingOneScenarios.Engine.Files;

namespace PingOneScenarios.Engine.Batch.Rows.Reading;

/// <summary>Rows of a file with a JSON map a line, of which one line at a time is held. Blank lines are passed over.</summary>
internal sealed class JsonLineRows(StreamedFile file, RowProblems problems) : IRowSource
{
    public ImmutableArray<string> Columns => [];

    public char? Separator => null;

    /// <inheritdoc/>
    public IEnumerable<DataRow> Read()
    {
        using var pieces = new JsonPieces(RowBytes.Of(file), problems);
        if (pieces.SkipBlank() is null)
            throw problems.Unreadable(1, 1, "the file is empty", null, "write a map a line: {\"input\": \"value\"}");
        for (var number = 1L; pieces.SkipBlank() is not null; number++)
        {
            var length = LengthOfLine(pieces);
            yield return pieces.Row(length, number);
            pieces.Advance(length);
        }
    }

    private static int LengthOfLine(JsonPieces pieces)
    {
        var seen = 0;
        while (true)
        {
            var found = pieces.Rest[seen..].IndexOf((byte)'\n');
            if (found >= 0)
                return seen + found;
            seen = pieces.Rest.Length;
            if (!pieces.Fill())
                return seen;
        }
    }
}
