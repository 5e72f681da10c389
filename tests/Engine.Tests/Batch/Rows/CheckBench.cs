using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using PingOneScenarios.Engine.Batch.Rows;
using PingOneScenarios.Engine.Batch.Rows.Checking;
using PingOneScenarios.Engine.Tests.Loading;

namespace PingOneScenarios.Engine.Tests.Batch.Rows;

/// <summary>Rows that are held against scenarios.</summary>
internal sealed class CheckBench : IDisposable
{
    private readonly Workspace workspace = new();
    private readonly List<RowRun> runs = [];

    public RowsBench Rows { get; } = new();

    public RowSelection Selection { get; set; } = RowSelection.All;

    public string? NameColumn { get; set; }

    public Func<string, byte[]>? Hide { get; set; }

    /// <summary>A keyed hash, as a caller has one.</summary>
    public static byte[] Mac(string text) => HMACSHA256.HashData("a key of the tests"u8, Encoding.UTF8.GetBytes(text));

    /// <summary>A scenario of one harmless request with these inputs, each indented by two spaces.</summary>
    public Task<CheckBench> InputsAsync(string inputs, Func<RunSettings, RunSettings>? change = null, string file = "scenario.yaml") =>
        ScenarioAsync(
            $"scenario: S\ninputs:\n{inputs}\nsteps:\n  - {{ step: One, request: GET <<base>>/ }}\nvars: {{ base: https://h }}\n",
            change,
            file
        );

    public async Task<CheckBench> ScenarioAsync(string text, Func<RunSettings, RunSettings>? change = null, string file = "scenario.yaml")
    {
        Rows.Pack.Write(file, text);
        var named = new NamedFile(Rows.PathOf(file), TemporaryPack.CommandLine, WasFound: false);
        var loaded = (await workspace.LoadAsync([named], TestContext.Current.CancellationToken))[0];
        runs.Add(new RowRun(loaded, (change ?? (s => s))(new RunSettings())));
        return this;
    }

    public async Task<CheckedRows?> CheckAsync(string file, string text)
    {
        using var rows = await Rows.OpenAsync(file, text, wish => wish with { Selection = Selection });
        return rows is null ? null : await CheckAsync(rows);
    }

    public Task<CheckedRows?> CheckAsync(RowFile rows)
    {
        var wish = new RowCheckWish([.. runs])
        {
            NameColumn = NameColumn,
            NamedAt = TemporaryPack.CommandLine,
            ChosenAt = TemporaryPack.CommandLine,
            Hide = Hide,
        };
        return RowCheck.CheckAsync(rows, wish, Rows.Problems, TestContext.Current.CancellationToken);
    }

    public ImmutableArray<string> Said => [.. Rows.Problems.All.Select(RowsBench.Short)];

    public void Dispose()
    {
        workspace.Dispose();
        Rows.Dispose();
    }
}
