using System.Collections.Immutable;
using System.Security.Cryptography;
using PingOneScenarios.Engine.Batch.Rows.Checking;
using PingOneScenarios.Engine.Diagnostics;

namespace PingOneScenarios.Engine.Batch.Rows;

/// <summary>
/// Looks at all rows once, before the first request: whether inputs know their columns, whether their values fit, and whether each input has one.
/// What is held does not grow with their number.
/// </summary>
internal sealed class RowCheck
{
    /// <summary>More are no rows of inputs.</summary>
    private const int MostColumns = 1_000;

    private const string UsualName = "name";

    /// <summary>How many letters of a value that does not fit are shown.</summary>
    private const int LongestShown = 80;

    private readonly RowFile file;
    private readonly RowCheckWish wish;
    private readonly RowErrors errors;
    private readonly RowInputs inputs = new();
    private readonly HashSet<string> columns = new(StringComparer.Ordinal);
    private readonly ImmutableArray<string>.Builder inOrder = ImmutableArray.CreateBuilder<string>();
    private readonly HashSet<string> saidMissing = new(StringComparer.Ordinal);

    private RowCheck(RowFile file, RowCheckWish wish, DiagnosticBag problems) =>
        (this.file, this.wish, errors) = (file, wish, new RowErrors(file.Problems, problems));

    /// <summary>The rows, or null after having said what is wrong with them.</summary>
    /// <param name="file">Opened.</param>
    /// <param name="wish">What is to be run with them.</param>
    /// <param name="problems">Takes what is wrong: the first mistakes, and how many more there are.</param>
    /// <param name="ct">Ends the looking.</param>
    public static async Task<CheckedRows?> CheckAsync(RowFile file, RowCheckWish wish, DiagnosticBag problems, CancellationToken ct)
    {
        var check = new RowCheck(file, wish, problems);
        await check.KnowInputsAsync(ct);
        CheckedRows? rows = null;
        try
        {
            check.CheckHeader();
            rows = check.errors.Any ? null : await check.CheckRowsAsync(ct);
        }
        catch (DiagnosticException e)
        {
            check.errors.Add(e.Diagnostic);
        }
        check.errors.Complete();
        return check.errors.Any ? null : rows;
    }

    private async Task KnowInputsAsync(CancellationToken ct)
    {
        foreach (var (scenario, settings) in wish.Runs)
        {
            if (scenario.Tree is { } tree)
                inputs.Add(tree);
            var bound = await RunBinding.MakeAsync(scenario, settings, mayAsk: false, new DiagnosticBag(), ct);
            if (bound.Environment is { } environment)
                inputs.Add(environment);
        }
    }

    private void CheckHeader()
    {
        foreach (var column in file.Header)
            See(column, file.Problems.At(1));
        if (!file.Header.IsEmpty)
            CheckName();
    }

