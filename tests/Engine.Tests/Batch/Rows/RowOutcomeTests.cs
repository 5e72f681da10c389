using System.Globalization;
using PingOneScenarios.Engine.Batch.Rows;
using PingOneScenarios.Engine.Batch.Rows.Outcomes;
using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Engine.Tests.Batch.Rows;

/// <summary>What is written of rows, and that it can be given again.</summary>
public sealed class RowOutcomeTests
{
    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+44 20", "'+44 20")]
    [InlineData("-cmd|'/c calc'!A0", "\"'-cmd|'/c calc'!A0\"")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "\"'\t=1\"")]
    [InlineData("\r=1", "\"'\r=1\"")]
    [InlineData("-5", "-5")]
    [InlineData("+5.25", "+5.25")]
    [InlineData("-1.5e-3", "-1.5e-3")]
    [InlineData("-", "'-")]
    [InlineData("-1+1", "'-1+1")]
    [InlineData("-Infinity", "'-Infinity")]
    [InlineData("a=1", "a=1")]
    [InlineData("a,\"b\"", "\"a,\"\"b\"\"\"")]
    [InlineData("a\nb", "\"a\nb\"")]
    [InlineData(" a", "\" a\"")]
    public async Task What_a_spreadsheet_would_compute_is_text(string name, string written)
    {
        using var bench = await new CheckBench().InputsAsync("  email:");
        var text = await WrittenAsync(bench, "email\na\n", row => new RowOutcome(row, name, Outcome.Passed, "5c0ac862", []));
        Assert.Equal($"row,name,outcome,run,userID\n1,{written},passed,5c0ac862,\n", text.Output);
    }

    [Fact]
    public async Task Failed_rows_are_written_as_they_were()
    {
        using var bench = await new CheckBench().InputsAsync("  email:\n  note: { default: '' }");
        var text = await WrittenAsync(
            bench,
            "note;email\n\"=1+1; \"\"x\"\"\";a\n ok ;b\n;\"c\n\"\n",
            row => new RowOutcome(row, null, row.Number == 2 ? Outcome.Passed : Outcome.Failed, "r", [])
        );
        Assert.Equal("note,email\n\"=1+1; \"\"x\"\"\",a\n,\"c\n\"\n", text.Failed);
        Assert.Equal("1@2 note==1+1; \"x\" email=a / 2@3 email=c\n", await bench.Rows.ReadAsync("again.csv", text.Failed));
    }

    [Fact]
    public async Task Where_a_column_is_a_secret_failed_rows_are_their_numbers()
    {
        using var bench = await new CheckBench().InputsAsync("  email:\n  pin: { secret: true }");
        const string Data = "email,pin\na,canary-1\nb,canary-2\nc,canary-3\n";
        var text = await WrittenAsync(
            bench,
            Data,
            row => new RowOutcome(row, null, row.Number == 2 ? Outcome.Passed : Outcome.Unknown, "r", [])
        );
        Assert.Equal("row\n1\n3\n", text.Failed);
        Assert.DoesNotContain("canary", text.Output, StringComparison.Ordinal);
        bench.Rows.Pack.Write("failed.csv", text.Failed);
        var wish = new RowWish(bench.Rows.PathOf("failed.csv"), Loading.TemporaryPack.CommandLine);
        var chosen = await RowNumbers.ReadAsync(wish, bench.Rows.Problems, TestContext.Current.CancellationToken);
        using var again = await bench.Rows.OpenAsync("rows.csv", Data, w => w with { Selection = chosen! });
        Assert.Equal(["a", "c"], again!.Read().Select(r => r.Cells[0].Value));
    }

    [Fact]
    public async Task Rows_of_json_are_written_as_json_lines_where_the_name_says_so()
    {
        using var bench = await new CheckBench().InputsAsync("  email:\n  tags: { type: list, default: [] }");
        var text = await WrittenAsync(
            bench,
            "[{\"email\":\"\",\"tags\":[1,\"x\"]},{\"email\":\"ä\"}]",
            row => new RowOutcome(row, null, Outcome.Broken, null, []),
            "rows.json"
        );
        Assert.Equal("{\"email\":\"\",\"tags\":\"[1,\\\"x\\\"]\"}\n{\"email\":\"ä\"}\n", text.Failed);
        Assert.NotNull(await bench.CheckAsync("again.jsonl", text.Failed));
    }

    [Theory]
    [InlineData("rows.csv", "would be written over a file that is read")]
    [InlineData("scenario.yaml", "would be written over a file that is read")]
    [InlineData("link.csv", "would be written over a file that is read")]
    [InlineData("no\0file", "cannot be written")]
    [InlineData("rows.csv/x", "cannot be written")]
    public async Task Nothing_is_written_over_what_is_read(string output, string expected)
    {
        using var bench = await new CheckBench().InputsAsync("  email:");
        using var file = await bench.Rows.OpenAsync("rows.csv", "email\na\n");
        File.CreateSymbolicLink(bench.Rows.PathOf("link.csv"), bench.Rows.PathOf("rows.csv"));
        var wish = new OutcomeWish(bench.Rows.PathOf(output), null) { Read = [bench.Rows.PathOf("scenario.yaml")] };
        Assert.Null(RowOutcomes.Open(wish, file!, (await bench.CheckAsync(file!))!, bench.Rows.Problems));
        Assert.Contains(expected, bench.Rows.Said, StringComparison.Ordinal);
        Assert.Equal("email\na\n", await File.ReadAllTextAsync(bench.Rows.PathOf("rows.csv"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_file_that_is_not_whole_is_not_there_and_one_that_is_only_its_owner_reads()
    {
        using var bench = await new CheckBench().InputsAsync("  email:");
        using var file = await bench.Rows.OpenAsync("rows.csv", "email\na\n");
        var rows = await bench.CheckAsync(file!);
        var wish = new OutcomeWish(bench.Rows.PathOf("out.csv"), bench.Rows.PathOf("failed.csv"));
        using (RowOutcomes.Open(wish, file!, rows!, bench.Rows.Problems))
            Assert.False(File.Exists(wish.Output));
        Assert.Empty(Directory.EnumerateFiles(bench.Rows.Pack.Folder, "*.csv").Where(f => f.Contains("out", StringComparison.Ordinal)));
        using var outcomes = RowOutcomes.Open(wish, file!, rows!, bench.Rows.Problems);
        Assert.Null(outcomes!.Complete());
        foreach (var path in new[] { wish.Output!, wish.Failed! })
            Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(path) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task What_is_written_is_read_as_it_was(int seed)
    {
        using var bench = new RowsBench();
        var random = new Random(seed);
        var columns = Enumerable.Range(0, random.Next(1, 6)).Select(i => "c" + i.ToString(CultureInfo.InvariantCulture)).ToArray();
        var rows = Enumerable.Range(0, 50).Select(_ => columns.Select(_ => Cell(random)).ToArray()).ToList();
        using var text = new StringWriter();
        CsvText.Write(text, columns);
        foreach (var row in rows)
            CsvText.Write(text, row);
        using var file = await bench.OpenAsync("rows.csv", text.ToString());
        var read = file!.Read().Select(r => columns.Select(c => r.Cells.FirstOrDefault(x => x.Key == c).Value ?? "").ToArray());
        Assert.Equal(rows, read);
    }

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 40)];

    private static string Cell(Random random)
    {
        string[] letters = ["a", "é", "😀", ",", ";", "\t", "|", "\"", "\"\"", "\n", "\r", "\r\n", " ", "=", "'", "\uFEFF", "\\"];
        return string.Concat(Enumerable.Range(0, random.Next(0, 6)).Select(_ => letters[random.Next(letters.Length)]));
    }

    private static async Task<(string Output, string Failed)> WrittenAsync(
        CheckBench bench,
        string data,
        Func<DataRow, RowOutcome> run,
        string name = "rows.csv"
    )
    {
        using var file = await bench.Rows.OpenAsync(name, data);
        var rows = await bench.CheckAsync(file!);
        var output = bench.Rows.PathOf("out.csv");
        var wish = new OutcomeWish(output, OutcomeWish.FailedBeside(output, file!.Kind)) { Outputs = ["userID"] };
        using var outcomes = RowOutcomes.Open(wish, file, rows!, bench.Rows.Problems);
        foreach (var row in file.Read())
        {
            outcomes!.Add(run(row));
            // Another scenario may fail too.
            if (run(row) is { Failed: true } failed)
                outcomes.Add(failed);
        }
        Assert.Null(outcomes!.Complete());
        var text = await File.ReadAllTextAsync(output, TestContext.Current.CancellationToken);
        var again = await File.ReadAllTextAsync(wish.Failed!, TestContext.Current.CancellationToken);
        Assert.Equal(name == "rows.csv" ? "out.failed.csv" : "out.failed.jsonl", Path.GetFileName(wish.Failed));
        return (text, again);
    }
}
