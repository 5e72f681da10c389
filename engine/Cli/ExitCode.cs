using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Cli;

/// <summary>What the process says when it ends (the scenario language, section 8).</summary>
internal static class ExitCode
{
    public const int Passed = 0;
    public const int Failed = 1;
    public const int WrongUse = 2;
    public const int Invalid = 3;
    public const int Broken = 4;
    public const int Refused = 5;
    public const int LeftBehind = 6;

    /// <summary>Something may have been made, and nobody knows.</summary>
    public const int InDoubt = 7;
    public const int Cancelled = 130;

    /// <summary>Gravest first: of several scenarios the gravest code is the code of the process.</summary>
    private static readonly int[] ByGravity = [WrongUse, Invalid, Refused, InDoubt, Cancelled, Failed, Broken, LeftBehind, Passed];

    public static int From(RunSummary summary) =>
        summary.Outcome switch
        {
            _ when summary.Refused => Refused,
            Outcome.Unknown => InDoubt,
            Outcome.Cancelled => Cancelled,
            // What was to be done there is nothing but to take back.
            _ when summary.TakesBack && !summary.LeftBehind.IsEmpty => LeftBehind,
            Outcome.Failed => Failed,
            Outcome.Broken => Broken,
            // Only what may be empty has no reason why it should not.
            Outcome.Skipped when !summary.Problems.IsEmpty => Failed,
            _ when summary.UndoWasDue && !summary.LeftBehind.IsEmpty => LeftBehind,
            _ => Passed,
        };

    /// <summary>For what was found before anything was sent.</summary>
    public static int From(IEnumerable<Diagnostic> problems)
    {
        var errors = problems.Where(p => p.Severity == Severity.Error).ToList();
        if (errors.Count == 0)
            return Passed;
        if (errors.Exists(e => e.Code == DiagnosticCodes.SecretForAll))
            return WrongUse;
        // A run that cannot go on is as much in doubt as it was.
        return errors.All(e => e.Code == DiagnosticCodes.ValueStale) ? InDoubt
            : errors.All(e => e.Code.IsRefusal) ? Refused
            : Invalid;
    }

    public static int Gravest(IEnumerable<int> codes)
    {
        var all = codes.ToHashSet();
        return Array.Find(ByGravity, all.Contains);
    }
}
