using PingOneScenarios.Cli.Display;
using PingOneScenarios.Engine;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Execution.Journaling;
using PingOneScenarios.Engine.Files;
using PingOneScenarios.Engine.Loading;
using PingOneScenarios.Engine.Trust;

namespace PingOneScenarios.Cli.Journals;

/// <summary>The scenario of a run that was written down, bound once more as it was bound then.</summary>
internal static class KeptBinding
{
    /// <param name="workspace">Loads it.</param>
    /// <param name="head">What the run began with.</param>
    /// <param name="now">Whoever answers now, and how it is shown.</param>
    /// <param name="place">Where the run is named.</param>
    /// <param name="ct">Ends the binding.</param>
    public static async Task<PreparedRun> MakeAsync(
        Workspace workspace,
        RunHead head,
        RunSettings now,
        SourceSpan place,
        CancellationToken ct
    )
    {
        var settings = now with
        {
            Environment =
                head.Environment is { } named && !BuiltInEnvironments.IsRegion(named) ? GoingOn.PathOf(head, named) : head.Environment,
            Inputs = head.Set,
            AllowOrigins = head.AllowOrigins,
            AllowPrivate = head.AllowPrivate,
            Undo = head.Undo,
            AllowEmpty = head.AllowEmpty,
            Budgets = now.Budgets == Budgets.Usual ? head.Budgets : now.Budgets,
            Recorded = head.Given.ToDictionary(StringComparer.Ordinal),
        };
        var path = GoingOn.PathOf(head, head.Path);
        // What came through a pipe is gone; the journal has it.
        var file = new NamedFile(path, place, WasFound: false)
        {
            Piped = head.IsPiped ? new PipedText(path, head.Texts[0].Value, null) : null,
        };
        var loaded = await workspace.LoadAsync([file], ct);
        return await loaded[0].BindAsync(settings, ct);
    }

    /// <summary>Says what has changed since the run began; whether it may go on.</summary>
    /// <param name="terminal">Where it is said.</param>
    /// <param name="prepared">As it is now; with errors of its own it is not looked at.</param>
    /// <param name="kept">As it was.</param>
    /// <param name="mayDiffer">Whether changes are accepted.</param>
    public static bool IsAccepted(Terminal terminal, PreparedRun prepared, KeptRun kept, bool mayDiffer)
    {
        if (!prepared.CanRun || prepared.ChangesSince(kept) is not { Count: > 0 } changes)
            return true;
        var where = mayDiffer ? terminal.Output : terminal.Error;
        where.WriteLine(
            mayDiffer ? "changed since the run began:" : "p1s: nothing was sent, for something has changed since the run began:"
        );
        foreach (var change in changes)
            where.WriteLine(SafeText.Line("  " + change));
        if (!mayDiffer)
            where.WriteLine("  bring it back as it was; or, if it is right as it is now, type the same with --accept-changes");
        return mayDiffer;
    }
}
