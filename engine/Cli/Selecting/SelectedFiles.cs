using System.Collections.Immutable;
using PingOneScenarios.Engine;

namespace PingOneScenarios.Cli.Selecting;

/// <summary>The scenarios that are left of those a command line names, in its order.</summary>
/// <param name="Scenarios">Each file once, read and checked; none where <paramref name="Code"/> says why.</param>
/// <param name="Code">Other than 0 when there is nothing to go on with; the reason was said.</param>
internal sealed record SelectedFiles(ImmutableArray<LoadedScenario> Scenarios, int Code = ExitCode.Passed)
{
    /// <summary>How many are left out because others call them or obtain from them.</summary>
    public int Included { get; init; }

    /// <summary>The same in words; null when there are none.</summary>
    public string? IncludedText =>
        Included switch
        {
            0 => null,
            1 => "1 scenario is left out, which others call or obtain from; name its file to take it too",
            _ => $"{Included} scenarios are left out, which others call or obtain from; name the file of one to take it too",
        };
}
