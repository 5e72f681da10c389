using System.CommandLine;
using System.Diagnostics;
using PingOneScenarios.Cli.Rows;
using PingOneScenarios.Cli.Tests.Driving;
using PingOneScenarios.Engine.Batch.Rows;
using PingOneScenarios.Engine.Diagnostics;

namespace PingOneScenarios.Cli.Tests.Rows;

/// <summary>What is said on a command line of rows.</summary>
public sealed class RowOptionsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("--rows 1", "--rows: there are no rows without --data")]
    [InlineData("--output a --failed b", "--output, --failed: there are no rows without --data")]
    [InlineData("--data a --separator :", "--separator takes comma, semicolon, tab, pipe, this is \":\"")]
    public void What_means_nothing_is_wrong_use(string line, string expected) =>
        Assert.Equal(expected, Assert.Single(Parse(line.Split(' ')).Parsed.Errors).Message);

    [Theory]
    [InlineData("", null, null)]
    [InlineData("--output out/rows.csv", "out/rows.csv", "out/rows.failed.csv")]
    [InlineData("--output rows", "rows", "rows.failed.csv")]
    [InlineData("--output rows.csv --failed again.csv", "rows.csv", "again.csv")]
    [InlineData("--failed again.csv", null, "again.csv")]
    public void The_failed_rows_stand_beside_the_output(string line, string? output, string? failed)
    {
        var (options, parsed) = Parse(["--data", "a.csv", .. line.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        var wish = options.OutcomesOf(parsed, RowKind.Csv);
        Assert.Equal((output, failed), (wish?.Output, wish?.Failed));
    }

    [Theory]
    [InlineData("2", "b")]
    [InlineData("2-3,1", "a b c")]
    [InlineData("chosen.csv", "a c")]
    [InlineData("0", null)]
    [InlineData("3-1", null)]
    [InlineData("a", null)]
    [InlineData("rows.csv", null)]
    public async Task Rows_are_chosen_by_numbers_or_by_a_file(string rows, string? expected)
    {
        folder.Write("rows.csv", "n\na\nb\nc\n");
        folder.Write("chosen.csv", "row\n3\n1\n");
        var chosen = rows.EndsWith(".csv", StringComparison.Ordinal) ? folder.PathOf(rows) : rows;
        var (file, _) = await OpenAsync("--data", folder.PathOf("rows.csv"), "--rows", chosen);
        Assert.Equal(expected, file is null ? null : string.Join(' ', file.Read().Select(r => r.Cells[0].Value)));
        file?.Dispose();
    }

    [Fact]
    public async Task A_pipe_is_read_as_a_file_is()
    {
        if (OperatingSystem.IsWindows())
            return;
        using var made = Process.Start("mkfifo", folder.PathOf("pipe"));
        await made.WaitForExitAsync(Ct);
        var writing = Task.Run(() => File.WriteAllText(folder.PathOf("pipe"), "n;m\na;1\nb;2\n"), Ct);
        var (file, _) = await OpenAsync("--data", folder.PathOf("pipe"));
        await writing;
        Assert.Equal((2, 2, "a semicolon"), (file!.Read().Count(), file.Read().Count(), file.Separator));
        file.Dispose();
    }

    [Fact]
    public async Task Standard_input_is_read_where_a_dash_is_named()
    {
        using var input = new MemoryStream("[{\"n\":\"a\"}]"u8.ToArray());
        var terminal = Terminal.Over(TextWriter.Null, TextWriter.Null, _ => null, null, input);
        var (options, parsed) = Parse(["--data", "-"], terminal);
        using var file = await options.OpenAsync(parsed, new DiagnosticBag(), Ct);
        Assert.Equal((1, RowKind.Json), (file!.Read().Count(), file.Kind));
    }

    public void Dispose() => folder.Dispose();

    private static async Task<(RowFile? File, DiagnosticBag Problems)> OpenAsync(params string[] line)
    {
        var (options, parsed) = Parse(line);
        var problems = new DiagnosticBag();
        var file = await options.OpenAsync(parsed, problems, Ct);
        Assert.Equal(file is null, problems.HasErrors);
        return (file, problems);
    }

    private static (RowOptions Options, ParseResult Parsed) Parse(string[] line, Terminal? terminal = null)
    {
        var options = new RowOptions(terminal ?? Terminal.Over(TextWriter.Null, TextWriter.Null, _ => null), new CommandLine(line));
        var command = new Command("run");
        options.AddTo(command);
        return (options, command.Parse(line));
    }
}
