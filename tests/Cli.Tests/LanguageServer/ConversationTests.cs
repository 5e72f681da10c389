using System.Text.Json;

namespace PingOneScenarios.Cli.Tests.LanguageServer;

/// <summary>Conversations of an editor with <c>p1s lsp</c>.</summary>
public sealed class ConversationTests
{
    private const string Right = """
        scenario: Grüße 🎉
        inputs:
          apiPath: { type: url, description: "[the](API)" }
        steps:
          - step: Create it
            request: POST <<apiPath>>/users
            extract:
              userID: $.id
          - step: Read it
            request: GET <<apiPath>>/users/<<userID>>

        """;

    // Nothing at all is said of it, not even that its steps expect nothing.
    private static readonly string Clean = Right
        .Replace("    extract:", "    expect: { status: 201 }\n    extract:", StringComparison.Ordinal)
        .Replace("<<userID>>\n", "<<userID>>\n    expect: { status: 200 }\n", StringComparison.Ordinal)
        .Replace("      userID: $.id\n", "      userID: $.id\n    undo: DELETE <<apiPath>>/users/<<userID>>\n", StringComparison.Ordinal);

    private static readonly string Wrong = Clean.Replace(
        "GET <<apiPath>>/users/<<userID>>",
        "GET <<apiPath>>/users/🎉<<userId>>",
        StringComparison.Ordinal
    );

    [Fact]
    public async Task It_begins_and_ends_as_the_protocol_says()
    {
        await using var editor = new Editor();
        Assert.Equal(-32002, CodeOf(await editor.AskAsync("textDocument/hover")));
        var capabilities = (await editor.ResultAsync("initialize", "{}")).GetProperty("capabilities");
        Assert.Equal("utf-16", capabilities.GetProperty("positionEncoding").GetString());
        Assert.Equal(1, capabilities.GetProperty("textDocumentSync").GetProperty("change").GetInt32());
        Assert.Equal(-32600, CodeOf(await editor.AskAsync("initialize")));
        await editor.NotifyAsync("initialized", "{}");
        Assert.True(capabilities.GetProperty("documentFormattingProvider").GetBoolean());
        Assert.Equal("quickfix", capabilities.GetProperty("codeActionProvider").GetProperty("codeActionKinds")[0].GetString());
        Assert.Equal(JsonValueKind.Object, capabilities.GetProperty("codeLensProvider").ValueKind);
        Assert.Equal(-32601, CodeOf(await editor.AskAsync("textDocument/rangeFormatting")));
        await editor.NotifyAsync("$/cancelRequest", """{"id":1}""");
        Assert.Equal(JsonValueKind.Null, (await editor.ResultAsync("shutdown")).ValueKind);
        Assert.Equal(-32600, CodeOf(await editor.AskAsync("textDocument/hover")));
        await editor.NotifyAsync("exit", "null");
        Assert.Equal(0, await editor.Ended);
    }

    [Fact]
    public async Task An_exit_without_shutdown_is_1()
    {
        await using var editor = new Editor();
        await editor.BeginAsync();
        await editor.NotifyAsync("exit", "null");
        Assert.Equal(1, await editor.Ended);
    }

    [Fact]
    public async Task An_editor_that_goes_away_is_1()
    {
        await using var editor = new Editor();
        await editor.BeginAsync();
        Assert.Equal(1, await editor.HangUpAsync());
    }

    [Fact]
    public async Task The_command_writes_nothing_but_the_protocol()
    {
        // A terminal made of writers has no input.
        var run = await Driving.CommandRun.RunAsync("lsp");
        Assert.Equal((1, ""), (run.Code, run.Printed));
    }

