using System.Buffers;
using System.Text.Json;
using PingOneScenarios.Engine;

namespace PingOneScenarios.Cli.LanguageServer;

/// <summary>
/// A language server over two streams (LSP 3.17). One thing at a time, in the order in which it comes: no message is read before the last
/// one is answered, and files are checked when for a moment no message came.
/// </summary>
internal sealed class ServerLoop
{
    /// <summary>How long typing has to pause before files are checked.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(150);

    private readonly MessageReader input;
    private readonly MessageWriter output;
    private readonly TimeProvider clock;
    private readonly EditorSession session;
    private readonly Publisher publisher;

    public ServerLoop(Stream input, Stream output, Workspace workspace, TimeProvider clock)
    {
        (this.input, this.output, this.clock) = (new MessageReader(input), new MessageWriter(output), clock);
        var documents = new OpenDocuments(workspace);
        session = new EditorSession(documents);
        publisher = new Publisher(documents, this.output);
    }

    /// <summary>Gives the exit code: 0 when the editor asked for the end, 1 when it went away without a word.</summary>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        try
        {
            await TalkAsync(ct);
        }
        catch (IOException)
        {
            // The editor is gone.
            return 1;
        }
        return session.IsShutDown ? 0 : 1;
    }

    private async Task TalkAsync(CancellationToken ct)
    {
        // A console cannot be asked to stop reading.
        var stop = Task.Delay(Timeout.Infinite, ct);
        var next = input.ReadAsync(ct);
        Task? pause = null;
        while (!session.HasEnded)
        {
            await Task.WhenAny(next, pause ?? stop, stop);
            ct.ThrowIfCancellationRequested();
            if (next.IsCompleted)
            {
                if (await next is not { } frame)
                    return;
                await TakeAsync(frame, ct);
                next = input.ReadAsync(ct);
            }
            else
            {
                pause = null;
                await GuardAsync(() => publisher.PublishAsync(ct), ct);
            }
            if (!session.NeedsCheck)
                continue;
            session.NeedsCheck = false;
            pause = Task.Delay(Pause, clock, ct);
        }
    }

    private async Task TakeAsync(Frame frame, CancellationToken ct)
    {
        if (frame.Fault is { } fault)
        {
            await output.RefuseAsync(null, RpcError.InvalidRequest(fault), ct);
            return;
        }
        JsonDocument message;
        try
        {
            message = JsonDocument.Parse(frame.Body);
        }
        catch (JsonException)
        {
            await output.RefuseAsync(null, RpcError.NotJson, ct);
            return;
        }
        using (message)
            await TakeAsync(message.RootElement, ct);
    }

    private async Task TakeAsync(JsonElement message, CancellationToken ct)
    {
        var id = message.Find("id");
        var parameters = message.Find("params") ?? default;
        if (message.Find("method").Text() is { } method && id is null)
            await GuardAsync(() => Notify(method, parameters), ct);
        else if (message.Find("method").Text() is { } request)
            await AnswerAsync(id, request, parameters, ct);
        else if (message.Find("result") is null && message.Find("error") is null)
            await output.RefuseAsync(id, RpcError.InvalidRequest("a message has a method"), ct);
    }

    private Task Notify(string method, JsonElement parameters)
    {
        var isTime = session.IsInitialized && !session.IsShutDown || method == "exit";
        if (isTime && Methods.Notifications.TryGetValue(method, out var row))
            row.Take(session, parameters);
        return Task.CompletedTask;
    }

    private async Task AnswerAsync(JsonElement? id, string method, JsonElement parameters, CancellationToken ct)
    {
        var result = new ArrayBufferWriter<byte>();
        var error = await AnswerAsync(method, parameters, result, ct);
        if (error is null)
            await output.AnswerAsync(id, result.WrittenMemory, ct);
        else
            await output.RefuseAsync(id, error, ct);
    }

    private async Task<RpcError?> AnswerAsync(string method, JsonElement parameters, ArrayBufferWriter<byte> result, CancellationToken ct)
    {
        if (session.IsShutDown)
            return RpcError.InvalidRequest("the server was asked to shut down");
        if (!session.IsInitialized && method != Methods.Initialize)
            return RpcError.NotInitialized;
        if (!Methods.Requests.TryGetValue(method, out var row))
            return RpcError.MethodNotFound(method);
        try
        {
            await using var writer = new Utf8JsonWriter(result);
            return await row.Answer(session, parameters, writer, ct);
        }
#pragma warning disable CA1031 // a bug in one answer must not cost a person the editor's help until the next start
        catch (Exception e) when (e is not (OperationCanceledException or IOException))
#pragma warning restore CA1031
        {
            return RpcError.Internal(e);
        }
    }

    // What has no answer that could say so is said in the log of the editor.
    private async Task GuardAsync(Func<Task> act, CancellationToken ct)
    {
        try
        {
            await act();
        }
#pragma warning disable CA1031 // as above
        catch (Exception e) when (e is not (OperationCanceledException or IOException))
#pragma warning restore CA1031
        {
            await output.LogAsync(RpcError.Internal(e).Message, ct);
        }
    }
}
