using System.Collections.Immutable;
using PingOneScenarios.Engine.Batch.Rows.Reading;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Files;
using PingOneScenarios.Engine.Planning;

namespace PingOneScenarios.Engine.Batch.Rows;

/// <summary>
/// A file of rows, held open: CSV, a JSON list, JSON lines or YAML. What is read again is the same file; of what came through a pipe a copy is kept
/// until it is disposed of.
/// </summary>
internal sealed class RowFile : IDisposable
{
    private const int LongestBeginning = 4096;

    private readonly StreamedFile file;
    private readonly IRowSource source;

    private RowFile(StreamedFile file, RowKind kind, IRowSource source, RowProblems problems, RowSelection selection) =>
        (this.file, Kind, this.source, Problems, Selection) = (file, kind, source, problems, selection);

    /// <summary>As the user knows it.</summary>
    public string Path => Problems.Path;

    public RowKind Kind { get; }

    public RowSelection Selection { get; }

    /// <summary>What stands between cells, as the user says it, a line for people: "a comma"; null where nothing does.</summary>
    public string? Separator => source.Separator is { } separator ? CsvSeparator.Name(separator) : null;

    /// <summary>The names in the header; empty where each row names its own.</summary>
    public ImmutableArray<string> Header => source.Columns;

    /// <summary>The number of the last row, also of those that were not chosen; 0 before all were read once.</summary>
    public long LastNumber { get; private set; }

    /// <summary>Whether it came through a pipe, so that it is at no place.</summary>
    public bool IsPiped => file.IsPiped;

    public RowProblems Problems { get; }

    /// <summary>Opens a file of rows, or says why it is none.</summary>
    /// <param name="wish">Which one, and how it is to be read.</param>
    /// <param name="problems">Takes what is wrong.</param>
    /// <param name="ct">Ends the reading of a pipe.</param>
    public static async Task<RowFile?> OpenAsync(RowWish wish, DiagnosticBag problems, CancellationToken ct)
    {
        if (await StreamedFiles.OpenAsync(wish.Path, wish.Input, wish.NamedAt, problems, ct) is not { } file)
            return null;
        var said = new RowProblems(PipedFiles.IsStandardInput(wish.Path) ? "standard input" : wish.Path);
        try
        {
            var kind = KindOf(wish.Path, file);
            IRowSource source = kind switch
            {
                RowKind.Json => new JsonRows(file, said),
                RowKind.JsonLines => new JsonLineRows(file, said),
                RowKind.Yaml => new YamlRows(file, said),
                _ => new CsvRows(file, wish.Separator, said),
            };
            return new RowFile(file, kind, source, said, wish.Selection);
        }
        catch (DiagnosticException e)
        {
            problems.Add(e.Diagnostic);
        }
        catch (IOException)
        {
            problems.Add(Broken(said));
        }
        file.Dispose();
        return null;
    }

    /// <summary>The rows that were chosen, from the first; each call begins anew.</summary>
    /// <exception cref="DiagnosticException">A row cannot be read, and so none behind it; or the file is another one by now.</exception>
    public IEnumerable<DataRow> Read()
    {
        using var rows = source.Read().GetEnumerator();
        while (MoveNext(rows))
        {
            LastNumber = Math.Max(LastNumber, rows.Current.Number);
            if (Selection.Contains(rows.Current.Number))
                yield return rows.Current;
        }
        // Sent is what was checked.
        if (file.HasChanged)
            throw Problems.Unreadable(
                1,
                1,
                "the file was written to since it was looked at",
                "what was checked is not what stands there now",
                "run it again when nothing changes the file"
            );
    }

    /// <summary>What a row gives to the inputs of a run.</summary>
    public RowGift GiftOf(DataRow row) => new(row.Cells, Problems.At(row.Line), $"row {row.Number} of {Path}");

    public void Dispose() => file.Dispose();

    private bool MoveNext(IEnumerator<DataRow> rows)
    {
        try
        {
            return rows.MoveNext();
        }
        catch (IOException)
        {
            throw new DiagnosticException(Broken(Problems));
        }
    }

    private static RowKind KindOf(string path, StreamedFile file)
    {
        var beginning = new byte[LongestBeginning];
        using var reading = RowBytes.Of(file);
        var length = reading.ReadAtLeast(beginning, beginning.Length, throwOnEndOfStream: false);
        return RowKinds.Of(path, beginning.AsSpan(0, length));
    }

    private static Diagnostic Broken(RowProblems said) =>
        said.Unreadable(1, 1, "the file can no longer be read", null, "look at the disk it lies on").Diagnostic;
}

/// <summary>Which file of rows is wanted, and how it is to be read.</summary>
/// <param name="Path">As the user wrote it; <c>-</c> is standard input.</param>
/// <param name="NamedAt">Where the user wrote it.</param>
internal sealed record RowWish(string Path, SourceSpan NamedAt)
{
    /// <summary>Opens standard input; null when it is the keyboard.</summary>
    public Func<Stream>? Input { get; init; }

    /// <summary>Between cells; null to look for it.</summary>
    public char? Separator { get; init; }

    public RowSelection Selection { get; init; } = RowSelection.All;
}
