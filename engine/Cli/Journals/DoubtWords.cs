using System.Collections.Immutable;
using PingOneScenarios.Engine.Execution.Journaling;

namespace PingOneScenarios.Cli.Journals;

/// <summary>What is said of requests in doubt: each with the commands that settle it.</summary>
internal static class DoubtWords
{
    /// <param name="run">The id of the run.</param>
    /// <param name="doubts">Its steps in doubt.</param>
    /// <param name="canGoOn">Whether the run can go on behind them; not when it was taken back.</param>
    /// <param name="commands">How commands are typed.</param>
    public static IEnumerable<string> Of(string run, ImmutableArray<DoubtLeft> doubts, bool canGoOn, RunCommands commands)
    {
        foreach (var doubt in doubts)
        {
            yield return $"nobody knows whether the request of {doubt.Path} was carried out";
            if (!canGoOn)
            {
                yield return "  look at the server, and remove what it made if nobody wants it";
                continue;
            }
            var given = doubt.Gives.IsEmpty ? "" : $", with what it gave in place of {RunCommands.Unknown}";
            yield return $"  if it was{given}: {commands.SettleDone(run, doubt)}";
            yield return $"  to send it again: {commands.SettleAgain(run, doubt)}";
        }
    }
}
