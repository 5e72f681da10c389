using System.Text.Json;
using PingOneScenarios.Cli.LanguageServer;

namespace PingOneScenarios.Cli.Tests.LanguageServer;

/// <summary>What an editor may ask about a file as a whole: its usual form, its repairs, how it is run.</summary>
public sealed class FileAnswerTests
{
    private const string Usual =
        "scenario: A\ninputs: { apiPath: { type: url } }\n\nsteps:\n  - step: Get\n    request: GET <<apiPath>>/\n";

    [Theory]
    [InlineData(Usual, Usual, 0)]
    [InlineData("scenario:   A\ninputs: { apiPath: { type: url } }\n\nsteps:\n  - step: Get\n    request: GET <<apiPath>>/\n", Usual, 1)]
    [InlineData("scenario: A\ninputs: { apiPath: { type: url } }\nsteps:\n  - step: Get\n    request: GET <<apiPath>>/", Usual, 1)]
    [InlineData(
        "scenario: 🎉 é\nsteps:\n- step: Get\n  request:  GET https://h/\n",
        "scenario: 🎉 é\n\nsteps:\n  - step: Get\n    request: GET https://h/\n",
        1
    )]
    public async Task A_file_is_formatted_by_edits_of_what_differs(string text, string usual, int edits)
    {
        await using var editor = new Editor();
        await editor.BeginAsync();
        await editor.OpenAsync("a.yaml", text);
        var result = await editor.ResultAsync("textDocument/formatting", editor.At("a.yaml", 0, 0));
        Assert.Equal(edits, result.GetArrayLength());
        foreach (var edit in result.EnumerateArray())
            text = Apply(text, edit);
        Assert.Equal(usual, text);
    }

    [Fact]
    public async Task A_file_keeps_its_line_ends()
    {
        await using var editor = new Editor();
        await editor.BeginAsync();
        var text = Usual.Replace("\n", "\r\n", StringComparison.Ordinal);
        await editor.OpenAsync("a.yaml", text.Replace("scenario: A", "scenario:  A", StringComparison.Ordinal));
        var edit = Assert.Single((await editor.ResultAsync("textDocument/formatting", editor.At("a.yaml", 0, 0))).EnumerateArray());
        Assert.Equal("scenario: A\r\n", edit.GetProperty("newText").GetString());
    }

    [Theory]
    [InlineData("scenario: [\n")]
    [InlineData("scenario: A\nsteps: &a\n  - step: Get\n    request: GET https://h/\n    vars: *a\n")]
    public async Task A_file_that_cannot_be_formatted_is_left_alone(string text)
    {
        await using var editor = new Editor();
        await editor.BeginAsync();
        await editor.OpenAsync("a.yaml", text);
        Assert.Equal(JsonValueKind.Null, (await editor.ResultAsync("textDocument/formatting", editor.At("a.yaml", 0, 0))).ValueKind);
    }

    [Fact]
    public async Task A_problem_brings_its_repair()
    {
        const string Wrong = "scenario: A\ninputs: { apiPath: { type: url } }\n\nsteps:\n  - step: Get\n    requets: GET <<apiPaht>>/\n";
        await using var editor = new Editor();
        await editor.BeginAsync();
        await editor.OpenAsync("a.yaml", Wrong);
        var offered = await editor.ResultAsync("textDocument/codeAction", Range(editor, 5, 0, 5, 40));
        var action = Assert.Single(offered.EnumerateArray());
        Assert.Equal("Write request instead of requets", action.GetProperty("title").GetString());
        Assert.Equal("quickfix", action.GetProperty("kind").GetString());
        Assert.True(action.GetProperty("isPreferred").GetBoolean());
        Assert.Equal("PS1007", Assert.Single(action.GetProperty("diagnostics").EnumerateArray()).GetProperty("code").GetString());
        var edit = Assert.Single(action.GetProperty("edit").GetProperty("changes").GetProperty(editor.UriOf("a.yaml")).EnumerateArray());
        await editor.ChangeAsync("a.yaml", 2, Apply(Wrong, edit));
        var next = Assert.Single((await editor.ResultAsync("textDocument/codeAction", Range(editor, 5, 20, 5, 20))).EnumerateArray());
        Assert.Equal("Write apiPath instead of apiPaht", next.GetProperty("title").GetString());
    }

