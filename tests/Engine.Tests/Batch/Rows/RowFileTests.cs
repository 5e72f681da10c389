using System.Text;

namespace PingOneScenarios.Engine.Tests.Batch.Rows;

/// <summary>What is read of a file of rows, and what is said of one that is none.</summary>
public sealed class RowFileTests
{
    [Theory]
    [MemberData(nameof(CaseTable.Read), "rows-csv.txt", MemberType = typeof(CaseTable))]
    public Task Csv(int line, string[] parts) => ReadsAsync("rows.csv", line, parts);

    [Theory]
    [MemberData(nameof(CaseTable.Read), "rows-json.txt", MemberType = typeof(CaseTable))]
    public Task Json(int line, string[] parts) => ReadsAsync("rows.json", line, parts);

    [Theory]
    [MemberData(nameof(CaseTable.Read), "rows-json-lines.txt", MemberType = typeof(CaseTable))]
    public Task Json_lines(int line, string[] parts) => ReadsAsync("rows.jsonl", line, parts);

    [Theory]
    [MemberData(nameof(CaseTable.Read), "rows-yaml.txt", MemberType = typeof(CaseTable))]
    public Task Yaml(int line, string[] parts) => ReadsAsync("rows.yaml", line, parts);

    [Theory]
    [InlineData("a,b\n1,2\n", "1@2 a=1 b=2")]
    [InlineData(" [{\"a\":1}]", "1@1 a=1")]
    [InlineData("\n{\"a\":1}\n", "1@2 a=1")]
    [InlineData("- a: 1\n", "1@1 a=1")]
    [InlineData("---\n- a: 1\n", "1@2 a=1")]
    public async Task Of_a_file_whose_name_says_nothing_the_beginning_tells_its_kind(string text, string expected)
    {
        using var bench = new RowsBench();
        Assert.Equal(expected, await bench.ReadAsync("rows", text));
    }

    [Theory]
    [InlineData("a;b\n1;2\n", "rows.csv", "a semicolon")]
    [InlineData("a\n1\n", "rows.tsv", "a tab")]
    [InlineData("a\n1\n", "rows.csv", "a comma")]
    [InlineData("\"a,b,c\"|d\n1|2\n", "rows.csv", "a pipe (|)")]
    [InlineData("[]", "rows.json", null)]
    public async Task Which_separator_was_taken_can_be_asked_for(string text, string name, string? separator)
    {
        using var bench = new RowsBench();
        using var rows = await bench.OpenAsync(name, text);
        Assert.Equal(separator, rows!.Separator);
    }

