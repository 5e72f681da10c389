using PingOneScenarios.Engine.Diagnostics;

namespace PingOneScenarios.Engine.Batch.Rows;

/// <summary>
/// What is wrong in a file of rows, with its place. No line of the file is shown: there may be a secret in it.
/// </summary>
/// <param name="path">As the user knows it.</param>
internal sealed class RowProblems(string path)
{
    public string Path => path;

    public SourceSpan At(long line, long column = 1) => SourceText.PlaceIn(path, line, column);

    /// <summary>The row cannot be read, and so none behind it.</summary>
    public DiagnosticException Malformed(long line, long column, string what, string? why, string fix) =>
        new(new Diagnostic(DiagnosticCodes.RowMalformed, At(line, column), what, why, fix));

    /// <summary>The file cannot be read, at least from there on.</summary>
    public DiagnosticException Unreadable(long line, long column, string what, string? why, string fix) =>
        new(new Diagnostic(DiagnosticCodes.RowsUnreadable, At(line, column), what, why, fix));

    public DiagnosticException Header(long line, long column, string what, string? why, string fix) =>
        new(new Diagnostic(DiagnosticCodes.HeaderMalformed, At(line, column), what, why, fix));

    public DiagnosticException NotUtf8(long line, long column) =>
        Unreadable(
            line,
            column,
            "the file is not UTF-8 here",
            "what stands here is no letter in UTF-8, so it would reach the server as another one",
            "save the file as UTF-8; a spreadsheet calls it \"CSV UTF-8\""
        );

    public DiagnosticException Nul(long line, long column) =>
        Unreadable(
            line,
            column,
            "a NUL stands here",
            "no text holds one; UTF-16 without a byte order mark is full of them",
            "save the file as UTF-8"
        );
}
