namespace PingOneScenarios.Cli.Tests.Many;

/// <summary>A scenario with each row of a file, and what became of them.</summary>
public sealed class RowTests : IAsyncDisposable
{
    private const string Users = "user,age,pin\nada,3,not-a-real-one\nbad eve,4,not-a-real-two\n=bob,5,not-a-real-three\n";

    private readonly ManyStage stage = new ManyStage().Write("u.csv", Users);

    public ValueTask DisposeAsync() => stage.DisposeAsync();

    [Fact]
    public async Task Each_row_is_run_once_in_order_and_what_became_of_it_is_written()
    {
        var run = await stage.RunAsync("run @/make.yaml --data @/u.csv --output @/rows.csv");

        Assert.Equal(ExitCode.Failed, run.Code);
        Assert.Equal(["ada", "bad eve", "=bob"], stage.Made);
        var rows = stage.Read("rows.csv").Split('\n').Select(l => l.Split(',')).ToList();
        Assert.Equal(["row", "name", "outcome", "run", "id", "who", "key"], rows[0]);
        Assert.Equal(["1", "", "passed", "id-ada", "ada", "‹pin›"], Without(rows[1]));
        Assert.Equal(["2", "", "failed", "", "", ""], Without(rows[2]));
        Assert.Equal(["3", "", "passed", "id-=bob", "'=bob", "‹pin›"], Without(rows[3]));
        Assert.Equal("row\n2\n", stage.Read("rows.failed.csv"));
    }

    [Fact]
    public async Task The_file_of_failed_rows_is_given_again()
    {
        await stage.RunAsync("run @/make.yaml --data @/u.csv --output @/rows.csv");
        await stage.RunAsync("run @/make.yaml --data @/u.csv --rows @/rows.failed.csv");
        Assert.Equal(["ada", "bad eve", "=bob", "bad eve"], stage.Made);

        stage.WriteUsers("plain.csv", ["eva", "bad,", "\"bad \"\"x\"\"\"", "zoe"]);
        stage.Write("plain.csv", "user,age\neva,1\n\"bad, one\",2\n\"bad \"\"two\"\"\",3\nzoe,4\n");
        await stage.RunAsync("run @/make.yaml --data @/plain.csv --failed @/again.csv");
        Assert.Equal(["eva", "bad, one", "bad \"two\"", "zoe"], stage.Made.Skip(4));
        Assert.Equal("user,age\n\"bad, one\",2\n\"bad \"\"two\"\"\",3\n", stage.Read("again.csv"));
        await stage.RunAsync("run @/make.yaml --data @/again.csv");
        Assert.Equal(["bad, one", "bad \"two\""], stage.Made.Skip(8));
    }

    [Theory]
    [InlineData("3", "=bob")]
    [InlineData("1,3", "ada =bob")]
    [InlineData("2-3", "bad eve =bob")]
    [InlineData("3,1", "ada =bob")]
    public async Task Rows_are_chosen_by_number(string rows, string made)
    {
        await stage.RunAsync($"run @/make.yaml --data @/u.csv --rows {rows}");
        Assert.Equal(made, string.Join(' ', stage.Made));
    }