    [Fact]
    public async Task The_operators_separator_counts()
    {
        using var bench = new RowsBench();
        Assert.Equal(
            "1@2 a;b=1;2 c=3",
            await bench.ReadAsync("rows.csv", "a;b,c\n1;2,3\n"u8.ToArray(), wish => wish with { Separator = ',' })
        );
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Utf_16_with_its_mark_is_read(bool isBigEndian)
    {
        using var bench = new RowsBench();
        var encoding = new UnicodeEncoding(isBigEndian, byteOrderMark: true);
        var text = "a,b\n" + string.Concat(Enumerable.Range(1, 20_000).Select(i => $"ä{i},😀\n"));
        using var rows = await bench.OpenAsync("rows.csv", [.. encoding.GetPreamble(), .. encoding.GetBytes(text)]);
        var last = rows!.Read().Last();
        Assert.Equal((20_000, 20_001, "ä20000", "😀"), ((int)last.Number, (int)last.Line, last.Cells[0].Value, last.Cells[1].Value));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Half_a_letter_of_utf_16_is_told_with_its_place(bool isBigEndian)
    {
        using var bench = new RowsBench();
        var encoding = new UnicodeEncoding(isBigEndian, byteOrderMark: true);
        byte[] half = isBigEndian ? [0xD8, 0x3D] : [0x3D, 0xD8];
        byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes("a,b\nx,y"), .. half, .. encoding.GetBytes("z\n")];
        Assert.Equal("2:4 PS2013 the file is not UTF-8 here", await bench.ReadAsync("rows.csv", bytes));
        Assert.Equal("2:4 PS2013 the file is not UTF-8 here", await bench.ReadAsync("odd.csv", bytes[..17]));
    }

    [Theory]
    [InlineData("rows.csv", "a,b\n1,x", "\n", "2:4 PS2013 the file is not UTF-8 here")]
    [InlineData("rows.json", "[{\"a\":\"", "\"}]", "1:8 PS2013 the file is not UTF-8 here")]
    [InlineData("rows.jsonl", "{\"a\":1}\n{\"a\":\"", "\"}", "1@1 a=1 / 2:7 PS2013 the file is not UTF-8 here")]
    [InlineData("rows.yaml", "- a: 1\n- a: ", "\n", "2:6 PS2013 the file is not UTF-8 here")]
    public async Task Bytes_that_are_not_utf_8_are_told_with_their_place(string name, string before, string after, string expected)
    {
        using var bench = new RowsBench();
        foreach (
            var odd in (byte[][])
                [
                    [0xE4],
                    [0xC0, 0xAF],
                    [0xED, 0xA0, 0x80],
                    [0xFF],
                ]
        )
            Assert.Equal(
                expected,
                await bench.ReadAsync(name, [.. Encoding.UTF8.GetBytes(before), .. odd, .. Encoding.UTF8.GetBytes(after)])
            );
    }

    [Fact]
    public async Task A_letter_of_many_bytes_may_lie_anywhere()
    {
        using var bench = new RowsBench();
        for (var shift = 0; shift < 5; shift++)
        {
            var cell = new string('x', (1 << 16) - 9 + shift) + string.Concat(Enumerable.Repeat("😀é€", 30_000));
            using var rows = await bench.OpenAsync("rows.csv", $"a,b\n1,{cell}\n");
            Assert.Equal(cell, Assert.Single(rows!.Read()).Cells[1].Value);
        }
    }

    [Fact]
    public async Task Each_reading_begins_anew_and_several_may_go_on_at_a_time()
    {
        using var bench = new RowsBench();
        using var rows = await bench.OpenAsync("rows.csv", "a\n1\n2\n3\n");
        using var first = rows!.Read().GetEnumerator();
        Assert.True(first.MoveNext() && first.MoveNext());
        Assert.Equal(["1", "2", "3"], rows.Read().Select(r => r.Cells[0].Value));
        Assert.True(first.MoveNext());
        Assert.Equal("3", first.Current.Cells[0].Value);
    }

    [Fact]
    public async Task A_file_that_is_written_to_meanwhile_is_told()
    {
        using var bench = new RowsBench();
        using var rows = await bench.OpenAsync("rows.csv", "a\n1\n");
        Assert.Single(rows!.Read());
        await File.AppendAllTextAsync(bench.PathOf("rows.csv"), "2\n", TestContext.Current.CancellationToken);
        var told = Assert.Throws<Engine.Diagnostics.DiagnosticException>(() => rows.Read().Count());
        Assert.Contains("was written to since", told.Diagnostic.What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_replaced_meanwhile_stays_the_one_that_was_opened()
    {
        using var bench = new RowsBench();
        using var rows = await bench.OpenAsync("rows.csv", "a\n1\n");
        File.Delete(bench.PathOf("rows.csv"));
        bench.Pack.Write("rows.csv", "a\n2\n");
        Assert.Equal("1", Assert.Single(rows!.Read()).Cells[0].Value);
    }

    [Fact]
    public async Task Standard_input_is_read_twice_from_a_copy_that_only_its_owner_may_read()
    {
        using var bench = new RowsBench();
        using var rows = await bench.OpenAsync(
            "-",
            wish => wish with { Path = "-", Input = () => new MemoryStream("a,b\n1,2\n"u8.ToArray()) }
        );
        Assert.True(rows!.IsPiped);
        Assert.Equal("standard input", rows.Path);
        Assert.Single(rows.Read());
        Assert.Single(rows.Read());
    }

    [Fact]
    public async Task The_keyboard_gives_no_rows()
    {
        using var bench = new RowsBench();
        Assert.Null(await bench.OpenAsync("-", wish => wish with { Path = "-" }));
        Assert.Contains("PS1002: standard input is the keyboard here", bench.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_file_is_told()
    {
        using var bench = new RowsBench();
        bench.Pack.Write("users.csv", "a\n1\n");
        Assert.Null(await bench.OpenAsync("user.csv"));
        Assert.Null(await bench.OpenAsync("."));
        Assert.Contains("did you mean", bench.Said, StringComparison.Ordinal);
        Assert.Contains("is a folder", bench.Said, StringComparison.Ordinal);
    }

    private static async Task ReadsAsync(string file, int line, string[] parts)
    {
        using var bench = new RowsBench();
        var found = await bench.ReadAsync(file, Unescaped(parts[0]));
        Assert.True(parts[1] == Escaped(found), $"line {line}\nexpected {parts[1]}\nfound    {Escaped(found)}");
    }

    private static string Unescaped(string text) =>
        text.Replace("\\n", "\n", StringComparison.Ordinal)
            .Replace("\\r", "\r", StringComparison.Ordinal)
            .Replace("\\t", "\t", StringComparison.Ordinal)
            .Replace("\\0", "\0", StringComparison.Ordinal)
            .Replace("\\B", "\uFEFF", StringComparison.Ordinal);

    private static string Escaped(string text) =>
        text.Replace("\n", "\\n", StringComparison.Ordinal)
            .Replace("\r", "\\r", StringComparison.Ordinal)
            .Replace("\t", "\\t", StringComparison.Ordinal);
}