    [Fact]
    public async Task Problems_come_when_typing_pauses_and_go_when_they_are_mended()
    {
        await using var editor = new Editor();
        await editor.BeginAsync();
        await editor.OpenAsync("a.yaml", Clean);
        Assert.Equal(["a.yaml"], await editor.PauseAsync(1));
        await editor.ChangeAsync("a.yaml", 2, "scenario: [");
        await editor.ChangeAsync("a.yaml", 3, Wrong);
        var told = Assert.Single(await editor.PauseAsync(1));
        Assert.StartsWith("a.yaml [11:39-11:45 1 PS2001: nothing provides the variable \"userId\" / why: ", told, StringComparison.Ordinal);
        Assert.EndsWith("/ fix: did you mean \"userID\" (extracted by step \"Create it\")?]", told, StringComparison.Ordinal);
        await editor.AssertSilentAsync();
        await editor.ChangeAsync("a.yaml", 4, Clean);
        Assert.Equal(["a.yaml"], await editor.PauseAsync(1));
    }

    [Fact]
    public async Task Unsaved_texts_count_where_other_files_include_them()
    {
        const string Caller =
            "scenario: A\nsteps:\n  - { step: Call, call: b.yaml, extract: { x: <<outputs.y>> } }\noutputs: { x: <<x>> }\n";
        const string Called =
            "scenario: B\nsteps:\n  - { step: Get, request: GET https://h/, expect: { status: 200 }, extract: { y: $.y } }\noutputs: { y: <<y>> }\n";
        await using var editor = new Editor();
        await File.WriteAllTextAsync(editor.PathOf("b.yaml"), "scenario: B\nsteps: []\n", TestContext.Current.CancellationToken);
        await editor.BeginAsync();
        await editor.OpenAsync("a.yaml", Caller);
        var told = await editor.PauseAsync(2);
        Assert.Contains(told, t => t.StartsWith("a.yaml [2:56-2:57 1 PS", StringComparison.Ordinal));
        Assert.Contains(told, t => t.StartsWith("b.yaml [1:7-1:9 1 PS1008", StringComparison.Ordinal));
        await editor.OpenAsync("b.yaml", Called);
        Assert.Equal(["a.yaml", "b.yaml"], (await editor.PauseAsync(2)).Order());
        await editor.CloseAsync("b.yaml");
        Assert.Equal(2, (await editor.PauseAsync(2)).Count(t => t.Contains("PS", StringComparison.Ordinal)));
        await File.WriteAllTextAsync(editor.PathOf("b.yaml"), Called, TestContext.Current.CancellationToken);
        await editor.SaveAsync("b.yaml");
        Assert.Equal(["a.yaml", "b.yaml"], (await editor.PauseAsync(2)).Order());
        await editor.CloseAsync("a.yaml");
        Assert.Equal(["a.yaml"], await editor.PauseAsync(1));
    }

