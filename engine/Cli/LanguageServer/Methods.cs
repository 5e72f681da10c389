using System.Collections.Frozen;
using System.Text.Json;

namespace PingOneScenarios.Cli.LanguageServer;

/// <summary>A request: it has an answer.</summary>
/// <param name="Name">Of the method.</param>
/// <param name="Answer">Writes the result, or gives the error that takes its place.</param>
internal sealed record RequestRow(string Name, Func<EditorSession, JsonElement, Utf8JsonWriter, CancellationToken, Task<RpcError?>> Answer);

/// <summary>A notification: it has no answer.</summary>
internal sealed record NotificationRow(string Name, Action<EditorSession, JsonElement> Take);

/// <summary>Every method the server knows.</summary>
internal static class Methods
{
    public const string Initialize = "initialize";

    public static FrozenDictionary<string, RequestRow> Requests { get; } =
        new[]
        {
            Plain(Initialize, Lifecycle.Initialize),
            Plain("shutdown", Lifecycle.Shutdown),
            About("textDocument/hover", WordAnswers.Hover),
            About("textDocument/completion", WordAnswers.Completion),
            About("textDocument/definition", Answers.Definition),
            About("textDocument/references", Answers.References),
            About("textDocument/prepareRename", Answers.PrepareRename),
            About("textDocument/rename", Answers.Rename),
            About("textDocument/documentSymbol", Answers.Symbols),
            About("textDocument/formatting", FileAnswers.Formatting),
            About("textDocument/codeLens", FileAnswers.Lenses),
            About("textDocument/codeAction", FileAnswers.RepairsAsync),
        }.ToFrozenDictionary(r => r.Name, StringComparer.Ordinal);

    public static FrozenDictionary<string, NotificationRow> Notifications { get; } =
        new NotificationRow[]
        {
            new("exit", (session, _) => session.HasEnded = true),
            new("textDocument/didOpen", Synchronizing.Open),
            new("textDocument/didChange", Synchronizing.Change),
            new("textDocument/didSave", Synchronizing.Save),
            new("textDocument/didClose", Synchronizing.Close),
            new("workspace/didChangeWatchedFiles", Synchronizing.Save),
        }.ToFrozenDictionary(r => r.Name, StringComparer.Ordinal);

    private static RequestRow Plain(string name, Func<EditorSession, JsonElement, Utf8JsonWriter, RpcError?> answer) =>
        new(name, (session, parameters, writer, _) => Task.FromResult(answer(session, parameters, writer)));

    private static RequestRow About(string name, Func<EditorQuestion, EditorSession, Utf8JsonWriter, RpcError?> answer) =>
        About(name, (asked, session, writer, _) => Task.FromResult(answer(asked, session, writer)));

    // A document that is not open, or left alone, has nothing to say.
    private static RequestRow About(
        string name,
        Func<EditorQuestion, EditorSession, Utf8JsonWriter, CancellationToken, Task<RpcError?>> answer
    ) =>
        new(
            name,
            async (session, parameters, writer, ct) =>
            {
                if (await EditorQuestion.FindAsync(session.Documents, parameters, ct) is { } asked)
                    return await answer(asked, session, writer, ct);
                writer.WriteNullValue();
                return null;
            }
        );
}
