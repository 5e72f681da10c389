using System.Text.Json;

namespace PingOneScenarios.Cli.Tests.Selecting;

/// <summary>Which scenarios a command takes of the files, folders and patterns it is given.</summary>
public sealed class SelectionTests : IDisposable
{
    private readonly SelectionStage stage = new SelectionStage()
        .Scenario("a.yaml", "smoke, users")
        .Scenario("b.yaml", "smoke, slow")
        .Scenario("sub/c.yaml", "users")
        .Caller("sub/d.yaml", "../shared/e.yaml")
        .Callee("shared/e.yaml", "smoke")
        .Write("pack.yaml", "pack: here\n")
        .Write("mine.yaml", "environment: mine\n");

    public void Dispose() => stage.Dispose();

    [Theory]
    [InlineData("@", "a.yaml b.yaml sub/c.yaml sub/d.yaml")]
    [InlineData("@/sub @/a.yaml", "sub/c.yaml sub/d.yaml a.yaml")]
    [InlineData("@/b.yaml @ @/a.yaml", "b.yaml a.yaml sub/c.yaml sub/d.yaml")]
    [InlineData("@ @/sub/../b.yaml", "a.yaml @/sub/../b.yaml sub/c.yaml sub/d.yaml")]
    [InlineData("@/**/*.yaml", "a.yaml b.yaml sub/c.yaml sub/d.yaml")]
    [InlineData("@/{b,a}.yaml", "b.yaml a.yaml")]
    [InlineData("@/[ab].yaml", "a.yaml b.yaml")]
    [InlineData("@/s*/?.yaml", "sub/c.yaml sub/d.yaml")]
    [InlineData("@ @/shared/e.yaml", "a.yaml b.yaml shared/e.yaml sub/c.yaml sub/d.yaml")]
    [InlineData("@/shared", "shared/e.yaml")]
    [InlineData("@ --tag smoke", "a.yaml b.yaml")]
    [InlineData("@ --tag smoke --tag users", "a.yaml")]
    [InlineData("@ --not-tag slow", "a.yaml sub/c.yaml sub/d.yaml")]
    [InlineData("@ --not-tag slow --not-tag users", "sub/d.yaml")]
    [InlineData("@ -t smoke --not-tag slow", "a.yaml")]
    [InlineData("@/a.yaml @/b.yaml --tag slow", "b.yaml")]
    public async Task Run_takes_these_in_this_order(string line, string expected) =>
        Assert.Equal(stage.Seen(expected.Replace("@", stage.Folder, StringComparison.Ordinal)), await stage.RunFilesAsync(line));

    [Theory]
    [InlineData("@ --emulator", "1 scenario is left out, which others call or obtain from; name its file to take it too\n")]
    [InlineData("@ --emulator --quiet", "")]
    [InlineData("@/shared --emulator", "")]
    [InlineData("@ @/shared/e.yaml --emulator", "")]
    public async Task How_many_are_left_out_is_said(string line, string said) =>
        Assert.Equal(said, (await stage.RunAsync("run " + line)).Error);

