using PingOneScenarios.Engine.Batch.Rows;

namespace PingOneScenarios.Engine.Tests.Batch.Rows;

/// <summary>What is said of rows before the first request.</summary>
public sealed class RowCheckTests
{
    private const string Usual =
        "  email:\n  count: { type: number, default: 1 }\n  tags: { type: list, default: [] }\n  pin: { secret: true, default: x }";

    [Theory]
    [InlineData("email,count\na@b,1\n")]
    [InlineData("email,count\na@b,\n")]
    [InlineData("email\na@b\n")]
    [InlineData("email,tags\na@b,\"[\"\"x\"\", 1]\"\n")]
    [InlineData("name,email\nAnn,a@b\n")]
    public async Task What_fits_is_let_through(string text)
    {
        using var bench = await new CheckBench().InputsAsync(Usual);
        Assert.Equal(1, (await bench.CheckAsync("rows.csv", text))?.Count);
        Assert.Empty(bench.Said);
    }

    [Theory]
    [InlineData("emial\na@b\n", "1:1 PS2016 no scenario has an input \"emial\"", "1:1 PS2017")]
    [InlineData("email,x\na@b,1\n", "1:1 PS2016 no scenario has an input \"x\"", null)]
    [InlineData("count\n1\n2\n", "1:1 PS2017 no column gives the input \"email\" a value", null)]
    [InlineData("email,count\na@b,1\n,2\n", "3:1 PS2017 row 2 gives the input \"email\" no value", null)]
    [InlineData("email,count\na@b,x\n", "2:1 PS3002 row 1 gives the input \"count\" a value that does not fit: a number is expected", null)]
    [InlineData("email,tags\na@b,x\n", "2:1 PS3002 row 1 gives the input \"tags\" a value that does not fit: a list as JSON", null)]
    [InlineData("email\n", "1:1 PS2013 the file has no rows", null)]
    [InlineData("email\na\n\"b\n", "3:1 PS2014 the cell that begins here with a quote has no end", null)]
    public async Task What_does_not_is_told_with_its_place(string text, string first, string? second)
    {
        using var bench = await new CheckBench().InputsAsync(Usual);
        Assert.Null(await bench.CheckAsync("rows.csv", text));
        Assert.StartsWith(first, bench.Said[0], StringComparison.Ordinal);
        Assert.True(bench.Said.Length == 1 || bench.Said[1].StartsWith(second!, StringComparison.Ordinal), string.Join('\n', bench.Said));
    }

