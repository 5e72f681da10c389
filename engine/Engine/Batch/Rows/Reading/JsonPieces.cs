using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Batch.Rows.Reading;

/// <summary>JSON that is read piece by piece: no more of it is held than one row.</summary>
internal sealed class JsonPieces(Stream bytes, RowProblems problems) : IDisposable
{
    /// <summary>Of one row, in bytes.</summary>
    private const int LongestRow = 16_000_000;

    private byte[] held = new byte[1 << 16];
    private int start;
    private int end;
    private long lineStart;
    private long offset;

    public bool IsEnd { get; private set; }

    /// <summary>From 1.</summary>
    public long Line { get; private set; } = 1;

    /// <summary>In bytes, from 1.</summary>
    public long Column => offset - lineStart + 1;

    /// <summary>What is held and was not let go.</summary>
    public ReadOnlySpan<byte> Rest => held.AsSpan(start, end - start);

    /// <summary>Lets go what was read.</summary>
    public void Advance(int count)
    {
        var gone = held.AsSpan(start, count);
        Line += gone.Count((byte)'\n');
        if (gone.LastIndexOf((byte)'\n') is >= 0 and var last)
            lineStart = offset + last + 1;
        (start, offset) = (start + count, offset + count);
    }

    /// <summary>Holds more; false when there is no more.</summary>
    public bool Fill()
    {
        if (IsEnd)
            return false;
        if (end - start > LongestRow)
            throw problems.Malformed(
                Line,
                Column,
                "the row that begins here has more than 16 MB",
                null,
                "look whether it is closed; a row may not be longer"
            );
        if (start > 0)
            held.AsSpan(start, end - start).CopyTo(held);
        (start, end) = (0, end - start);
        if (end == held.Length)
            Array.Resize(ref held, 2 * held.Length);
        var read = bytes.Read(held.AsSpan(end));
        end += read;
        IsEnd = read == 0;
        return read > 0;
    }

    /// <summary>Lets go blanks and line breaks; gives what stands behind them, null at the end.</summary>
    public byte? SkipBlank()
    {
        while (true)
        {
            var blank = Rest.IndexOfAnyExcept(" \t\r\n"u8);
            Advance(blank < 0 ? Rest.Length : blank);
            if (blank >= 0)
                return Rest[0];
            if (!Fill())
                return null;
        }
    }

    /// <summary>The cells of a row that is held whole.</summary>
    /// <param name="length">In bytes.</param>
    /// <param name="number">Of the row, from 1.</param>
    public DataRow Row(int length, long number)
    {
        var text = Rest[..length];
        if (!Utf8.IsValid(text))
            throw NotUtf8(text);
        try
        {
            using var document = JsonDocument.Parse(held.AsMemory(start, length), ValueJson.Strict);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw problems.Malformed(
                    Line,
                    Column,
                    $"row {number} is {ValueJson.From(document.RootElement).Kind}, a map is expected",
                    "a row says by name what it gives to inputs",
                    "write {\"input\": \"value\"}"
                );
            return new DataRow(number, Line, JsonCells.Of(document.RootElement));
        }
        catch (JsonException e)
        {
            throw NotJson(e);
        }
        catch (InvalidOperationException)
        {
            throw problems.Malformed(
                Line,
                Column,
                $"row {number} holds half a letter (\\uD800 to \\uDFFF alone)",
                null,
                "write both halves, or the letter itself"
            );
        }
    }

    /// <summary>What a reader objects to, with its place; what it says may quote the file.</summary>
    public DiagnosticException NotJson(JsonException mistake)
    {
        var (line, column) = (mistake.LineNumber ?? 0, mistake.BytePositionInLine ?? 0);
        return problems.Malformed(
            Line + line,
            (line == 0 ? Column : 1) + column,
            "this is no JSON that can be read as a row",
            "a row is a map whose names are all different, at most 64 levels deep",
            "look at what stands here and just before: a quote, a comma, a bracket, a name that is there twice"
        );
    }

    private DiagnosticException NotUtf8(ReadOnlySpan<byte> text)
    {
        var good = 0;
        while (good < text.Length && Rune.DecodeFromUtf8(text[good..], out _, out var read) == System.Buffers.OperationStatus.Done)
            good += read;
        Advance(good);
        return problems.NotUtf8(Line, Column);
    }

    public void Dispose() => bytes.Dispose();
}