    [Theory]
    [InlineData("user,agee\nada,3\n", "agee", "did you mean")]
    [InlineData("age\n3\n", "user", "")]
    [InlineData("user,age\nada,3\nzoe,three\n", "three", "")]
    [InlineData("user,age\nada,3\n,4\nzoe\n", "u.csv:4", "")]
    [InlineData("user,user\nada,zoe\n", "user", "")]
    [InlineData("user\n\"ada\n", "u.csv:2", "")]
    [InlineData("", "u.csv", "")]
    public async Task What_is_wrong_with_a_row_is_said_before_the_first_request(string data, string said, string also)
    {
        stage.Write("u.csv", data);
        var run = await stage.RunAsync("run @/make.yaml --data @/u.csv --report json=@/r.json");
        Assert.Equal(ExitCode.Invalid, run.Code);
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
        Assert.Contains(also, run.Error, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(stage.Server.Requests);
    }

    [Theory]
    [InlineData("user\nada\nzoe\n")]
    [InlineData("[{\"user\": \"ada\"}, {\"user\": \"zoe\"}]")]
    [InlineData("{\"user\": \"ada\"}\n{\"user\": \"zoe\"}\n")]
    [InlineData("- user: ada\n- user: zoe\n")]
    [InlineData("\uFEFFuser;age\r\nada;1\r\nzoe;2\r\n")]
    public async Task Rows_come_from_standard_input(string text)
    {
        var run = await stage.PipeAsync("run @/make.yaml --data -", text);
        Assert.Equal((ExitCode.Passed, ManyStage.Warning), (run.Code, run.Error));
        Assert.Equal(["ada", "zoe"], stage.Made);
    }

    [Fact]
    public async Task A_scenario_and_its_rows_cannot_both_come_through_one_pipe()
    {
        var run = await stage.PipeAsync("run - --data -", "user\nada\n");
        Assert.Equal(ExitCode.WrongUse, run.Code);
        Assert.Empty(stage.Server.Requests);
    }

    [Fact]
    public async Task A_list_comes_from_a_file_and_a_text_does_not()
    {
        stage
            .Write(
                "all.yaml",
                """
                scenario: All
                inputs:
                  api: { type: url }
                  users: { type: list }
                steps:
                  - step: Make
                    for_each: <<users>>
                    request: POST <<api>>/users
                    json: { name: <<item>> }
                    expect: { status: 201 }

                """
            )
            .Write("users.json", """["ada", "zoe"]""");
        var run = await stage.RunAsync($"run @/all.yaml --set users=§{stage.PathOf("users.json")}");
        Assert.Equal((ExitCode.Passed, ""), (run.Code, run.Error));
        Assert.Equal(["ada", "zoe"], stage.Made);
        run = await stage.RunAsync($"run @/make.yaml --set user=§{stage.PathOf("users.json")}");
        Assert.Equal($"@{stage.PathOf("users.json")}", stage.Made.Last());
    }

    [Fact]
    public async Task Everything_is_repeated_with_every_row()
    {
        stage.WriteUsers("u.csv", ["ada", "zoe"]);
        var run = await stage.RunAsync("run @/make.yaml --data @/u.csv --repeat 3 --output @/rows.csv --report json=@/r.json");
        Assert.Equal(ExitCode.Passed, run.Code);
        Assert.Equal(["ada", "zoe", "ada", "zoe", "ada", "zoe"], stage.Made);
        var slots = stage.Json("r.json").GetProperty("runs").EnumerateArray().Select(r => r.GetProperty("slot")).ToList();
        Assert.Equal([1, 1, 2, 2, 3, 3], slots.Select(s => s.GetProperty("repetition").GetInt32()));
        Assert.Equal([1, 2, 1, 2, 1, 2], slots.Select(s => s.GetProperty("rowNumber").GetInt32()));
        Assert.Equal(7, stage.Read("rows.csv").TrimEnd().Split('\n').Length);
    }

    [Theory]
    [InlineData(1, "ada bad1")]
    [InlineData(2, "ada bad1 zoe bad2")]
    [InlineData(3, "ada bad1 zoe bad2 eva")]
    public async Task No_more_are_begun_when_enough_went_wrong(int most, string made)
    {
        stage.WriteUsers("u.csv", ["ada", "bad1", "zoe", "bad2", "eva"]);
        var run = await stage.RunAsync($"run @/make.yaml --data @/u.csv --stop-after {most}");
        Assert.Equal(ExitCode.Failed, run.Code);
        Assert.Equal(made, string.Join(' ', stage.Made));
        Assert.Equal(most < 3, run.Error.Contains("no more runs were begun", StringComparison.Ordinal));
    }

    // Which run it was is another each time.
    private static string[] Without(string[] row)
    {
        Assert.Matches("^[0-9a-f]{8,12}$", row[3]);
        return [.. row[..3], .. row[4..]];
    }
}