    [Fact]
    public async Task A_near_name_is_meant()
    {
        using var bench = await new CheckBench().InputsAsync(Usual);
        await bench.CheckAsync("rows.csv", "emial\na@b\n");
        Assert.Contains("did you mean \"email\"?", bench.Rows.Said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[{\"email\":\"a\"},{\"count\":2}]", "row 2 gives the input \"email\" no value")]
    [InlineData("[{\"email\":\"a\",\"count\":\"x\"}]", "row 1 gives the input \"count\" a value that does not fit: a number is expected")]
    [InlineData("[{\"email\":\"a\"},{\"email\":\"a\",\"Count\":2}]", "no scenario has an input \"Count\"")]
    [InlineData("[]", "the file has no rows")]
    public async Task Members_are_looked_at_as_columns_are(string text, string expected)
    {
        using var bench = await new CheckBench().InputsAsync(Usual);
        Assert.Null(await bench.CheckAsync("rows.json", text));
        Assert.Contains(expected, Assert.Single(bench.Said), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_column_that_one_of_several_scenarios_knows_is_known()
    {
        using var bench = await new CheckBench().InputsAsync("  email:");
        await bench.InputsAsync("  email:\n  phone: { default: none }", file: "other.yaml");
        Assert.NotNull(await bench.CheckAsync("rows.csv", "email,phone\na,1\n"));
    }

    [Fact]
    public async Task A_value_has_to_fit_each_input_of_its_name()
    {
        using var bench = await new CheckBench().InputsAsync("  size:");
        await bench.InputsAsync("  size: { type: number }", file: "other.yaml");
        Assert.Null(await bench.CheckAsync("rows.csv", "size\nbig\n"));
    }

    [Fact]
    public async Task What_is_given_otherwise_need_not_stand_in_a_row()
    {
        using var bench = await new CheckBench().InputsAsync(
            "  email:\n  region:",
            s => s with { Inputs = [KeyValuePair.Create("region", "eu")] }
        );
        Assert.NotNull(await bench.CheckAsync("rows.csv", "email,region\na,\nb,na\n"));
        Assert.Empty(bench.Said);
    }

    [Fact]
    public async Task What_is_obtained_need_not_stand_in_a_row()
    {
        using var bench = new CheckBench();
        bench.Rows.Pack.Write(
            "token.yaml",
            "scenario: T\ninputs:\n  key:\nsteps:\n  - { step: One, request: GET <<base>>/<<key>>, extract: { token: $.t } }\nvars: { base: https://h }\noutputs: { token: <<token>> }\n"
        );
        await bench.InputsAsync("  email:\n  token: { obtain: token.yaml }");
        Assert.NotNull(await bench.CheckAsync("rows.csv", "email,token\na,x\n"));
        Assert.Null(await bench.CheckAsync("rows.csv", "email,token\na,x\nb,\n"));
        Assert.Equal("1:1 PS2017 no column gives the input \"key\" a value", Assert.Single(bench.Said));
    }

    [Fact]
    public async Task The_first_mistakes_are_told_and_the_rest_counted()
    {
        using var bench = await new CheckBench().InputsAsync(Usual);
        await bench.CheckAsync("rows.csv", "email,count\n" + string.Concat(Enumerable.Repeat("a,x\n", 1_300)));
        Assert.Equal(21, bench.Said.Length);
        Assert.Contains(bench.Said, s => s.Contains("1,280 more mistakes", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_value_of_a_secret_is_never_told()
    {
        using var bench = await new CheckBench().InputsAsync(
            "  email:\n  clientSecret: { pattern: '[0-9]+' }\n  pin: { secret: true, pattern: '[0-9]+' }"
        );
        Assert.Null(await bench.CheckAsync("rows.csv", "email,clientSecret,pin\na,canary-one,canary-two\n"));
        Assert.Equal(2, bench.Said.Length);
        Assert.DoesNotContain("canary", bench.Rows.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Secret_columns_are_those_of_scenarios_and_of_environments()
    {
        using var bench = new CheckBench();
        bench.Rows.Pack.Write("mine.yaml", "environment: Mine\nsecrets:\n  badge: { env: NOWHERE }\n");
        await bench.InputsAsync(
            "  email:\n  badge:\n  pin: { secret: true }\n  password:",
            s => s with { Environment = bench.Rows.PathOf("mine.yaml") }
        );
        var rows = await bench.CheckAsync("rows.csv", "email,badge,pin,password\na,b,c,d\n");
        Assert.Equal(["badge", "password", "pin"], rows!.SecretColumns.Order());
    }

    [Theory]
    [InlineData(null, "name,email\nAnn,a\n", "Ann")]
    [InlineData(null, "email\na\n", null)]
    [InlineData("email", "name,email\nAnn,a\n", "a")]
    [InlineData("label", "label,email\n  x\u202E  y ,a\n", "x·  y")]
    [InlineData("label", "label,email\n,a\n", null)]
    [InlineData("label", "label,email\n\"two\nlines\",a\n", "two lines")]
    public async Task Rows_are_named_by_a_column(string? column, string text, string? name)
    {
        using var bench = await new CheckBench().InputsAsync(Usual);
        bench.NameColumn = column;
        using var file = await bench.Rows.OpenAsync("rows.csv", text);
        var rows = await bench.CheckAsync(file!);
        Assert.Equal(name, rows!.NameOf(file!.Read().First()));
    }

    [Fact]
    public async Task A_name_is_bounded()
    {
        using var bench = await new CheckBench().InputsAsync(Usual);
        using var file = await bench.Rows.OpenAsync("rows.csv", $"name,email\n{new string('x', 5_000)},a\n");
        Assert.Equal(200, (await bench.CheckAsync(file!))!.NameOf(file!.Read().First())!.Length);
    }

    [Theory]
    [InlineData("nmae", "name,email\nAnn,a\n", "has no column \"nmae\" to name rows by")]
    [InlineData("pin", "pin,email\nx,a\n", "rows cannot be named by \"pin\"")]
    public async Task A_column_that_cannot_name_rows_is_told(string column, string text, string expected)
    {
        using var bench = await new CheckBench().InputsAsync(Usual);
        bench.NameColumn = column;
        Assert.Null(await bench.CheckAsync("rows.csv", text));
        Assert.Contains(expected, Assert.Single(bench.Said), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_column_called_name_that_is_a_secret_names_nothing()
    {
        using var bench = await new CheckBench().InputsAsync("  name: { secret: true }");
        Assert.Null((await bench.CheckAsync("rows.csv", "name\ncanary-name\n"))!.NameColumn);
    }

    [Theory]
    [InlineData("2", 1, null)]
    [InlineData("1-2", 2, null)]
    [InlineData("2-9", 0, "there is no row 9")]
    [InlineData("7", 0, "there is no row of those numbers")]
    public async Task Rows_are_chosen_by_their_numbers(string chosen, int count, string? wrong)
    {
        using var bench = await new CheckBench().InputsAsync("  email:");
        bench.Selection = RowSelection.Parse(chosen)!;
        Assert.Equal(count, (await bench.CheckAsync("rows.csv", "email\na\nb\nc\n"))?.Count ?? 0);
        Assert.True(wrong is null ? bench.Said.IsEmpty : Assert.Single(bench.Said).Contains(wrong, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_digest_is_that_of_the_cells_however_they_are_quoted()
    {
        using var bench = await new CheckBench().InputsAsync(Usual);
        var plain = await bench.CheckAsync("rows.csv", "email,count\na,1\nb,2\n");
        var quoted = await bench.CheckAsync("rows.csv", "\uFEFF\"email\";count\r\n\r\n\"a\";\"1\"\r\nb;2");
        var json = await bench.CheckAsync("rows.json", "[{\"email\":\"a\",\"count\":1},{\"email\":\"b\",\"count\":2}]");
        Assert.Equal(plain!.Digest, quoted!.Digest);
        Assert.Equal(plain.Digest, json!.Digest);
        foreach (
            var other in (string[])
                ["email,count\nb,2\na,1\n", "email,count\na,1\nb,3\n", "email,count\na,1\n", "email,count\na,1\nb,2\nb,2\n"]
        )
            Assert.NotEqual(plain.Digest, (await bench.CheckAsync("rows.csv", other))!.Digest);
    }

    [Fact]
    public async Task Secrets_enter_the_digest_through_the_callers_function_only()
    {
        using var bench = await new CheckBench().InputsAsync(Usual);
        var one = await bench.CheckAsync("rows.csv", "email,pin\na,canary-one\n");
        var two = await bench.CheckAsync("rows.csv", "email,pin\na,canary-two\n");
        Assert.Equal(one!.Digest, two!.Digest);
        bench.Hide = CheckBench.Mac;
        Assert.NotEqual(
            (await bench.CheckAsync("rows.csv", "email,pin\na,canary-one\n"))!.Digest,
            (await bench.CheckAsync("rows.csv", "email,pin\na,canary-two\n"))!.Digest
        );
    }
}
