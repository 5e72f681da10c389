#pragma warning disable RS0030 // keeper of the files a command was told to write
using System.CommandLine;
using System.Text;

namespace PingOneScenarios.Cli;

/// <summary>Text that goes to standard output, or to the file that <c>--output</c> names.</summary>
internal static class OutputFile
{
    private static readonly UTF8Encoding WithoutMark = new(encoderShouldEmitUTF8Identifier: false);

    public static Option<string?> Option() =>
        new("--output", "-o") { Description = "Write to this file instead of standard output.", HelpName = "file" };

    /// <param name="terminal">Where text goes without a file, and what is said.</param>
    /// <param name="path">Null for standard output.</param>
    /// <param name="text">Ends with a line break.</param>
    /// <param name="ct">Ends the writing.</param>
    public static async Task<int> WriteAsync(Terminal terminal, string? path, string text, CancellationToken ct)
    {
        if (path is null)
        {
            await terminal.Output.WriteAsync(text.AsMemory(), ct);
            return ExitCode.Passed;
        }
        try
        {
            await File.WriteAllTextAsync(path, text, WithoutMark, ct);
            return ExitCode.Passed;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            await terminal.Error.WriteLineAsync(
                $"p1s: {Display.SafeText.Line(path)} cannot be written; look at the folder and its permissions"
            );
            return ExitCode.WrongUse;
        }
    }
}
