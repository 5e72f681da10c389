using PingOneScenarios.Cli.Display;
using PingOneScenarios.Engine;

namespace PingOneScenarios.Cli.Commands;

/// <summary>Scenarios run one after the other, and everything written of them looked through for their secrets at the end.</summary>
internal sealed class WatchedRun(Terminal terminal, ScenarioPipeline pipeline, CancellationToken abort)
{
    private readonly ArtefactScan scan = new(pipeline.Secrets);
    private Terminal? watched;

    /// <summary>Where all that a run prints is to be written.</summary>
    public Terminal Watched =>
        watched ??= terminal.With(scan.Watch("standard output", terminal.Output), scan.Watch("standard error", terminal.Error));

    /// <summary>Gives the exit code.</summary>
    /// <param name="prepared">Ready to run, all of them.</param>
    /// <param name="display">Writes to <see cref="Watched"/>.</param>
    /// <param name="ct">Ends in order.</param>
    public async Task<int> RunAsync(IEnumerable<PreparedRun> prepared, RunDisplay display, CancellationToken ct)
    {
        var codes = new List<int>();
        IReadOnlyList<string> findings = [];
        try
        {
            foreach (var run in prepared)
            {
                var result = await pipeline.RunAsync(run, display, abort, ct);
                codes.Add(ExitCode.From(result.Summary!));
                if (ct.IsCancellationRequested)
                    break;
            }
        }
        finally
        {
            try
            {
                display.Finish();
            }
            finally
            {
                findings = scan.Findings();
                foreach (var finding in findings)
                    terminal.Error.WriteLine(SafeText.Line(finding));
            }
        }
        return findings.Count > 0 ? ExitCode.Broken : ExitCode.Gravest(codes);
    }
}
