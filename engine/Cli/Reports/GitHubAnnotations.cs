using PingOneScenarios.Cli.Display;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Cli.Reports;

/// <summary>
/// The problems of runs as annotations of GitHub Actions, said when all runs are over. Until then workflow commands are off, because a line
/// of an answer could be one. Silent elsewhere.
/// </summary>
internal sealed class GitHubAnnotations : IRunObserver
{
    /// <summary>GitHub shows ten of each kind for a step.</summary>
    private const int MostLines = 50;

    private readonly Terminal terminal;
    private readonly List<string> lines = [];
    private readonly HashSet<MaskedDiagnostic> said = [];
    private readonly string? token;
    private string path = "";
    private int leftOut;

    /// <param name="terminal">Where annotations go.</param>
    /// <param name="isSilent">Whether nothing will be run.</param>
    public GitHubAnnotations(Terminal terminal, bool isSilent = false)
    {
        this.terminal = terminal;
        if (isSilent || !GitHubActions.IsHere(terminal))
            return;
        token = RandomSource.System.Uuid();
        terminal.Output.WriteLine($"::stop-commands::{token}");
    }

    // Only what went wrong is annotated.
    public bool FollowsSteps => false;

    public void Observe(RunEvent happened)
    {
        if (token is null)
            return;
        switch (happened)
        {
            case RunStarted started:
                path = started.Path;
                break;
            case StepFinished step:
                Add(step.Problems, $" in step \"{step.Step.Title}\"");
                break;
            case RunFinished finished:
                Add(finished.Summary.Problems, "");
                break;
            case RunNotStarted notStarted:
                path = notStarted.Path;
                Add(notStarted.Problems, ": the scenario could not begin");
                break;
        }
    }

    /// <summary>All runs are over; called once.</summary>
    public void Complete()
    {
        if (token is null)
            return;
        terminal.Output.WriteLine($"::{token}::");
        foreach (var line in lines)
            terminal.Output.WriteLine(line);
        if (leftOut > 0)
            terminal.Output.WriteLine($"{leftOut} more problems have no annotation");
    }

    private void Add(IEnumerable<MaskedDiagnostic> problems, string where)
    {
        foreach (var problem in problems)
        {
            if (lines.Count >= MostLines)
                leftOut++;
            else if (said.Add(problem))
                lines.Add(GitHubActions.Annotation(terminal, new FileProblem(path, problem), problem.Code.Id + where));
        }
    }
}
