using System.Collections.Concurrent;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Loading;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Tests.Loading;

namespace PingOneScenarios.Engine.Tests;

/// <summary>How often the files of a command are read, parsed and checked; counted by the workspace itself, so that tests beside these are not counted.</summary>
public sealed class ReadOnceTests : IDisposable
{
    private readonly ConcurrentQueue<(Work Kind, string Path)> done = new();
    private readonly TemporaryPack pack = new();
    private readonly Workspace workspace;

    public ReadOnceTests()
    {
        workspace = new Workspace(TimeProvider.System, RandomSource.System) { Hear = (kind, path) => done.Enqueue((kind, path)) };
        pack.Write("pack.yaml", "pack: here\n")
            .Write("mine.yaml", "environment: mine\ninputs: { api: https://h.example }\nsecrets: { pass: { env: PASS } }\n")
            .Write(
                "shared/token.yaml",
                "scenario: Token\nsteps:\n  - { step: A, request: GET https://h.example/ }\noutputs: { token: x, n: 1 }\n"
            );
        foreach (var name in new[] { "a", "b" })
            pack.Write($"{name}.yaml", Scenario);
    }

    private const string Scenario = """
        scenario: Main
        inputs:
          api: { type: url }
          token: { obtain: shared/token.yaml }
        steps:
          - { step: Call, call: shared/token.yaml, extract: { n: <<outputs.n>> } }
          - { step: Read, request: GET <<api>>/<<token>>/<<n>>, expect: { status: 200 } }
        """;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private NamedFile[] Both => [NamedFile.Of(pack.PathOf("a.yaml")), NamedFile.Of(pack.PathOf("b.yaml"))];

    private NamedFile[] All => [.. Workspace.Find(pack.Folder, TemporaryPack.CommandLine).Files];

    public void Dispose()
    {
        workspace.Dispose();
        pack.Dispose();
    }

    [Fact]
    public async Task Run_parses_each_file_once_whatever_the_scenarios_share()
    {
        foreach (var scenario in await workspace.LoadAsync(Both, Ct))
            Assert.True((await scenario.BindAsync(Mine, Ct)).CanRun);
        AssertOnce("a.yaml", "b.yaml", "mine.yaml", "shared/token.yaml");
    }

    [Fact]
    public async Task What_is_found_and_no_scenario_is_passed_over_and_nothing_is_read_twice()
    {
        var loaded = await workspace.LoadAsync(Workspace.Distinct([.. All, .. All]), Ct);
        Assert.Equal(["a.yaml", "b.yaml", "shared/token.yaml"], loaded.Select(s => Path.GetRelativePath(pack.Folder, s.Path)));
        Assert.Equal(loaded[2].FullPath, Assert.Single(loaded[0].Included));
        AssertOnce("a.yaml", "b.yaml", "mine.yaml", "pack.yaml", "shared/token.yaml");
    }

    [Fact]
    public async Task Plan_parses_each_file_once()
    {
        foreach (var scenario in await workspace.LoadAsync(Both[..1], Ct))
            Assert.NotNull((await scenario.ForecastAsync(Mine, Ct)).Forecast);
        AssertOnce("a.yaml", "mine.yaml", "shared/token.yaml");
    }

    [Fact]
    public async Task Validate_parses_each_file_once_also_what_is_found_and_included()
    {
        var files = await workspace.CheckAsync(All, Ct);
        Assert.Equal(4, files.Length);
        AssertOnce("a.yaml", "b.yaml", "mine.yaml", "pack.yaml", "shared/token.yaml");
    }

    [Fact]
    public async Task List_parses_each_file_once_and_follows_nothing()
    {
        foreach (var file in All)
            await workspace.ListAsync(file, Ct);
        AssertOnce("a.yaml", "b.yaml", "mine.yaml", "pack.yaml", "shared/token.yaml");
    }

    [Fact]
    public async Task Docs_parses_each_file_once()
    {
        Assert.Equal(3, (await workspace.DescribeAsync(All, Ct)).Length);
        AssertOnce("a.yaml", "b.yaml", "mine.yaml", "pack.yaml", "shared/token.yaml");
    }

    // What is written is parsed too, by the formatter: that is its proof, and is of another text than the file's.
    [Fact]
    public async Task Fmt_parses_each_file_once_and_then_what_it_writes()
    {
        foreach (var file in All)
            await workspace.FormatAsync(file, write: false, Ct);
        AssertOnce("a.yaml", "b.yaml", "mine.yaml", "pack.yaml", "shared/token.yaml");
    }

    [Fact]
    public async Task Binding_and_running_again_reads_and_checks_nothing_again()
    {
        var loaded = await workspace.LoadAsync(pack.PathOf("a.yaml"), Ct);
        Assert.Equal(1, done.Count(w => w.Kind == Work.Check));
        await loaded.BindAsync(Mine, Ct);
        var before = done.Count;
        var prepared = await loaded.BindAsync(Mine, Ct);
        Assert.True(prepared.CanRun);
        using var enough = new CancellationTokenSource();
        await enough.CancelAsync();
        var result = await prepared.RunAsync(new Deaf(), enough.Token);
        Assert.Equal(Outcome.Cancelled, result.Summary!.Outcome);
        Assert.Equal(before, done.Count);
    }

    [Fact]
    public void A_text_becomes_a_tree_in_these_places_only()
    {
        var engine = RepositoryRoot.PathOf("engine", "Engine");
        var places = Directory
            .EnumerateFiles(engine, "*.cs", SearchOption.AllDirectories)
            .Where(f =>
                File.ReadAllText(f) is var text
                && (
                    text.Contains("YamlReader.Read(", StringComparison.Ordinal) || text.Contains("Document.Read(", StringComparison.Ordinal)
                )
            )
            .Select(f => Path.GetRelativePath(engine, f).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);
        // A file of rows is none that a scenario is made of.
        Assert.Equal(
            [
                "Batch/Rows/Reading/YamlRows.cs",
                "Formatting/Formatter.cs",
                "Loading/DocumentLoader.cs",
                "Reference/ExampleText.cs",
                "Yaml/Document.cs",
            ],
            places
        );
    }

    private RunSettings Mine => new() { Environment = pack.PathOf("mine.yaml") };

    private void AssertOnce(params string[] files)
    {
        foreach (var kind in new[] { Work.Read, Work.Parse })
            Assert.Equal(
                files,
                done.Where(w => w.Kind == kind)
                    .Select(w => Path.GetRelativePath(EditedFiles.Canonical(pack.Folder), w.Path))
                    .Order(StringComparer.Ordinal)
            );
    }

    private sealed class Deaf : IRunObserver
    {
        public void Observe(RunEvent happened) { }
    }
}