    [Theory]
    [InlineData("@/nothing/*.yaml", ExitCode.Invalid, "PS1023")]
    [InlineData("@/*.yml @/a.yaml", ExitCode.Invalid, "PS1023")]
    [InlineData("@/{a,x}.yaml", ExitCode.Invalid, "PS1001")]
    [InlineData("@ --tag smok", ExitCode.WrongUse, "has the tag smok; did you mean smoke?")]
    [InlineData("@ --tag nonsense", ExitCode.WrongUse, "p1s list shows their tags")]
    [InlineData("@ --tag users --tag slow", ExitCode.WrongUse, "is left by --tag users --tag slow")]
    [InlineData("@/pack.yaml", ExitCode.Invalid, "PS")]
    public async Task Where_nothing_is_left_that_is_said_and_nothing_is_sent(string line, int code, string said)
    {
        var run = await stage.RunAsync($"run {line} --emulator");
        Assert.Equal(code, run.Code);
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("501", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_without_a_scenario_is_wrong_use()
    {
        stage.Write("empty/notes.txt", "x").Write("empty/pack.yaml", "pack: x\n");
        var run = await stage.RunAsync("run @/empty --emulator");
        Assert.Equal((ExitCode.WrongUse, "p1s: there is no scenario in \"empty\"\n"), (run.Code, stage.Seen(run.Error)));
    }

    [Theory]
    [InlineData("steps: [", "PS1003")]
    [InlineData("scenario: S\ntags: { a: b }\nsteps:\n  - { step: A, request: GET https://h/ }\n", "PS1009")]
    [InlineData("scenario: S\nsteps:\n  - { step: A, reqest: GET https://h/ }\n", "PS1007")]
    [InlineData("", "PS1003")]
    public async Task Of_a_file_that_cannot_be_read_nobody_knows_the_tags(string text, string code)
    {
        stage.Write("z.yaml", text);
        var run = await stage.RunAsync("run @ --tag smoke --emulator");
        Assert.Equal(ExitCode.Invalid, run.Code);
        Assert.Contains(code, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("501", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_whose_name_is_a_pattern_is_that_file()
    {
        stage.Scenario("[ab].yaml");
        Assert.Equal("[ab].yaml", await stage.RunFilesAsync("@/[ab].yaml"));
    }

    [Fact]
    public async Task Files_that_include_each_other_are_told_and_not_left_out()
    {
        stage.Caller("x/one.yaml", "two.yaml").Caller("x/two.yaml", "one.yaml");
        var run = await stage.RunAsync("run @/x --emulator");
        Assert.Equal(ExitCode.Invalid, run.Code);
        Assert.Contains("PS1015", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("@ --tag smoke", "a.yaml b.yaml shared/e.yaml")]
    [InlineData("@/*.yaml --not-tag slow", "a.yaml")]
    [InlineData("@/shared @/a.yaml", "shared/e.yaml a.yaml")]
    public async Task List_and_docs_take_the_same_and_keep_what_is_included(string line, string expected)
    {
        using var catalog = JsonDocument.Parse((await stage.RunAsync($"list {line} --format json")).Output);
        var listed = catalog.RootElement.EnumerateArray().Select(s => s.GetProperty("file").GetString()!);
        Assert.Equal(expected, stage.Seen(string.Join(' ', listed)));
        var docs = await stage.RunAsync($"docs {line} --output @/out");
        Assert.Equal(ExitCode.Passed, docs.Code);
        foreach (var file in expected.Split(' '))
            Assert.Contains(Path.GetFileName(Path.ChangeExtension(file, ".md")), docs.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("@ --tag smoke", "3 files, 3 valid, 0 with errors")]
    [InlineData("@", "6 files, 6 valid, 0 with errors")]
    [InlineData("@ --not-tag smoke", "3 files, 3 valid, 0 with errors")]
    public async Task Validate_takes_the_same_with_what_is_included_and_environments(string line, string said) =>
        Assert.Contains(said, (await stage.RunAsync($"validate {line}")).Output, StringComparison.Ordinal);

    [Theory]
    [InlineData("validate @ --tag smok")]
    [InlineData("docs @ --output @/out --tag smok")]
    [InlineData("plan @ --tag smok")]
    public async Task A_tag_that_nothing_has_is_wrong_use_of_others_too(string line)
    {
        var run = await stage.RunAsync(line);
        Assert.Equal(ExitCode.WrongUse, run.Code);
        Assert.Contains("did you mean smoke?", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plan_prints_each_or_a_list_of_all()
    {
        var run = await stage.RunAsync("plan @ --tag smoke --emulator");
        Assert.Equal(ExitCode.Passed, run.Code);
        Assert.Equal(2, run.Output.Split("Nothing has been sent.").Length - 1);
        using var several = JsonDocument.Parse((await stage.RunAsync("plan @ --tag smoke --emulator --format json")).Output);
        Assert.Equal(2, several.RootElement.GetArrayLength());
        using var one = JsonDocument.Parse((await stage.RunAsync("plan @/a.yaml --emulator --format json")).Output);
        Assert.Equal(JsonValueKind.Object, one.RootElement.ValueKind);
    }

    [Fact]
    public async Task One_invalid_file_among_them_keeps_all_from_being_sent()
    {
        stage.Scenario("z.yaml", "", "  other: { type: nothing }");
        var run = await stage.RunAsync("run @ --emulator");
        Assert.Equal(ExitCode.Invalid, run.Code);
        Assert.DoesNotContain("501", run.Output, StringComparison.Ordinal);
    }
}