    [Theory]
    [InlineData(0, 0, 4, 0, "")]
    [InlineData(5, 0, 5, 40, ",\"only\":[\"refactor\"]")]
    public async Task Repairs_are_those_of_the_range_and_kind_that_is_asked_for(int line, int from, int toLine, int to, string more)
    {
        await using var editor = new Editor();
        await editor.BeginAsync();
        await editor.OpenAsync("a.yaml", Usual.Replace("request:", "requets:", StringComparison.Ordinal));
        var offered = await editor.ResultAsync("textDocument/codeAction", Range(editor, line, from, toLine, to, more));
        Assert.Equal(0, offered.GetArrayLength());
    }

    [Fact]
    public async Task A_scenario_has_a_lens_that_runs_it()
    {
        await using var editor = new Editor();
        await editor.BeginAsync();
        await editor.OpenAsync("a.yaml", "# first\n" + Usual);
        var lens = Assert.Single((await editor.ResultAsync("textDocument/codeLens", editor.At("a.yaml", 0, 0))).EnumerateArray());
        Assert.Equal(1, lens.GetProperty("range").GetProperty("start").GetProperty("line").GetInt32());
        var command = lens.GetProperty("command");
        Assert.Equal("p1s.run", command.GetProperty("command").GetString());
        Assert.Equal($"p1s run {editor.PathOf("a.yaml")} --emulator", command.GetProperty("arguments")[0].GetString());
        await editor.OpenAsync("mine.yaml", "environment: mine\n");
        Assert.Equal(0, (await editor.ResultAsync("textDocument/codeLens", editor.At("mine.yaml", 0, 0))).GetArrayLength());
    }

    [Theory]
    [InlineData("/home/me/a.yaml", "p1s run /home/me/a.yaml --emulator")]
    [InlineData("C:\\My files\\a.yaml", "p1s run \"C:\\My files\\a.yaml\" --emulator")]
    [InlineData("/home/me/a b.yaml", "p1s run \"/home/me/a b.yaml\" --emulator")]
    [InlineData("/home/me/$(touch x).yaml", null)]
    [InlineData("/home/me/a\";touch x.yaml", null)]
    [InlineData("/home/me/a&calc.yaml", null)]
    [InlineData("/home/me/a\nb.yaml", null)]
    [InlineData("/home/me/`x`.yaml", null)]
    [InlineData("/home/me/!x.yaml", null)]
    [InlineData("/home/me/%PATH%.yaml", null)]
    public void A_name_that_a_shell_could_misread_is_not_offered(string path, string? line) =>
        Assert.Equal(line, TerminalCommand.LineFor(path));

    [Theory]
    [InlineData("Visual Studio Code", "workbench.action.terminal.sendSequence")]
    [InlineData("VSCodium", "p1s.run")]
    [InlineData("Code - OSS", "workbench.action.terminal.sendSequence")]
    [InlineData("Neovim", "p1s.run")]
    [InlineData(null, "p1s.run")]
    public void The_command_is_one_that_the_editor_knows(string? client, string command) =>
        Assert.Equal(command, TerminalCommand.Of(client).Name);

    private static string Range(Editor editor, int line, int from, int toLine, int to, string more = "")
    {
        var range = $"{{\"start\":{{\"line\":{line},\"character\":{from}}},\"end\":{{\"line\":{toLine},\"character\":{to}}}}}";
        return $"{{\"textDocument\":{{\"uri\":\"{editor.UriOf("a.yaml")}\"}},\"range\":{range},\"context\":{{\"diagnostics\":[]{more}}}}}";
    }

    private static string Apply(string text, JsonElement edit)
    {
        var (start, end) = (edit.GetProperty("range").GetProperty("start"), edit.GetProperty("range").GetProperty("end"));
        return text[..OffsetOf(text, start)] + edit.GetProperty("newText").GetString() + text[OffsetOf(text, end)..];
    }

    private static int OffsetOf(string text, JsonElement position) =>
        new TextLines(text).OffsetOf(position.GetProperty("line").GetInt32(), position.GetProperty("character").GetInt32());
}
