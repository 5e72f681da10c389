using System.Text;
using PingOneScenarios.Cli.Tests.Driving;

namespace PingOneScenarios.Cli.Tests;

/// <summary>What <c>p1s fmt</c> does to files.</summary>
public sealed class FmtTests
{
    private const string Careless = "steps: [{request: GET https://h/, step: A}]\nscenario: S   # why\n";
    private const string Usual = "scenario: S # why\nsteps: [{ step: A, request: GET https://h/ }]\n";

    [Fact]
    public async Task A_folder_is_formatted_and_what_is_no_scenario_is_left_alone()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.yaml", Careless);
        folder.Write("below/b.yml", Usual);
        folder.Write("below/environment.yaml", "inputs: {a: 1}\nenvironment: E\n");
        folder.Write("pack.yaml", "pack:   P\n");
        folder.Write(".hidden/c.yaml", Careless);

        var run = await CommandRun.RunAsync("fmt", folder.Folder);

        Assert.Equal("a.yaml: formatted\nbelow/environment.yaml: formatted\n3 files, 2 formatted\n", folder.Seen(run.Output));
        Assert.Equal(ExitCode.Passed, run.Code);
        Assert.Equal(Usual, folder.Read("a.yaml"));
        Assert.Equal("environment: E\ninputs: { a: 1 }\n", folder.Read("below/environment.yaml"));
        Assert.Equal("pack:   P\n", folder.Read("pack.yaml"));
        Assert.Equal(Careless, folder.Read(".hidden/c.yaml"));
        Assert.Equal("3 files, 0 formatted\n", (await CommandRun.RunAsync("fmt", folder.Folder)).Output);
    }

    [Fact]
    public async Task Check_changes_nothing_and_ends_with_1()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("a.yaml", Careless);

        var run = await CommandRun.RunAsync("fmt", "--check", file);

        Assert.Equal(
            """
            a.yaml: would change
            @@ line 1 @@
            -steps: [{request: GET https://h/, step: A}]
            -scenario: S   # why
            +scenario: S # why
            +steps: [{ step: A, request: GET https://h/ }]


            """,
            folder.Seen(run.Output)
        );
        Assert.Equal(ExitCode.Failed, run.Code);
        Assert.Equal(Careless, folder.Read("a.yaml"));
    }

    [Fact]
    public async Task A_file_that_cannot_be_formatted_is_said_and_does_not_stop_the_others()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.yaml", "scenario: [\n");
        folder.Write("b.yaml", Careless);

        var run = await CommandRun.RunAsync("fmt", folder.Folder);

        Assert.Equal(ExitCode.Invalid, run.Code);
        Assert.Equal("b.yaml: formatted\n2 files, 1 formatted\n", folder.Seen(run.Output));
        Assert.StartsWith("a.yaml:1:11: error PS1003: this [ has no ]", folder.Seen(run.Error), StringComparison.Ordinal);
        Assert.Equal("scenario: [\n", folder.Read("a.yaml"));
    }

    [Theory]
    [InlineData("", "\r\n")]
    [InlineData("\uFEFF", "\n")]
    [InlineData("\uFEFF", "\r\n")]
    public async Task Line_ends_and_the_byte_order_mark_stay(string mark, string lineEnd)
    {
        using var folder = new TemporaryFolder();
        var file = folder.PathOf("a.yaml");
        await File.WriteAllBytesAsync(file, Bytes(Careless), TestContext.Current.CancellationToken);

        var run = await CommandRun.RunAsync("fmt", file);

        Assert.Equal(ExitCode.Passed, run.Code);
        Assert.Equal(Bytes(Usual), await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
        Assert.Equal("a.yaml: nothing to change\n", folder.Seen((await CommandRun.RunAsync("fmt", file)).Output));

        byte[] Bytes(string text) => Encoding.UTF8.GetBytes(mark + text.Replace("\n", lineEnd, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Permissions_and_links_stay_and_nothing_else_is_left_in_the_folder()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("real/a.yaml", Careless);
        const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead;
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, Mode);
        File.CreateSymbolicLink(folder.PathOf("link.yaml"), file);

        await CommandRun.RunAsync("fmt", folder.PathOf("link.yaml"));

        Assert.Equal(Usual, folder.Read("real/a.yaml"));
        Assert.NotNull(new FileInfo(folder.PathOf("link.yaml")).LinkTarget);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(Mode, File.GetUnixFileMode(file));
        Assert.Equal(["a.yaml"], Directory.EnumerateFiles(folder.PathOf("real")).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_secret_that_is_written_into_an_environment_file_is_not_shown()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("e.yaml", "secrets:\n    a:   not-a-real-secret-0001\nenvironment: E\n");

        var run = await CommandRun.RunAsync("fmt", "--check", file);

        Assert.Equal(ExitCode.Failed, run.Code);
        Assert.DoesNotContain("not-a-real", run.Printed, StringComparison.Ordinal);
    }
}
