using System.Collections.Immutable;
using PingOneScenarios.Engine;
using PingOneScenarios.Engine.Batch;

namespace PingOneScenarios.Cli.Selecting;

/// <summary>The scenarios that are left of those a command line names, in its order.</summary>
/// <param name="Scenarios">Each file once, read and checked; none where <paramref name="Code"/> says why.</param>
/// <param name="Code">Other than 0 when there is nothing to go on with; the reason was said.</param>
internal sealed record SelectedFiles(ImmutableArray<LoadedScenario> Scenarios, int Code = ExitCode.Passed)
{
    /// <summary>Which part of their runs is done here; null for all.</summary>
    public Shard? Shard { get; init; }

    /// <summary>The runs that are done again; null for all.</summary>
    public FailedBefore? Failed { get; init; }

    /// <summary>How many are left out because others call them or obtain from them.</summary>
    public int Included { get; init; }

    /// <summary>Those of which some run did not pass.</summary>
    public SelectedFiles Again(FailedBefore failed) =>
        this with
        {
            Scenarios = [.. Scenarios.Where(s => failed.HasFile(s.Path))],
            Failed = failed,
        };

    /// <summary>Whether a run is to be done here.</summary>
    /// <param name="index">Its place among the runs of these scenarios.</param>
    /// <param name="run">Bound.</param>
    /// <param name="row">The number of its row; null without rows.</param>
    public bool Has(long index, PreparedRun run, long? row) =>
        Shard?.Has(index) != false && Failed?.Has(run.Path, run.Environment?.Name ?? "", row) != false;

    /// <summary>The same in words; null when there are none.</summary>
    public string? IncludedText =>
        Included switch
        {
            0 => null,
            1 => "1 scenario is left out, which others call or obtain from; name its file to take it too",
            _ => $"{Included} scenarios are left out, which others call or obtain from; name the file of one to take it too",
        };
}
