using System.CommandLine;
using PingOneScenarios.Engine;
using PingOneScenarios.Engine.Batch;
using PingOneScenarios.Engine.Execution.Sharing;
using PingOneScenarios.Engine.Http.Pacing;

namespace PingOneScenarios.Cli.Many;

/// <summary>How the runs of a command are run: how many at a time, what they share, and what is said before them.</summary>
/// <param name="sequence">Which runs.</param>
/// <param name="prepared">Of it.</param>
internal sealed class ManyPlanner(RunSequence sequence, IReadOnlyList<PreparedRun> prepared)
{
    /// <summary>With more runs than this, those that pass leave no line.</summary>
    private const int MostLines = 50;

    /// <summary>Whether they go to a local PingOne, which nobody else uses.</summary>
    public bool IsLocal { get; init; }

    /// <summary>Whether somebody goes through them step by step.</summary>
    public bool Pauses { get; init; }

    private string Noun =>
        prepared.Count == 1 && sequence is { Rows: not null, Repeat: null } ? "rows"
        : sequence.Rows is null && sequence.Repeat is null && sequence.Environments.Length == 1 ? "scenarios"
        : "runs";

    /// <param name="options">What the command line says.</param>
    /// <param name="parsed">The command line.</param>
    /// <param name="paceOf">At what pace they send; is told whether several may be under way.</param>
    public ManyRuns RunsOf(ManyOptions options, ParseResult parsed, Func<bool, OriginPace?> paceOf)
    {
        var count = sequence.Count(prepared);
        var usual = IsLocal && !Pauses ? Environment.ProcessorCount : 1;
        var parallel = Math.Min(options.Parallel(parsed) ?? usual, Math.Max(count, 1));
        var load = options.Load.Of(parsed);
        var pace = paceOf(parallel > 1 || load is not null);
        var shared = count > 1 || load is not null ? new SharedRuns() : null;
        return new ManyRuns(sequence.Items)
        {
            Count = count,
            Load = load,
            Wishes = new BatchWishes { Parallel = parallel, StopAfter = options.StopAfter(parsed) },
            IsBulk = count > MostLines && Noun != "scenarios",
            Noun = Noun,
            IsMatrix = sequence.Environments.Length > 1,
            FirstLine = ManyText.FirstLine(count, Noun, parallel, options.Parallel(parsed) is not null),
            Dressed = run => pace is null && shared is null ? run : run.Beside(pace, shared),
            Given = settings => settings with { Pace = pace, Shared = shared },
        };
    }
}
