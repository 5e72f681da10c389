using System.CommandLine;
using PingOneScenarios.Cli.Display;
using PingOneScenarios.Cli.Many;
using PingOneScenarios.Engine;
using PingOneScenarios.Engine.Batch.Rows;
using PingOneScenarios.Engine.Batch.Rows.Checking;
using PingOneScenarios.Engine.Diagnostics;

namespace PingOneScenarios.Cli.Rows;

/// <summary>Opens the rows of a command, and looks at all of them before the first request.</summary>
internal sealed class RowOpening(Terminal terminal, RowOptions options)
{
    /// <summary>Null without rows, and after having said what is wrong with them.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="sequence">What is run with them.</param>
    /// <param name="ct">Ends the looking.</param>
    public async Task<OpenedRows?> OpenAsync(ParseResult parsed, RunSequence sequence, CancellationToken ct)
    {
        if (!options.AreWanted(parsed))
            return null;
        var problems = new DiagnosticBag();
        var file = await options.OpenAsync(parsed, problems, ct);
        var runs = sequence.Selected.Scenarios.SelectMany(s => sequence.Environments.Select(e => new RowRun(s, e)));
        var looked = file is null
            ? null
            : await RowCheck.CheckAsync(file, options.Named(parsed, new RowCheckWish([.. runs])), problems, ct);
        Problems.Print(terminal, problems.All);
        if (looked is not null)
            return new OpenedRows(file!, looked);
        file?.Dispose();
        return null;
    }

    /// <summary>What cannot be had beside a scenario that comes through a pipe; null when it can.</summary>
    public static string? Contention(OpenedRows? rows) => rows is { File.IsPiped: true } ? "the file of rows" : null;

    /// <summary>Where it is written what became of them; null for nowhere.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="sequence">What is run with them.</param>
    /// <param name="rows">Looked at.</param>
    /// <param name="prepared">Of the sequence.</param>
    public OutcomeFiles? OutcomesOf(ParseResult parsed, RunSequence sequence, OpenedRows rows, IReadOnlyList<PreparedRun> prepared) =>
        options.OutcomesOf(parsed, rows.File.Kind) is { } wish
            ? new OutcomeFiles(
                wish with
                {
                    Outputs = [.. prepared.SelectMany(p => p.OutputNames).Distinct()],
                    NamesScenario = sequence.Selected.Scenarios.Length > 1,
                    NamesEnvironment = sequence.Environments.Length > 1,
                    Read = [.. prepared.SelectMany(p => p.Files)],
                },
                rows
            )
            : null;
}
