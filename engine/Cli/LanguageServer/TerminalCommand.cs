using System.Buffers;
using System.Text.Json;

namespace PingOneScenarios.Cli.LanguageServer;

/// <summary>How an editor is asked to type a command into its terminal; the server starts nothing by itself.</summary>
/// <param name="Name">The command of the editor.</param>
/// <param name="Argument">The member of its one argument that takes the text; null when the text is the argument.</param>
/// <param name="End">What follows the text so that the terminal runs it.</param>
internal sealed record TerminalCommand(string Name, string? Argument, string End)
{
    /// <summary>Letters that mean themselves in double quotes, in every shell.</summary>
    private static readonly SearchValues<char> Plain = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 ._-/\\:@+,="
    );

    /// <summary>For an editor that is given the command in its settings.</summary>
    public static TerminalCommand Usual { get; } = new("p1s.run", null, "");

    private static TerminalCommand VisualStudioCode { get; } = new("workbench.action.terminal.sendSequence", "text", "\r");

    /// <param name="client">The name of the editor, as it introduces itself; VS Code and what is made of it have the word "Code" in it.</param>
    public static TerminalCommand Of(string? client) =>
        client is not null && client.Contains("Code", StringComparison.Ordinal) ? VisualStudioCode : Usual;

    /// <summary>The line that runs a file on the emulator; null for a name that a shell could take for more than a name.</summary>
    public static string? LineFor(string path)
    {
        if (path.AsSpan().ContainsAnyExcept(Plain) || path.Contains("\\\"", StringComparison.Ordinal) || path.EndsWith('\\'))
            return null;
        return path.Contains(' ', StringComparison.Ordinal) ? $"p1s run \"{path}\" --emulator" : $"p1s run {path} --emulator";
    }

    /// <summary>Writes the member <c>command</c> of a lens.</summary>
    public void Write(Utf8JsonWriter writer, string title, string line)
    {
        writer.WriteStartObject("command");
        writer.WriteString("title", title);
        writer.WriteString("command", Name);
        writer.WriteStartArray("arguments");
        if (Argument is null)
            writer.WriteStringValue(line + End);
        else
        {
            writer.WriteStartObject();
            writer.WriteString(Argument, line + End);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
