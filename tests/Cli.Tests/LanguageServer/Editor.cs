using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using PingOneScenarios.Cli.LanguageServer;
using PingOneScenarios.Engine;

namespace PingOneScenarios.Cli.Tests.LanguageServer;

/// <summary>An editor that speaks to a language server inside this process.</summary>
internal sealed class Editor : IAsyncDisposable
{
    private readonly Pipe toServer = new();
    private readonly Pipe fromServer = new(new PipeOptions(pauseWriterThreshold: 0));
    private readonly Stream output;
    private readonly MessageReader input;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("p1s-lsp-");
    private readonly Queue<JsonElement> notifications = new();
    private readonly Workspace workspace = new();
    private int lastId;

    public Editor()
    {
        output = toServer.Writer.AsStream();
        input = new MessageReader(fromServer.Reader.AsStream());
        Ended = new ServerLoop(toServer.Reader.AsStream(), fromServer.Writer.AsStream(), workspace, Clock).RunAsync(Ct);
    }

    public FakeTimeProvider Clock { get; } = new();

    /// <summary>The exit code, once the server has ended.</summary>
    public Task<int> Ended { get; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public string PathOf(string file) => Path.Combine(folder.FullName, file);

    public string UriOf(string file) => new Uri(PathOf(file)).AbsoluteUri;

    public async Task SendBytesAsync(byte[] bytes)
    {
        await output.WriteAsync(bytes, Ct);
        await output.FlushAsync(Ct);
    }

    public Task SendAsync(string json)
    {
        var body = Encoding.UTF8.GetBytes(json);
        return SendBytesAsync([.. Encoding.ASCII.GetBytes($"Content-Length: {body.Length}\r\n\r\n"), .. body]);
    }

    public Task NotifyAsync(string method, string parameters) =>
        SendAsync($$"""{"jsonrpc":"2.0","method":"{{method}}","params":{{parameters}}}""");

    /// <summary>Sends a request and gives its answer: an object with <c>result</c> or <c>error</c>.</summary>
    public async Task<JsonElement> AskAsync(string method, string parameters = "{}")
    {
        var id = ++lastId;
        await SendAsync($$"""{"jsonrpc":"2.0","id":{{id}},"method":"{{method}}","params":{{parameters}}}""");
        while (true)
        {
            var message = await ReceiveAsync() ?? throw new EndOfStreamException("the server ended without an answer");
            if (message.TryGetProperty("id", out var of) && of.ValueKind == JsonValueKind.Number && of.GetInt32() == id)
                return message;
            notifications.Enqueue(message);
        }
    }

    public async Task<JsonElement> ResultAsync(string method, string parameters = "{}")
    {
        var answer = await AskAsync(method, parameters);
        Assert.True(answer.TryGetProperty("result", out var result), answer.ToString());
        return result;
    }

    public async Task BeginAsync()
    {
        await ResultAsync("initialize", """{"capabilities":{"textDocument":{"hover":{"contentFormat":["markdown"]}}}}""");
        await NotifyAsync("initialized", "{}");
    }

    public Task OpenAsync(string file, string text) =>
        NotifyAsync(
            "textDocument/didOpen",
            $$$"""{"textDocument":{"uri":"{{{UriOf(file)}}}","languageId":"yaml","version":1,"text":{{{JsonText(text)}}}}}"""
        );

    public Task ChangeAsync(string file, int version, string text) =>
        NotifyAsync(
            "textDocument/didChange",
            $$$"""{"textDocument":{"uri":"{{{UriOf(file)}}}","version":{{{version}}}},"contentChanges":[{"text":{{{JsonText(text)}}}}]}"""
        );

    public Task SaveAsync(string file) => NotifyAsync("textDocument/didSave", Named(file) + "}");

    public Task CloseAsync(string file) => NotifyAsync("textDocument/didClose", Named(file) + "}");

    /// <summary>What is asked about a place; the line and the character count from 0.</summary>
    public string At(string file, int line, int character, string more = "") =>
        $"{Named(file)},\"position\":{{\"line\":{line},\"character\":{character}}}{more}}}";

    /// <summary>Typing pauses; gives the diagnostics of as many files as are told then, one text a file.</summary>
    public async Task<string[]> PauseAsync(int files)
    {
        // Once this is answered, all that was sent before it has been taken in.
        await AskAsync("$/ping");
        Clock.Advance(ServerLoop.Pause);
        var told = new string[files];
        for (var i = 0; i < files; i++)
            told[i] = Told(await NotificationAsync());
        return told;
    }

    /// <summary>Nothing is said for a pause.</summary>
    public async Task AssertSilentAsync()
    {
        await AskAsync("$/ping");
        Clock.Advance(ServerLoop.Pause);
        await AskAsync("$/ping");
        Assert.Empty(notifications);
    }

    public async Task<JsonElement> NotificationAsync() =>
        notifications.TryDequeue(out var early) ? early : await ReceiveAsync() ?? throw new EndOfStreamException("the server ended");

    public async ValueTask DisposeAsync()
    {
        await toServer.Writer.CompleteAsync();
        await Ended;
        folder.Delete(recursive: true);
        workspace.Dispose();
    }

    /// <summary>The end of everything an editor sends.</summary>
    public async Task<int> HangUpAsync()
    {
        await toServer.Writer.CompleteAsync();
        return await Ended;
    }

    private async Task<JsonElement?> ReceiveAsync()
    {
        if (await input.ReadAsync(Ct) is not { } frame)
            return null;
        Assert.Null(frame.Fault);
        using var document = JsonDocument.Parse(frame.Body);
        return document.RootElement.Clone();
    }

    private string Named(string file) => $"{{\"textDocument\":{{\"uri\":\"{UriOf(file)}\"}}";

    private static string JsonText(string text) => $"\"{JsonEncodedText.Encode(text)}\"";

    private static string Told(JsonElement message)
    {
        Assert.Equal("textDocument/publishDiagnostics", message.GetProperty("method").GetString());
        var parameters = message.GetProperty("params");
        var uri = parameters.GetProperty("uri").GetString()!;
        var text = new StringBuilder(uri[(uri.LastIndexOf('/') + 1)..]);
        foreach (var problem in parameters.GetProperty("diagnostics").EnumerateArray())
        {
            var (start, end) = (problem.GetProperty("range").GetProperty("start"), problem.GetProperty("range").GetProperty("end"));
            text.Append($" [{Place(start)}-{Place(end)} {problem.GetProperty("severity")} {problem.GetProperty("code").GetString()}: ");
            text.Append(problem.GetProperty("message").GetString()!.Replace("\n", " / ", StringComparison.Ordinal)).Append(']');
        }
        return text.ToString();
    }

    private static string Place(JsonElement position) => $"{position.GetProperty("line")}:{position.GetProperty("character")}";
}
