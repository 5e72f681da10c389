using System.CommandLine;
using PingOneScenarios.Cli.Commands;
using PingOneScenarios.Cli.Locals;
using PingOneScenarios.Engine;

namespace PingOneScenarios.Cli.Watching;

/// <summary>Runs the scenarios of a command line again and again, until somebody wants no more.</summary>
/// <param name="terminal">Shows the runs, and what happens between them.</param>
/// <param name="options">Name the scenarios.</param>
/// <param name="parsed">The command line.</param>
/// <param name="changes">Watches the files.</param>
/// <param name="wishes">Tells when to run again.</param>
internal sealed class WatchLoop(Terminal terminal, RunOptions options, ParseResult parsed, ChangeWatch changes, Wishes wishes)
{
    private readonly WatchText text = new(terminal);
    private HashSet<string> files = new(StringComparer.Ordinal);

    /// <summary>Gives the exit code.</summary>
    /// <param name="workspace">Loads the scenarios; its connections stay open between the runs.</param>
    /// <param name="once">Runs them once.</param>
    /// <param name="local">The local PingOne, a new one for each run; null when it is not asked for.</param>
    /// <param name="ct">Ends the run in order, and the watch.</param>
    /// <exception cref="OperationCanceledException">The user wished to stop.</exception>
    public async Task<int> RunAsync(Workspace workspace, RunOnce once, LocalServer? local, CancellationToken ct)
    {
        for (var (wish, number) = (Wish.Again, 1); wish != Wish.Quit; number++)
        {
            text.Begin(wish, number);
            workspace.Secrets.Forget();
            workspace.Decisions.Forget();
            options.Watched.ForgetFiles();
            if (local is not null)
                await local.RenewAsync(ct);
            var selected = await options.SelectAsync(parsed, workspace, ct);
            if (selected.Code != ExitCode.Passed)
                return selected.Code;
            var prepared = await options.PrepareAsync(parsed, selected, local, ct);
            if (options.RefusesPipe(prepared, "a watch over its changes"))
                return ExitCode.WrongUse;
            Follow(prepared);
            var interrupted = await RunAsync(once, prepared, ct);
            ct.ThrowIfCancellationRequested();
            // A watch nobody can see is of no use to anybody.
            if (once.HasLeaked || terminal.HasLost)
                return ExitCode.Broken;
            wish = interrupted ?? await WaitAsync(ct);
        }
        return ExitCode.Passed;
    }

    // A scenario that cannot be read names no files: those it named before are still watched, to see it mended.
    private void Follow(IReadOnlyList<PreparedRun> prepared)
    {
        var named = prepared.SelectMany(p => p.Files);
        var isWhole = prepared.All(p => p.Steps.Any());
        files = isWhole ? [.. named] : [.. files, .. named];
        changes.Follow(files);
    }

    // What is wished for while the scenarios run; they are then ended in order. Null when they ended by themselves.
    private async Task<Wish?> RunAsync(RunOnce once, IReadOnlyList<PreparedRun> prepared, CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var running = once.RunAsync(parsed, prepared, stop.Token);
        var wished = wishes.NextAsync(enough.Token);
        try
        {
            await Task.WhenAny(running, wished);
            if (wished.IsCompletedSuccessfully)
                await stop.CancelAsync();
            await running;
        }
        finally
        {
            await enough.CancelAsync();
            await ((Task)wished).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        return wished.IsCanceled ? null : await wished;
    }

    private Task<Wish> WaitAsync(CancellationToken ct)
    {
        text.Wait(changes.Count, changes.IsSlow);
        return wishes.NextAsync(ct);
    }
}
