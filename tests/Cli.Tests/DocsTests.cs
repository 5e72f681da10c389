using PingOneScenarios.Cli.Tests.Driving;

namespace PingOneScenarios.Cli.Tests;

/// <summary>What <c>p1s docs</c> writes.</summary>
public sealed class DocsTests
{
    private const string One = "scenario: One\nsteps:\n  - step: A\n    request: GET https://h/\n";

    [Fact]
    public async Task A_folder_gets_a_page_for_each_scenario_and_an_index()
    {
        using var folder = new TemporaryFolder();
        folder.Write("in/one.yaml", One);
        folder.Write("in/below/two words.yaml", One.Replace("One", "Two [2]", StringComparison.Ordinal));
        folder.Write("in/pack.yaml", "pack: P\n");

        var run = await CommandRun.RunAsync("docs", folder.PathOf("in"), "--output", folder.PathOf("out"));

        Assert.Equal(ExitCode.Passed, run.Code);
        Assert.Equal("out/below/two words.md\nout/one.md\nout/index.md\n", folder.Seen(run.Output));
        Assert.Contains("| [Two \\[2\\]](<below/two%20words.md>) | |", folder.Read("out/index.md"), StringComparison.Ordinal);
        var alone = await CommandRun.RunAsync("docs", folder.PathOf("in/one.yaml"));
        Assert.Equal(alone.Output, folder.Read("out/one.md"));
    }

    [Fact]
    public async Task Two_scenarios_with_one_page_are_said_and_neither_is_lost_silently()
    {
        using var folder = new TemporaryFolder();
        folder.Write("x.yaml", One);
        folder.Write("x.yml", One.Replace("One", "Other", StringComparison.Ordinal));
        folder.Write("index.yaml", One);

        var run = await CommandRun.RunAsync("docs", folder.Folder, "-o", folder.PathOf("out"));

        Assert.Equal(ExitCode.Invalid, run.Code);
        Assert.Equal("out/x.md\nout/index.md\n", folder.Seen(run.Output));
        Assert.Contains("x.yml\" and that of", run.Error, StringComparison.Ordinal);
        Assert.Contains("index.yaml\" and that of the index would both be \"index.md\"", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_is_listed_whatever_tag_is_asked_for()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.yaml", "scenario: [\n");

        var run = await CommandRun.RunAsync("list", folder.PathOf("a.yaml"), "--tag", "t");

        Assert.Equal(ExitCode.Invalid, run.Code);
        Assert.Contains("a.yaml", run.Printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_stands_where_the_folder_would_be()
    {
        using var folder = new TemporaryFolder();
        folder.Write("one.yaml", One);

        var run = await CommandRun.RunAsync("docs", folder.PathOf("one.yaml"), "-o", folder.PathOf("one.yaml/below"));

        Assert.Equal(ExitCode.Invalid, run.Code);
        Assert.Contains("error PS", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_file_is_said_and_the_others_are_written()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.yaml", "scenario: [\n");
        folder.Write("b.yaml", "scenario: B\nsteps:\n  - step: A\n    request: GET https://h/\n");

        var run = await CommandRun.RunAsync("docs", folder.Folder, "-o", folder.PathOf("out"));

        Assert.Equal(ExitCode.Invalid, run.Code);
        Assert.Equal("out/b.md\nout/index.md\n", folder.Seen(run.Output));
        Assert.Contains("a.yaml:1:11: error PS1003", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_alone_goes_where_the_output_is()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("below/b.yaml", "scenario: B\nsteps:\n  - step: A\n    request: GET https://h/\n");

        var run = await CommandRun.RunAsync("docs", file, "-o", folder.PathOf("out"));

        Assert.Equal((ExitCode.Passed, "out/b.md\n"), (run.Code, folder.Seen(run.Output)));
    }
}
