using System.Diagnostics;
using System.Text;
using PingOneScenarios.Engine.Batch.Rows;
using PingOneScenarios.Engine.Tests.Http;

namespace PingOneScenarios.Engine.Tests.Batch.Rows;

/// <summary>Files that are larger than what may be held of them; alone, for the memory of the process is looked at.</summary>
[Collection(Alone.Name)]
public sealed class ManyRowsTests
{
    private const int Million = 1_000_000;

    [Theory]
    [InlineData("rows.csv")]
    [InlineData("rows.json")]
    [InlineData("rows.jsonl")]
    public async Task A_million_rows_are_looked_at_in_constant_memory(string file)
    {
        using var bench = await new CheckBench().InputsAsync("  email:\n  count: { type: number }");
        Write(bench.Rows.PathOf(file), Million);
        using var rows = await bench.Rows.OpenAsync(file);
        var watch = Stopwatch.StartNew();
        var most = 0L;
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var count = 0L;
        foreach (var row in rows!.Read())
        {
            if (++count % 100_000 == 0)
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
        }
        var read = watch.Elapsed;
        var found = await bench.CheckAsync(rows);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{file}: read {read.TotalMilliseconds:F0} ms with ten full collections, looked at {(watch.Elapsed - read).TotalMilliseconds:F0} ms, at most {most / 1024} KB held"
        );
        Assert.Equal((Million, Million), (count, found!.Count));
        Assert.InRange(most, long.MinValue, 4 << 20);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(30));
    }

    [Theory]
    [InlineData("rows.csv", "a,b\n1,2\n3,\"", "3:3 PS2014 the row that begins on line 3 has more than 16 million letters")]
    [InlineData("rows.csv", "a,b\n1,2\n3,", "3:1 PS2014 the row that begins on line 3 has more than 16 million letters")]
    [InlineData("rows.json", "[{\"a\":\"", "1:2 PS2014 the row that begins here has more than 16 MB")]
    [InlineData("rows.jsonl", "{\"a\":\"", "1:1 PS2014 the row that begins here has more than 16 MB")]
    [InlineData("rows.yaml", "- a: ", "1:1 PS2013 the file is larger than 4 MB, which a file of rows in YAML may not be")]
    public async Task A_cell_without_end_is_refused_at_a_limit(string file, string beginning, string expected)
    {
        using var bench = new RowsBench();
        using (var text = File.CreateText(bench.PathOf(file)))
        {
            text.Write(beginning);
            var piece = new string('x', 1 << 20);
            for (var i = 0; i < 200; i++)
                text.Write(piece);
        }
        var before = GC.GetTotalAllocatedBytes();
        using var rows = await bench.OpenAsync(file);
        var told = rows is null
            ? bench.Problems.All[0]
            : Assert.Throws<Engine.Diagnostics.DiagnosticException>(() => rows.Read().Count()).Diagnostic;
        Assert.EndsWith(expected, RowsBench.Short(told), StringComparison.Ordinal);
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 200 << 20);
    }

    [Theory]
    [InlineData("rows.json", "[{\"a\":", "[", 1)]
    [InlineData("rows.json", "", "[", 1)]
    [InlineData("rows.jsonl", "{\"a\":", "{\"a\":", 1)]
    [InlineData("rows.yaml", "- a: ", "[", 1)]
    public async Task What_is_nested_without_end_is_refused(string file, string beginning, string nested, int line)
    {
        using var bench = new RowsBench();
        using var rows = await bench.OpenAsync(file, beginning + string.Concat(Enumerable.Repeat(nested, 100_000)));
        var told = rows is null
            ? bench.Problems.All[0]
            : Assert.Throws<Engine.Diagnostics.DiagnosticException>(() => rows.Read().Count()).Diagnostic;
        Assert.Equal(line, told.Span.Line);
    }

    private static void Write(string path, int count)
    {
        using var text = new StreamWriter(path, append: false, new UTF8Encoding(false), 1 << 16);
        var kind = RowKinds.Of(path, []);
        text.Write(
            kind == RowKind.Csv ? "email,count\n"
            : kind == RowKind.Json ? "["
            : ""
        );
        for (var i = 1; i <= count; i++)
            text.Write(
                kind == RowKind.Csv
                    ? $"somebody-{i}@example.com,{i}\n"
                    : $"{{\"email\":\"somebody-{i}@example.com\",\"count\":{i}}}{(kind == RowKind.Json ? i < count ? ",\n" : "]" : "\n")}"
            );
    }
}