    private async Task<CheckedRows> CheckRowsAsync(CancellationToken ct)
    {
        var (count, needs) = (0L, new RowNeeds(wish.Runs));
        var cells = new RowCells(inputs.Secrets, wish.Hide);
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var row in file.Read())
        {
            ct.ThrowIfCancellationRequested();
            count++;
            CheckCells(row);
            foreach (var name in await needs.LackingAsync(row, ct))
                SayMissing(row, name);
            var bytes = cells.Of(row);
            digest.AppendData(BitConverter.GetBytes(bytes.Length));
            digest.AppendData(bytes);
        }
        CheckCount(count);
        if (file.Header.IsEmpty)
            CheckName();
        return new CheckedRows(count, Convert.ToHexStringLower(digest.GetHashAndReset()), inOrder.ToImmutable())
        {
            SecretColumns = columns.Where(inputs.Secrets.Contains).ToImmutableHashSet(StringComparer.Ordinal),
            NameColumn = NameColumn,
        };
    }

    private string? NameColumn =>
        wish.NameColumn ?? (columns.Contains(UsualName) && !inputs.Secrets.Contains(UsualName) ? UsualName : null);

    private void CheckName()
    {
        if (wish.NameColumn is not { } wanted)
            return;
        if (inputs.Secrets.Contains(wanted))
            errors.Add(
                new Diagnostic(
                    DiagnosticCodes.RowsMischosen,
                    wish.NamedAt,
                    $"rows cannot be named by \"{wanted}\"",
                    "it is a secret, and the name of a row stands in every report",
                    "name them by another column"
                )
            );
        else if (!columns.Contains(wanted))
            errors.Add(
                new Diagnostic(
                    DiagnosticCodes.RowsMischosen,
                    wish.NamedAt,
                    $"\"{file.Path}\" has no column \"{wanted}\" to name rows by",
                    null,
                    Suggestion.For(wanted, columns) is { } near
                        ? $"did you mean \"{near}\"?"
                        : $"the columns are {string.Join(", ", inOrder)}"
                )
            );
    }

    private void CheckCount(long count)
    {
        if (count == 0 && file.Selection.Last is null)
            throw file.Problems.Unreadable(
                1,
                1,
                "the file has no rows",
                "nothing would be run",
                "write a row below the header, or name another file"
            );
        if (count == 0 || file.Selection.Last > file.LastNumber)
            errors.Add(
                new Diagnostic(
                    DiagnosticCodes.RowsMischosen,
                    wish.ChosenAt,
                    $"there is no row {(count == 0 ? "of those numbers" : file.Selection.Last)} in \"{file.Path}\"",
                    $"its last row is {file.LastNumber}; the header and blank lines do not count",
                    "look whether it is the file the numbers are of"
                )
            );
    }

    private void CheckCells(DataRow row)
    {
        foreach (var (name, text) in row.Cells)
        {
            if (!columns.Contains(name))
                See(name, file.Problems.At(row.Line));
            if (inputs.Knows(name) && inputs.Objection(name, text) is { } objection)
                errors.Add(
                    new Diagnostic(
                        DiagnosticCodes.InputInvalid,
                        file.Problems.At(row.Line),
                        $"row {row.Number} gives the input \"{name}\" a value that does not fit: {objection}",
                        inputs.Secrets.Contains(name) ? null : $"it is \"{Short(text)}\"",
                        $"mend column \"{name}\" of that row"
                    )
                );
        }
    }

    private void See(string column, SourceSpan at)
    {
        if (!columns.Add(column))
            return;
        inOrder.Add(column);
        if (columns.Count > MostColumns)
            throw new DiagnosticException(
                new Diagnostic(
                    DiagnosticCodes.HeaderMalformed,
                    at,
                    $"the file has more than {MostColumns:N0} columns",
                    "each is to be an input",
                    "take out what is none"
                )
            );
        // Rows may be named by what is no input.
        if (!inputs.Knows(column) && column != UsualName && column != wish.NameColumn)
            errors.Add(inputs.Unknown(column, at));
    }

    private void SayMissing(DataRow row, string name)
    {
        var isNowhere = !file.Header.IsEmpty && !columns.Contains(name);
        if (isNowhere && !saidMissing.Add(name))
            return;
        errors.Add(
            new Diagnostic(
                DiagnosticCodes.RowInputMissing,
                file.Problems.At(isNowhere ? 1 : row.Line),
                isNowhere ? $"no column gives the input \"{name}\" a value" : $"row {row.Number} gives the input \"{name}\" no value",
                isNowhere ? "nothing else gives it one either" : "an empty cell gives nothing, and nothing else gives it a value",
                isNowhere
                    ? $"add a column \"{name}\", or give the input its value otherwise"
                    : $"fill column \"{name}\" of that row, or give the input its value otherwise"
            )
        );
    }

    private static string Short(string text) =>
        PlainText.Line(text.Length <= LongestShown ? text : string.Concat(text.AsSpan(0, LongestShown), "…"));
}

/// <summary>What is to be run with rows.</summary>
/// <param name="Runs">Each scenario in each environment.</param>
internal sealed record RowCheckWish(ImmutableArray<RowRun> Runs)
{
    /// <summary>The column that is to name rows; null for <c>name</c>, if there is one.</summary>
    public string? NameColumn { get; init; }

    /// <summary>Where the user wrote <see cref="NameColumn"/>.</summary>
    public SourceSpan NamedAt { get; init; } = new SourceText("run settings", "").Beginning;

    /// <summary>Where the user chose rows.</summary>
    public SourceSpan ChosenAt { get; init; } = new SourceText("run settings", "").Beginning;

    /// <summary>A keyed hash of a secret cell for the digest; null leaves secret cells out.</summary>
    public Func<string, byte[]>? Hide { get; init; }
}
