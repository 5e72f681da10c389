using System.Text;
using PingOneScenarios.Engine.Batch.Rows;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Tests.Loading;

namespace PingOneScenarios.Engine.Tests.Batch.Rows;

/// <summary>Files of rows and what is read of them, as text.</summary>
internal sealed class RowsBench : IDisposable
{
    private readonly TemporaryPack pack = new();

    public TemporaryPack Pack => pack;

    public DiagnosticBag Problems { get; } = new();

    public string Said => pack.Render(Problems.All);

    public string PathOf(string file) => pack.PathOf(file);

    /// <summary>A file of rows, which is there; null when it cannot be opened.</summary>
    public async Task<RowFile?> OpenAsync(string file, byte[] bytes, Func<RowWish, RowWish>? change = null)
    {
        pack.Write(file, bytes);
        return await OpenAsync(file, change);
    }

    public Task<RowFile?> OpenAsync(string file, string text, Func<RowWish, RowWish>? change = null) =>
        OpenAsync(file, Encoding.UTF8.GetBytes(text), change);

    public async Task<RowFile?> OpenAsync(string file, Func<RowWish, RowWish>? change = null)
    {
        var wish = new RowWish(pack.PathOf(file), TemporaryPack.CommandLine);
        return await RowFile.OpenAsync((change ?? (w => w))(wish), Problems, TestContext.Current.CancellationToken);
    }

    /// <summary><c>1@2 a=x b=y</c> for each row, what is wrong behind them.</summary>
    public async Task<string> ReadAsync(string file, byte[] bytes, Func<RowWish, RowWish>? change = null)
    {
        using var rows = await OpenAsync(file, bytes, change);
        return rows is null ? Short(Problems.All[0]) : Shown(rows);
    }

    public Task<string> ReadAsync(string file, string text) => ReadAsync(file, Encoding.UTF8.GetBytes(text));

    /// <summary>Place, code and what of a problem.</summary>
    public static string Short(Diagnostic problem) => $"{problem.Span.Line}:{problem.Span.Column} {problem.Code.Id} {problem.What}";

    public void Dispose() => pack.Dispose();

    private static string Shown(RowFile rows)
    {
        var shown = new List<string>();
        try
        {
            foreach (var row in rows.Read())
                shown.Add($"{row.Number}@{row.Line} {string.Join(' ', row.Cells.Select(c => $"{c.Key}={c.Value}"))}".TrimEnd(' '));
        }
        catch (DiagnosticException e)
        {
            shown.Add(Short(e.Diagnostic));
        }
        return string.Join(" / ", shown);
    }
}
