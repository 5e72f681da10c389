namespace PingOneScenarios.Cli.Tests.Many;

/// <summary>A secret column stands in no report, no file and nothing that is printed.</summary>
public sealed class RowSecretTests : IAsyncDisposable
{
    private static readonly string[] Kinds = ["json", "html", "events", "junit", "tap", "har", "curl", "markdown"];

    private readonly ManyStage stage = new();

    public ValueTask DisposeAsync() => stage.DisposeAsync();

    [Theory]
    [InlineData("")]
    [InlineData(" --verbose")]
    [InlineData(" --parallel 4")]
    [InlineData(" --retries 1 --undo always")]
    [InlineData(" --journal @/runs.db")]
    [InlineData(" --row-name user --journal @/runs.db --parallel 3")]
    public async Task A_secret_cell_is_written_nowhere(string more)
    {
        stage.Write("u.csv", "user,pin\n" + string.Concat(Rows.Select(r => $"{r.User},{r.Pin}\n")));
        var kinds = string.Concat(Kinds.Select(k => $" --report {k}=@/out/r.{k}"));
        Directory.CreateDirectory(stage.PathOf("out"));

        var run = await stage.RunAsync($"run @/make.yaml --data @/u.csv --output @/out/rows.csv{kinds}{more}");

        Assert.Equal(ExitCode.Failed, run.Code);
        Assert.Equal(
            Rows.Select(r => r.Pin).Order(),
            stage.Server.Requests.Where(r => r.Method == "POST").Select(r => r.Header("X-Pin")).Distinct().Order()
        );
        var written = Directory
            .GetFiles(stage.Folder, "*", SearchOption.AllDirectories)
            .Where(f => !f.EndsWith("u.csv", StringComparison.Ordinal))
            .ToList();
        Assert.True(written.Count >= Kinds.Length + 3);
        foreach (var (_, pin) in Rows)
        {
            Assert.DoesNotContain(pin, run.Printed, StringComparison.Ordinal);
            Assert.All(
                written,
                f => Assert.DoesNotContain(pin, System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(f)), StringComparison.Ordinal)
            );
        }
    }

    [Fact]
    public async Task A_secret_column_names_no_row()
    {
        stage.Write("u.csv", "user,pin\nada,not-a-real-1\n");
        var run = await stage.RunAsync("run @/make.yaml --data @/u.csv --row-name pin");
        Assert.Equal(ExitCode.Invalid, run.Code);
        Assert.DoesNotContain("not-a-real-1", run.Printed, StringComparison.Ordinal);
        Assert.Empty(stage.Server.Requests);
    }

    private static readonly (string User, string Pin)[] Rows =
    [
        ("ada", "not-a-real-first-pin"),
        ("bad", "not-a-real-second-pin"),
        ("zoe", "not-a-real-third-pin"),
        ("eva", "not-a-real-fourth-pin"),
    ];
}
