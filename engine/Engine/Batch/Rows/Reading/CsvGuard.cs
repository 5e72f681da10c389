using System.Buffers;
using PingOneScenarios.Engine.Diagnostics;

namespace PingOneScenarios.Engine.Batch.Rows.Reading;

/// <summary>
/// Stands between a text and its parser: takes blank lines out, knows the line of each row, and ends the text at the first row that is
/// none, with the reason. A parser would take it for something else, such as the rest of the file for one cell.
/// </summary>
internal sealed class CsvGuard : TextReader
{
    /// <summary>Of one row, in letters; what is not closed ends here too.</summary>
    public const int LongestRow = 16_000_000;

    private static readonly SearchValues<char> InQuotes = SearchValues.Create("\"\r\n");

    private readonly StrictText text;
    private readonly RowProblems problems;
    private readonly char separator;
    private readonly SearchValues<char> special;
    private readonly Queue<long> lines = new();
    private readonly List<(long Line, long Column)> header = [];

    private CellState state;
    private long offset;
    private long line = 1;
    private long lineStart;
    private long lastReturn = -2;
    private bool isReturnKept = true;
    private long rowStart;
    private long rowLine = 1;
    private int cells;
    private (long Line, long Column) quote;
    private int width;
    private bool isOver;

    /// <param name="text">The whole text.</param>
    /// <param name="separator">Of cells.</param>
    /// <param name="problems">Says what is wrong.</param>
    public CsvGuard(StrictText text, char separator, RowProblems problems)
    {
        (this.text, this.separator, this.problems) = (text, separator, problems);
        special = SearchValues.Create(['"', '\r', '\n', separator]);
    }

    /// <summary>Why the text ends before its end; null while it does not.</summary>
    public DiagnosticException? Failure { get; private set; }

    /// <summary>Where the cells of the first row begin.</summary>
    public IReadOnlyList<(long Line, long Column)> Header => header;

    /// <summary>The line of the next row that is whole; null when none is.</summary>
    public long? NextLine() => lines.TryDequeue(out var next) ? next : null;

    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    public override int Read(Span<char> buffer)
    {
        while (Failure is null && !isOver && !buffer.IsEmpty)
        {
            var read = text.Read(buffer);
            if (read == 0)
                Finish();
            else if (Look(buffer[..read]) is > 0 and var kept)
                return kept;
        }
        return 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            text.Dispose();
        base.Dispose(disposing);
    }

    private long Column => offset - lineStart + 1;

    // Gives how many letters stay, moved to the front.
    private int Look(Span<char> letters)
    {
        var (at, kept, from) = (0, 0, 0);
        while (at < letters.Length && Failure is null)
        {
            var skipped = Skip(letters[at..]);
            at += skipped;
            offset += skipped;
            if (at == letters.Length)
                break;
            if (!Take(letters[at]))
            {
                kept += Keep(letters, from, at, kept);
                from = at + 1;
            }
            at++;
            offset++;
        }
        if (offset - rowStart > LongestRow)
            Fail(TooLong());
        return kept + Keep(letters, from, at, kept);
    }

    private static int Keep(Span<char> letters, int from, int to, int at)
    {
        if (from != at)
            letters[from..to].CopyTo(letters[at..]);
        return to - from;
    }

    // How many letters change nothing.
    private int Skip(ReadOnlySpan<char> letters)
    {
        if (state is CellState.Begins or CellState.Closed)
            return 0;
        var found = state == CellState.Quoted ? letters.IndexOfAny(InQuotes) : letters.IndexOfAny(special);
        return found < 0 ? letters.Length : found;
    }

    // Whether the letter stays.
    private bool Take(char letter)
    {
        if (letter is '\r' or '\n')
            return TakeBreak(letter);
        if (state == CellState.Begins && cells == 0)
            (rowLine, rowStart) = (line, offset);
        if (width == 0 && state == CellState.Begins)
            header.Add((line, Column));
        if (letter == separator && state != CellState.Quoted)
            (state, cells) = (CellState.Begins, cells + 1);
        else
            TakeInside(letter);
        return true;
    }

