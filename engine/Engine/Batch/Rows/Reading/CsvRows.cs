using System.Collections.Immutable;
using nietras.SeparatedValues;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Files;

namespace PingOneScenarios.Engine.Batch.Rows.Reading;

/// <summary>Rows of a CSV file, by Sep. An empty cell gives nothing; blanks around cells belong to them.</summary>
internal sealed class CsvRows : IRowSource
{
    private readonly StreamedFile file;
    private readonly RowProblems problems;
    private readonly char separator;

    /// <param name="file">With a header.</param>
    /// <param name="separator">Null to look for it.</param>
    /// <param name="problems">Says what is wrong.</param>
    /// <exception cref="DiagnosticException">There is no header.</exception>
    public CsvRows(StreamedFile file, char? separator, RowProblems problems)
    {
        (this.file, this.problems) = (file, problems);
        this.separator = separator ?? CsvSeparator.Find(file, problems);
        Columns = ReadHeader();
    }

    public ImmutableArray<string> Columns { get; }

    public char? Separator => separator;

    /// <inheritdoc/>
    public IEnumerable<DataRow> Read()
    {
        using var guard = NewGuard();
        using var reader = NewReader(guard);
        // The header, which was looked at.
        if (!MoveNext(reader, guard) || guard.NextLine() is null)
            yield break;
        for (var number = 1L; MoveNext(reader, guard) is var isThere; number++)
        {
            var line = guard.NextLine();
            if (guard.Failure is { } failure && (!isThere || line is null))
                throw failure;
            if (!isThere || line is null)
                yield break;
            yield return Take(reader, number, line.Value);
        }
    }

    private ImmutableArray<string> ReadHeader()
    {
        using var guard = NewGuard();
        using var reader = NewReader(guard);
        var isThere = MoveNext(reader, guard);
        if (guard.Failure is { } failure && (!isThere || guard.NextLine() is null))
            throw failure;
        if (!isThere)
            throw problems.Unreadable(1, 1, "the file is empty", null, "write a header with the names of inputs, and rows below it");
        var names = ImmutableArray.CreateBuilder<string>();
        for (var i = 0; i < reader.Current.ColCount; i++)
            names.Add(Checked(reader.Current[i].ToString().Trim(), names, guard.Header[i]));
        return names.DrainToImmutable();
    }

    private string Checked(string name, ImmutableArray<string>.Builder before, (long Line, long Column) at) =>
        name.Length == 0
            ? throw problems.Header(
                at.Line,
                at.Column,
                $"column {before.Count + 1} has no name",
                "the first line that is not blank is the header",
                "give it the name of an input, or take the column out"
            )
        : before.Contains(name)
            ? throw problems.Header(
                at.Line,
                at.Column,
                $"two columns have the name \"{PlainText.Line(name)}\"",
                "an input takes one value",
                "rename one of them, or take it out"
            )
        : name;

    private CsvGuard NewGuard() => new(new StrictText(RowBytes.Of(file)), separator, problems);

    // The header is a row like others: what is wrong with its names is said here, with its place.
    private SepReader NewReader(CsvGuard guard) =>
        Sep.New(separator).Reader(o => o with { HasHeader = false, Unescape = true }).From(guard);

    private static bool MoveNext(SepReader reader, CsvGuard guard)
    {
        try
        {
            return reader.MoveNext();
        }
        catch (Exception e) when (e is InvalidDataException or NotSupportedException && guard.Failure is not null)
        {
            throw guard.Failure;
        }
    }

    private DataRow Take(SepReader reader, long number, long line)
    {
        var row = reader.Current;
        var cells = ImmutableArray.CreateBuilder<KeyValuePair<string, string>>(Columns.Length);
        for (var i = 0; i < Columns.Length; i++)
        {
            var cell = row[i].Span;
            if (!cell.IsEmpty)
                cells.Add(new(Columns[i], cell.ToString()));
        }
        return new DataRow(number, line, cells.DrainToImmutable());
    }
}
