using System.Collections.Immutable;
using PingOneScenarios.Engine.Execution.Journaling;

namespace PingOneScenarios.Cli.Journals;

/// <summary>What is said of requests in doubt: each with the commands that settle it.</summary>
internal static class DoubtWords
{
    /// <param name="run">The id of the run.</param>
    /// <param name="doubts">Its steps in doubt.</param>
    /// <param name="canGoOn">Whether the run can go on behind them; not when it was taken back.</param>
    /// <param name="isWaiting">Whether that is what it waits for.</param>
    /// <param name="commands">How commands are typed.</param>
    public static IEnumerable<string> Of(string run, ImmutableArray<DoubtLeft> doubts, bool canGoOn, bool isWaiting, RunCommands commands)
    {
        var wait = isWaiting ? "; the run waits until you say so" : "";
        foreach (var doubt in doubts)
        {
            yield return $"nobody knows whether the request of {doubt.Path} was carried out{wait}";
            if (!canGoOn)
                continue;
            var given = doubt.Gives.IsEmpty ? "" : $", with what it gave in place of {RunCommands.Unknown}";
            yield return $"  if it was{given}: {commands.SettleDone(run, doubt)}";
            yield return $"  to send it again: {commands.SettleAgain(run, doubt)}";
        }
        if (!canGoOn && !doubts.IsEmpty)
            yield return $"  look at the server, and remove what is there; then {commands.Forget(run)} --yes forgets the run";
    }
}
