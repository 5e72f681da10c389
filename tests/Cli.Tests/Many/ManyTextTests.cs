using System.Text.RegularExpressions;
using PingOneScenarios.Engine.Tests;

namespace PingOneScenarios.Cli.Tests.Many;

/// <summary>What is printed of many runs, kept as files.</summary>
public sealed partial class ManyTextTests : IAsyncDisposable
{
    private readonly ManyStage stage = new ManyStage().Write(
        "make.yaml",
        ManyStage.Making.Replace("pin: { secret: true, default: not-a-real-default }", "pin: { default: none }", StringComparison.Ordinal)
    );

    public ValueTask DisposeAsync() => stage.DisposeAsync();

    [Fact]
    public async Task Of_three_rows_each_is_printed()
    {
        stage.WriteUsers("u.csv", ["ada", "bad", "zoe"]);
        await CheckAsync("three-rows", "run @/make.yaml --data @/u.csv --undo always --row-name user");
    }

    [Fact]
    public async Task Of_sixty_rows_those_that_failed_are_printed()
    {
        stage.WriteUsers("u.csv", Enumerable.Range(1, 60).Select(n => n is 17 or 42 ? $"bad{n}" : $"u{n}"));
        await CheckAsync("sixty-rows", "run @/make.yaml --data @/u.csv --undo always");
    }

    [Fact]
    public async Task A_flaky_one_and_one_that_is_refused_are_named()
    {
        stage.Write("u.csv", $"user,api\nada,{stage.Server.Address}\nflaky,{stage.Server.Address}\nzoe,http://203.0.113.9\n");
        var run = await stage.TypeAsync($"run @/make.yaml --data @/u.csv --undo always --retries 1 --allow-origin {stage.Server.Address}");
        Golden.Check(Folder + "flaky-and-refused.txt", stage.Seen(run));
    }

    [Fact]
    public async Task A_matrix_ends_with_its_table()
    {
        foreach (var (name, user) in new[] { ("one", "ada"), ("two", "bad"), ("three", "eva") })
            stage.Write($"{name}.yaml", $"environment: {name}\ninputs: {{ user: {user} }}\n");
        await CheckAsync("matrix", "run @/make.yaml --undo always --no-journal -e @/one.yaml -e @/two.yaml -e @/three.yaml");
    }

    [Fact]
    public async Task A_batch_that_goes_on_says_so()
    {
        stage.WriteUsers("u.csv", ["ada", "bad", "zoe"]);
        using var stop = new CancellationTokenSource();
        stage.Heard = request =>
        {
            if (request.Method == "GET")
                stop.Cancel();
        };
        const string line = "run @/make.yaml --data @/u.csv --journal @/runs.db --undo always";
        await stage.RunAsync(line, new Driving.Surroundings { Stop = stop.Token });
        await CheckAsync("goes-on", line);
    }

    [Fact]
    public async Task A_load_is_summed_up()
    {
        stage.WriteUsers("u.csv", ["ada", "bad"]);
        var run = await stage.RunAsync("run @/make.yaml --data @/u.csv --duration 1s --parallel 2 --limit p95=1m --limit failures=1%");
        Golden.Check(
            Folder + "load.txt",
            Spaces().Replace(Number().Replace(stage.Seen(run), "N").Replace("{time}", "N", StringComparison.Ordinal), "  ")
        );
    }

    private const string Folder = "many/";

    private async Task CheckAsync(string name, string line) => Golden.Check($"{Folder}{name}.txt", stage.Seen(await stage.RunAsync(line)));

    [GeneratedRegex(@"\d[\d.,]*( (ms|s)\b)?")]
    private static partial Regex Number();

    [GeneratedRegex("  +")]
    private static partial Regex Spaces();
}
