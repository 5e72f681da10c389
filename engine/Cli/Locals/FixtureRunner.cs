using System.Collections.Immutable;
using PingOneScenarios.Cli.Display;
using PingOneScenarios.Engine;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Cli.Locals;

/// <summary>Runs the scenarios that fill a local PingOne; of one that passes nothing is told.</summary>
/// <param name="terminal">Where it is told why one did not pass.</param>
/// <param name="workspace">Loads them.</param>
/// <param name="paths">Of their files, in the order they run in.</param>
internal sealed class FixtureRunner(Terminal terminal, Workspace workspace, ImmutableArray<string> paths)
{
    public ImmutableArray<string> Paths => paths;

    /// <summary>The outputs of a fixture.</summary>
    /// <exception cref="FixtureFailedException">It did not pass, which has been told.</exception>
    public async Task<ImmutableArray<RunOutput>> RunAsync(string path, LocalPingOne local, CancellationToken ct)
    {
        var scenario = await workspace.LoadAsync(path, ct);
        var prepared = await scenario.BindAsync(new RunSettings { LocalPingOne = local, Operator = terminal }, ct);
        var wrong = new ProblemCollector();
        var result = await prepared.RunAsync(wrong, ct);
        ct.ThrowIfCancellationRequested();
        if (result.Summary is { Outcome: Outcome.Passed })
            return result.Outputs;
        var problems = result.Summary is null ? result.Diagnostics.Where(found => found.Severity == Severity.Error) : wrong.Problems;
        Problems.Print(terminal, problems.Select(problem => problem.Diagnostic));
        throw new FixtureFailedException(path);
    }

    private sealed class ProblemCollector : IRunObserver
    {
        public List<MaskedDiagnostic> Problems { get; } = [];

        public void Observe(RunEvent happened)
        {
            if (happened is StepFinished step)
                Problems.AddRange(step.Problems);
        }
    }
}

/// <summary>A fixture of a local PingOne did not pass.</summary>
internal sealed class FixtureFailedException(string path)
    : Exception($"the fixture {path} did not pass, so the local PingOne does not hold what it should");
