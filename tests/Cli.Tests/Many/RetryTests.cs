namespace PingOneScenarios.Cli.Tests.Many;

/// <summary>A scenario that failed and is begun anew.</summary>
public sealed class RetryTests : IAsyncDisposable
{
    private static readonly string[] Kinds = ["json", "junit", "markdown", "tap", "html"];

    private readonly ManyStage stage = new ManyStage().WriteUsers("u.csv", ["ada", "flaky1", "zoe", "flaky2"]);

    public ValueTask DisposeAsync() => stage.DisposeAsync();

    [Theory]
    [InlineData("")]
    [InlineData(" --parallel 4")]
    [InlineData(" --journal @/runs.db")]
    [InlineData(" --quiet")]
    [InlineData(" --shard 1/1")]
    public async Task What_passes_when_begun_anew_is_marked_and_counted(string more)
    {
        var kinds = string.Concat(Kinds.Select(k => $" --report {k}=@/r.{k}"));
        var run = await stage.RunAsync($"run @/make.yaml --data @/u.csv --retries 2{kinds}{more}");

        Assert.Equal(ExitCode.Passed, run.Code);
        Assert.Equal(6, stage.Made.Count());
        if (!more.Contains("quiet", StringComparison.Ordinal))
            Assert.Contains("2 flaky", run.Output, StringComparison.Ordinal);
        var counted = stage.Json("r.json").GetProperty("runs").EnumerateArray().ToList();
        Assert.Equal(6, counted.Count);
        Assert.Equal(2, counted.Count(r => r.GetProperty("summary").TryGetProperty("isFlaky", out _)));
        Assert.Equal(2, counted.Count(r => r.GetProperty("summary").TryGetProperty("isRunAnew", out _)));
        Assert.Equal(2, stage.Read("r.junit").Split("<property name=\"flaky\" value=\"true\"/>").Length - 1);
        Assert.Contains("flaky", stage.Read("r.markdown"), StringComparison.Ordinal);
        Assert.Equal(2, stage.Read("r.tap").Split("(flaky)").Length - 1);
        Assert.StartsWith("TAP version 14", stage.Read("r.tap"), StringComparison.Ordinal);
        Assert.DoesNotContain("\nnot ok", stage.Read("r.tap"), StringComparison.Ordinal);
        Assert.Contains("flaky", stage.Read("r.html"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_fails_each_time_is_counted_once_and_fails()
    {
        stage.WriteUsers("u.csv", ["bad", "ada"]);
        var run = await stage.RunAsync("run @/make.yaml --data @/u.csv --retries 2 --report junit=@/r.xml --output @/rows.csv");
        Assert.Equal(ExitCode.Failed, run.Code);
        Assert.Equal(["bad", "bad", "bad", "ada"], stage.Made);
        Assert.Contains("1 of 2 rows passed, 1 failed", run.Output, StringComparison.Ordinal);
        Assert.Contains("<property name=\"retries\" value=\"2\"/>", stage.Read("r.xml"), StringComparison.Ordinal);
        Assert.Equal(3, stage.Read("rows.csv").TrimEnd().Split('\n').Length);
    }

    [Theory]
    [InlineData("failure", "POST POST DELETE")]
    [InlineData("always", "POST POST DELETE")]
    [InlineData("never", "POST POST")]
    public async Task What_an_attempt_made_is_taken_back_before_the_next(string undo, string expected)
    {
        // The second of two is refused at first.
        stage.Write("two.yaml", Two).WriteUsers("u.csv", ["one"]);
        var run = await stage.RunAsync($"run @/two.yaml --data @/u.csv --retries 1 --undo {undo}");
        Assert.Equal(ExitCode.Passed, run.Code);
        var sent = string.Join(' ', stage.Server.Requests.Select(r => r.Method));
        Assert.StartsWith(expected + " POST POST", sent, StringComparison.Ordinal);
        Assert.Equal(
            undo == "always" ? 3
                : undo == "failure" ? 1
                : 0,
            sent.Split("DELETE").Length - 1
        );
    }

    [Theory]
    [InlineData("--allow-origin {server}", ExitCode.Refused, 1)]
    [InlineData("", ExitCode.Refused, 0)]
    public async Task What_is_refused_is_not_begun_anew(string grants, int code, int begun)
    {
        // The secret may not be sent there though the address is granted.
        stage.Write("u.csv", $"user,api\nada,{stage.Server.Address}\n");
        grants = grants.Replace("{server}", stage.Server.Address, StringComparison.Ordinal);
        var run = await stage.TypeAsync($"run @/make.yaml --data @/u.csv --retries 3 --report json=@/r.json {grants}".TrimEnd());
        Assert.Equal((code, begun), (run.Code, stage.Json("r.json").GetProperty("runs").GetArrayLength()));
        Assert.Empty(stage.Server.Requests);
    }

    private const string Two = """
        scenario: Two
        inputs:
          api: { type: url }
          user: { type: text }
        steps:
          - step: Make
            request: POST <<api>>/users
            json: { name: <<user>> }
            expect: { status: 201 }
            extract: { id: $.id }
            undo: DELETE <<api>>/users/<<id>>
          - step: Make another
            request: POST <<api>>/users
            json: { name: flaky-<<user>> }
            expect: { status: 201 }
            extract: { other: $.id }
            undo: DELETE <<api>>/users/<<other>>

        """;
}