    [Fact]
    public async Task Environments_are_checked_as_environments_and_other_files_are_left_alone()
    {
        await using var editor = new Editor();
        await editor.BeginAsync();
        await editor.OpenAsync("mine.yaml", "environment: mine\nsecrets:\n  token: hunter2-hunter2\n");
        var told = Assert.Single(await editor.PauseAsync(1));
        Assert.StartsWith("mine.yaml [2:2-2:7 1 PS3005", told, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", told, StringComparison.Ordinal);
        await editor.OpenAsync("compose.yaml", "services:\n  web: [\n");
        await editor.OpenAsync("pack.yaml", "name: mine\nsteps: [\n");
        Assert.Equal(["compose.yaml", "pack.yaml"], (await editor.PauseAsync(2)).Order());
        Assert.Equal(JsonValueKind.Null, (await editor.ResultAsync("textDocument/completion", editor.At("compose.yaml", 0, 3))).ValueKind);
    }

    [Fact]
    public async Task A_place_can_be_asked_about()
    {
        await using var editor = new Editor();
        await editor.BeginAsync();
        await editor.OpenAsync("a.yaml", Right);
        var hover = await editor.ResultAsync("textDocument/hover", editor.At("a.yaml", 5, 23));
        Assert.Equal(
            "```\napiPath: url\n```\n\ninput, line 3  \n\\[the\\]\\(API\\)",
            hover.GetProperty("contents").GetProperty("value").GetString()
        );
        Assert.Equal("5:20-5:27", RangeOf(hover));
        var definition = await editor.ResultAsync("textDocument/definition", editor.At("a.yaml", 9, 37));
        Assert.Equal("7:6-7:12", RangeOf(definition));
        Assert.Equal(editor.UriOf("a.yaml"), definition.GetProperty("uri").GetString());
        var references = await editor.ResultAsync(
            "textDocument/references",
            editor.At("a.yaml", 9, 37, ",\"context\":{\"includeDeclaration\":true}")
        );
        Assert.Equal(["7:6-7:12", "9:37-9:43"], references.EnumerateArray().Select(RangeOf));
        var symbols = await editor.ResultAsync("textDocument/documentSymbol", editor.At("a.yaml", 0, 0));
        Assert.Equal(["apiPath", "Create it", "Read it"], symbols.EnumerateArray().Select(s => s.GetProperty("name").GetString()));
    }

    [Fact]
    public async Task A_variable_is_renamed_or_it_is_said_why_not()
    {
        await using var editor = new Editor();
        await editor.BeginAsync();
        await editor.OpenAsync("a.yaml", Right);
        var prepared = await editor.ResultAsync("textDocument/prepareRename", editor.At("a.yaml", 9, 37));
        Assert.Equal("userID", prepared.GetProperty("placeholder").GetString());
        var renamed = await editor.ResultAsync("textDocument/rename", editor.At("a.yaml", 9, 37, ",\"newName\":\"personID\""));
        var edits = renamed.GetProperty("changes").GetProperty(editor.UriOf("a.yaml")).EnumerateArray().ToList();
        Assert.Equal(["7:6-7:12", "9:37-9:43"], edits.Select(RangeOf));
        Assert.All(edits, e => Assert.Equal("personID", e.GetProperty("newText").GetString()));
        var refused = await editor.AskAsync("textDocument/rename", editor.At("a.yaml", 9, 37, ",\"newName\":\"run\""));
        Assert.Equal(-32803, CodeOf(refused));
        Assert.Contains("a name of the language", refused.ToString(), StringComparison.Ordinal);
        Assert.Equal(-32803, CodeOf(await editor.AskAsync("textDocument/prepareRename", editor.At("a.yaml", 0, 3))));
        Assert.Equal(-32602, CodeOf(await editor.AskAsync("textDocument/rename", editor.At("a.yaml", 9, 37))));
    }

    [Fact]
    public async Task Completion_works_while_the_file_is_broken()
    {
        await using var editor = new Editor();
        await editor.BeginAsync();
        await editor.OpenAsync("a.yaml", Right);
        await editor.PauseAsync(1);
        await editor.ChangeAsync("a.yaml", 2, Right + "    headers: { X: '<<user\n");
        var offered = await editor.ResultAsync("textDocument/completion", editor.At("a.yaml", 10, 25));
        var variable = offered.EnumerateArray().Single(i => i.GetProperty("label").GetString() == "userID");
        Assert.Equal("step 1 \"Create it\"", variable.GetProperty("detail").GetString());
        Assert.Equal("10:21-10:25", RangeOf(variable.GetProperty("textEdit")));
        await editor.ChangeAsync("a.yaml", 3, Right + "    exp");
        var keys = await editor.ResultAsync("textDocument/completion", editor.At("a.yaml", 10, 7));
        var key = keys.EnumerateArray().Single(i => i.GetProperty("label").GetString() == "expect");
        Assert.Equal("expect:", key.GetProperty("textEdit").GetProperty("newText").GetString());
    }

    private static int CodeOf(JsonElement answer) => answer.GetProperty("error").GetProperty("code").GetInt32();

    private static string RangeOf(JsonElement element)
    {
        var range = element.TryGetProperty("location", out var location) ? location.GetProperty("range") : element.GetProperty("range");
        var (start, end) = (range.GetProperty("start"), range.GetProperty("end"));
        return $"{start.GetProperty("line")}:{start.GetProperty("character")}-{end.GetProperty("line")}:{end.GetProperty("character")}";
    }
}