    private void TakeInside(char letter)
    {
        switch (state)
        {
            case CellState.Quoted:
                state = letter == '"' ? CellState.Closed : state;
                break;
            case CellState.Begins when letter == '"':
                (state, quote) = (CellState.Quoted, (line, Column));
                break;
            case CellState.Begins:
                state = CellState.Open;
                break;
            case CellState.Closed when letter == '"':
                state = CellState.Quoted;
                break;
            default:
                Fail(state == CellState.Closed ? BehindQuote() : QuoteInside());
                break;
        }
    }

    private bool TakeBreak(char letter)
    {
        var isSecondHalf = letter == '\n' && lastReturn == offset - 1;
        if (letter == '\r')
            lastReturn = offset;
        if (!isSecondHalf)
            line++;
        var stays = isSecondHalf ? isReturnKept : state != CellState.Begins || cells > 0;
        if (!isSecondHalf)
            isReturnKept = stays;
        if (state != CellState.Quoted && !isSecondHalf && stays)
            EndRow();
        lineStart = offset + 1;
        if (state == CellState.Begins && cells == 0)
            rowStart = offset + 1;
        return stays;
    }

    private void EndRow()
    {
        if (width == 0 && state == CellState.Begins)
            header.Add((line - 1, Column));
        var count = cells + 1;
        if (width == 0)
            width = count;
        if (count != width)
            Fail(WrongWidth(count));
        else
            lines.Enqueue(rowLine);
        (state, cells) = (CellState.Begins, 0);
    }

    private void Finish()
    {
        isOver = true;
        if (text.End == TextEnd.NotUtf8)
            Fail(problems.NotUtf8(line, Column));
        else if (text.End == TextEnd.Nul)
            Fail(problems.Nul(line, Column));
        else if (state == CellState.Quoted)
            Fail(Unclosed());
        else if (state != CellState.Begins || cells > 0)
            EndRow();
    }

    private void Fail(DiagnosticException failure) => Failure ??= failure;

    private DiagnosticException WrongWidth(int count) =>
        problems.Malformed(
            rowLine,
            1,
            $"the row has {Cells(count)}, the header {Cells(width)}",
            $"cells are separated by {CsvSeparator.Name(separator)}",
            $"give it {(count < width ? "the cells that are missing, empty ones too" : "no more cells than the header has")}; "
                + "a cell that holds the separator stands in quotes: \"a, b\""
        );

    private static string Cells(int count) => count == 1 ? "1 cell" : $"{count} cells";

    private DiagnosticException BehindQuote() =>
        problems.Malformed(
            line,
            Column,
            "letters stand behind the quote that closes a cell",
            "a quote inside a cell in quotes is written twice",
            "write \"a \"\"b\"\" c\", and no blank between the last quote and the separator"
        );

    private DiagnosticException QuoteInside() =>
        problems.Malformed(
            line,
            Column,
            "a quote stands inside a cell that does not begin with one",
            "what it opens or closes nobody can tell",
            "put the whole cell in quotes and write the quote twice: \"5\"\" disk\"; no blank stands in front of the first quote"
        );

    private DiagnosticException Unclosed() =>
        problems.Malformed(
            quote.Line,
            quote.Column,
            "the cell that begins here with a quote has no end",
            "all that follows is in quotes up to the end of the file",
            "close it with a quote; a quote inside a cell in quotes is written twice"
        );

    private DiagnosticException TooLong()
    {
        var (at, column) = state == CellState.Quoted ? quote : (rowLine, 1);
        return problems.Malformed(
            at,
            column,
            $"the row that begins on line {rowLine} has more than 16 million letters",
            state == CellState.Quoted ? "the cell that begins here with a quote has no end so far" : null,
            "look whether a quote is not closed; a row may not be longer"
        );
    }

    private enum CellState
    {
        Begins,
        Open,
        Quoted,

        /// <summary>Behind a quote: the end, or the first of two.</summary>
        Closed,
    }
}
