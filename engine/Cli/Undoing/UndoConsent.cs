using PingOneScenarios.Cli.Display;
using PingOneScenarios.Engine;

namespace PingOneScenarios.Cli.Undoing;

/// <summary>Shows what would be taken back, and asks whether that is to be.</summary>
/// <param name="terminal">Where there is somebody to ask, or not.</param>
/// <param name="commandLine">What to type when there is nobody.</param>
/// <param name="source">The run.</param>
internal sealed class UndoConsent(Terminal terminal, CommandLine commandLine, IUndoSource source)
{
    /// <summary>Whether it was given on the command line.</summary>
    public required bool IsGiven { get; init; }

    /// <summary>Whether what was agreed to need not be shown.</summary>
    public required bool IsQuiet { get; init; }

    /// <summary>Null to go on; else the exit code.</summary>
    /// <param name="run">Takes back, and can run.</param>
    /// <param name="ct">Ends the asking.</param>
    public async Task<int?> AskAsync(PreparedRun run, CancellationToken ct)
    {
        return await AskAsync([(source, run)], ct);
    }

    /// <summary>The same of several runs, each of which takes back and can run.</summary>
    public async Task<int?> AskAsync(IEnumerable<(IUndoSource Source, PreparedRun Run)> runs, CancellationToken ct)
    {
        var due = 0;
        foreach (var (one, run) in runs)
        {
            var preview = run.PreviewUndo();
            if (!IsGiven || !IsQuiet)
                foreach (var line in UndoText.Of(one, preview))
                    terminal.Output.WriteLine(SafeText.Line(line));
            due += preview.Lines.Count(l => l.Problem is null);
        }
        return IsGiven || due == 0 ? null
            : terminal.HasKeys ? await AskAsync(due, ct)
            : Refuse();
    }

    private int Refuse()
    {
        terminal.Error.WriteLine(
            SafeText.Line($"p1s: nothing was sent, for there is nobody to ask; to take this back, type: {commandLine.Shown} --yes")
        );
        return ExitCode.WrongUse;
    }

    private async Task<int?> AskAsync(int due, CancellationToken ct)
    {
        terminal.Conversation.Write($"Send {(due == 1 ? "this request" : $"these {due} requests")}? [y/N] ");
        var answer = (await terminal.ReadLineAsync(isShown: true, ct))?.Trim();
        if (
            answer is not null
            && (answer.Equals("y", StringComparison.OrdinalIgnoreCase) || answer.Equals("yes", StringComparison.OrdinalIgnoreCase))
        )
            return null;
        terminal.Conversation.WriteLine("nothing was sent");
        return ExitCode.Cancelled;
    }
}
