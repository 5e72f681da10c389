using PingOneScenarios.Cli.Tests.Driving;
using PingOneScenarios.Engine;
using PingOneScenarios.Engine.Diagnostics;
using Spectre.Console;

namespace PingOneScenarios.Cli.Tests;

/// <summary>Commands that look through a folder.</summary>
public sealed class FolderTests
{
    private static readonly string[] Folders = ["scenarios", "tests/Cli.Tests/Files"];
    private const string Right = "scenario: S\nsteps:\n  - step: A\n    request: GET https://h/\n    expect: { json: { a: 1 } }\n";

    [Fact]
    public async Task Links_that_lead_back_are_followed_once_and_hidden_folders_not_at_all()
    {
        using var folder = new TemporaryFolder();
        folder.Write("b/one.yaml", Right);
        folder.Write("a.yaml", Right);
        folder.Write("B.yaml", Right);
        folder.Write(".git/two.yaml", Right);
        folder.Write("notes.txt", Right);
        Directory.CreateSymbolicLink(folder.PathOf("b/again"), folder.Folder);
        Directory.CreateSymbolicLink(folder.PathOf("c"), folder.PathOf("b"));

        var run = await CommandRun.RunAsync("validate", folder.Folder, "--verbose");

        Assert.Equal("B.yaml: valid\na.yaml: valid\nb/one.yaml: valid\n3 files, 3 valid, 0 with errors\n", folder.Seen(run.Output));
    }

    [Fact]
    public async Task Files_are_said_the_same_of_alone_and_among_others()
    {
        var ct = TestContext.Current.CancellationToken;
        var here = new SourceText("command line", "p1s validate x").Beginning;
        _ = await CommandRun.RunAsync("--version");
        var files = Folders.SelectMany(f => Workspace.Find(f, here).Files).ToList();

        using var workspace = new Workspace();
        var together = await workspace.CheckAsync(files, ct);

        Assert.InRange(together.Length, 15, files.Count);
        // Of environment files there is no other way to be told.
        foreach (var file in together.Where(f => !File.ReadLines(f.Path).Any(l => l.StartsWith("environment:", StringComparison.Ordinal))))
        {
            var alone = Assert.Single(await workspace.LoadAsync([new NamedFile(file.Path, here, WasFound: false)], ct));
            Assert.Equal(string.Join("\n", alone.Diagnostics), string.Join("\n", file.Diagnostics));
        }
    }

    [Fact]
    public async Task What_is_wrong_with_an_include_is_printed_once_for_all_who_include_it()
    {
        using var folder = new TemporaryFolder();
        folder.Write(
            "shared.yaml",
            "scenario: S\nsteps:\n  - step: A\n    request: GET https://h/\n    expect: { json: { a: 1 } }\n    expct: 1\noutputs: { token: 1 }\n"
        );
        foreach (var name in new[] { "a", "b", "c" })
            folder.Write(
                $"{name}.yaml",
                $"scenario: {name}\ninputs:\n  token: {{ obtain: shared.yaml }}\nsteps:\n  - step: A\n    request: GET https://h/<<token>>\n    expect: {{ json: {{ a: 1 }} }}\n"
            );

        var run = await CommandRun.RunAsync("validate", folder.Folder);

        Assert.Equal(ExitCode.Invalid, run.Code);
        Assert.Equal(
            "a.yaml: 1 error\nb.yaml: 1 error\nc.yaml: 1 error\nshared.yaml: 1 error\n4 files, 0 valid, 4 with errors; 3 warnings\n",
            folder.Seen(run.Output)
        );
        // Once as an include and once by itself.
        Assert.InRange(run.Error.Split("PS1007").Length - 1, 1, 2);
    }

    [Fact]
    public async Task Warnings_count_only_when_strict()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write(
            "a.yaml",
            "scenario: S\nsteps:\n  - step: A\n    request: GET https://h/<<1>>>>\n    expect: { json: { a: 1 } }\n"
        );

        var usual = await CommandRun.RunAsync("validate", folder.Folder);
        var strict = await CommandRun.RunAsync("validate", file, "--strict");

        Assert.Equal("a.yaml: valid\n1 file, 1 valid, 0 with errors; 1 warning\n", folder.Seen(usual.Output));
        Assert.Equal((ExitCode.Passed, ExitCode.Invalid), (usual.Code, strict.Code));
        Assert.Equal("a.yaml: 1 warning\n", folder.Seen(strict.Output));
    }

    [Theory]
    [InlineData(60)]
    [InlineData(100)]
    public async Task The_list_fits_a_live_terminal(int width)
    {
        var run = await CommandRun.RunAsync(["list", "scenarios"], new Surroundings { LiveWidth = width });

        Assert.Equal(ExitCode.Passed, run.Code);
        var lines = Drawn.Lines(run.Output);
        Assert.Contains(lines, l => l.StartsWith("  inputs (* required): apiPath*", StringComparison.Ordinal));
        Assert.All(lines, l => Assert.InRange(l.GetCellWidth(), 0, width));
    }

    [Fact]
    public async Task The_list_fits_80_columns_where_it_is_redirected_and_a_path_stays_whole()
    {
        using var folder = new TemporaryFolder();
        var path = string.Concat(Enumerable.Repeat("a-long-folder/", 8)) + "a.yaml";
        var names = string.Concat(Enumerable.Range(1, 30).Select(n => $"  input{n}: {{}}\n"));
        folder.Write(
            path,
            $"scenario: {string.Join(' ', Enumerable.Repeat("title", 30))} 寿限無寿限無寿限無寿限無寿限無寿限無寿限無寿限無寿限無寿限無寿限無寿限無寿限無寿限無\n"
                + $"tags: [{string.Join(", ", Enumerable.Range(1, 30).Select(n => $"tag-{n}"))}]\ninputs:\n{names}"
                + "steps:\n  - { step: A, request: GET https://example.com/ }\n"
        );
        var run = await CommandRun.RunAsync("list", folder.Folder);
        var lines = run.Output.TrimEnd().Split('\n');
        Assert.Equal(path, folder.Seen(lines[0]));
        Assert.True(lines.Length > 6);
        Assert.All(lines.Skip(1), l => Assert.InRange(l.GetCellWidth(), 0, 80));
    }
}
