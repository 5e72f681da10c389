using System.Text;
using PingOneScenarios.Cli.LanguageServer;

namespace PingOneScenarios.Cli.Tests.LanguageServer;

/// <summary>Whatever comes in, the server goes on, and ends when the stream does.</summary>
public sealed class HostileClientTests
{
    private const int Seed = 20240131;

    [Theory]
    [InlineData("Content-Length: 3\r\n\r\n{x}")]
    [InlineData("Content-Length: 2\r\n\r\n[]")]
    [InlineData("Content-Length: 1\r\n\r\n1")]
    [InlineData("Content-Length: 0\r\n\r\n")]
    [InlineData("Content-Length: -5\r\n\r\n")]
    [InlineData("Content-Length: 99999999999999999999\r\n\r\n")]
    [InlineData("Content-Type: x\r\n\r\n")]
    [InlineData("no header at all\r\n\r\n")]
    [InlineData("\r\n\r\n\r\n")]
    [InlineData("content-length : 17\r\nX: y\r\n\r\n{\"method\":\"\\ud8\"}")]
    [InlineData("Content-Length: 28\r\n\r\n{\"id\":1,\"method\":\"\\ud800x\" }")]
    [InlineData("Content-Length: 55\r\n\r\n{\"method\":\"textDocument/didOpen\"")]
    public async Task A_malformed_message_is_survived(string bytes)
    {
        await using var editor = new Editor();
        await editor.BeginAsync();
        await editor.SendBytesAsync(Encoding.UTF8.GetBytes(bytes));
        // What the last case lacks is taken from this message.
        await editor.SendAsync("{}");
        Assert.Equal(-32601, (await editor.AskAsync("$/ping")).GetProperty("error").GetProperty("code").GetInt32());
    }

    [Theory]
    [InlineData("textDocument/didOpen", "null")]
    [InlineData("textDocument/didOpen", "[]")]
    [InlineData("textDocument/didOpen", "{\"textDocument\":7}")]
    [InlineData("textDocument/didOpen", "{\"textDocument\":{\"uri\":\"untitled:x\",\"text\":\"scenario: S\"}}")]
    [InlineData("textDocument/didOpen", "{\"textDocument\":{\"uri\":\"file:///%00\",\"text\":\"scenario: S\"}}")]
    [InlineData("textDocument/didOpen", "{\"textDocument\":{\"uri\":\"not a uri\",\"text\":\"scenario: S\"}}")]
    [InlineData("textDocument/didOpen", "{\"textDocument\":{\"uri\":\"file:///x.yaml\",\"text\":\"\\ud800\"}}")]
    [InlineData(
        "textDocument/didChange",
        "{\"textDocument\":{\"uri\":\"file:///never-opened.yaml\"},\"contentChanges\":[{\"text\":\"\"}]}"
    )]
    [InlineData("textDocument/didChange", "{\"contentChanges\":{}}")]
    [InlineData("textDocument/didClose", "{}")]
    [InlineData("textDocument/hover", "{\"textDocument\":{\"uri\":\"file:///never-opened.yaml\"}}")]
    [InlineData("textDocument/hover", "7")]
    [InlineData("initialize", "{\"capabilities\":{\"textDocument\":[]}}")]
    public async Task Wrong_parameters_are_survived(string method, string parameters)
    {
        await using var editor = new Editor();
        await editor.BeginAsync();
        await editor.NotifyAsync(method, parameters);
        await editor.AskAsync(method, parameters);
        await editor.AssertSilentAsync();
    }

    [Fact]
    public async Task A_message_that_is_too_large_is_skipped()
    {
        await using var editor = new Editor();
        await editor.BeginAsync();
        await editor.SendBytesAsync(Encoding.ASCII.GetBytes($"Content-Length: {MessageReader.LargestBody + 1}\r\n\r\n"));
        for (var sent = 0; sent < MessageReader.LargestBody; sent += 1 << 20)
            await editor.SendBytesAsync(new byte[1 << 20]);
        await editor.SendBytesAsync([0]);
        Assert.Equal(-32600, (await editor.NotificationAsync()).GetProperty("error").GetProperty("code").GetInt32());
        Assert.True((await editor.AskAsync("$/ping")).TryGetProperty("error", out _));
    }

    [Fact]
    public async Task Random_bytes_are_survived_to_the_end_of_the_stream()
    {
        var random = new Random(Seed);
        for (var turn = 0; turn < 20; turn++)
        {
            await using var editor = new Editor();
            await editor.BeginAsync();
            var bytes = new byte[random.Next(1, 5000)];
            random.NextBytes(bytes);
            await editor.SendBytesAsync(bytes);
            await editor.SendBytesAsync(Encoding.ASCII.GetBytes("\r\n\r\nContent-Length: 5\r\n\r\n{\"a\":"));
            Assert.Equal(1, await editor.HangUpAsync());
        }
    }

    [Fact]
    public async Task Every_beginning_of_a_file_can_be_asked_about_at_its_end()
    {
        const string Text =
            "scenario: S\nvars: { a: '🎉<<run.id>>' }\nsteps:\n  - step: A\r\n    request: GET https://h/<<text.upper $\"{a}\">>\n    expect: { json: [ {x: <<is.uuid>>} ] }\n";
        await using var editor = new Editor();
        await editor.BeginAsync();
        await editor.OpenAsync("a.yaml", "");
        for (var length = 0; length <= Text.Length; length++)
        {
            if (length > 0 && char.IsHighSurrogate(Text[length - 1]))
                continue;
            await editor.ChangeAsync("a.yaml", length + 2, Text[..length]);
            var lines = Text[..length].Split('\n');
            var end = editor.At("a.yaml", lines.Length - 1, lines[^1].Length, ",\"newName\":\"b\"");
            foreach (var method in new[] { "hover", "completion", "definition", "references", "prepareRename", "rename", "documentSymbol" })
            {
                var answer = await editor.AskAsync($"textDocument/{method}", end);
                Assert.DoesNotContain("-32603", answer.ToString(), StringComparison.Ordinal);
            }
        }
    }
}
