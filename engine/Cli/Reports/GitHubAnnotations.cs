using PingOneScenarios.Cli.Display;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Reporting;
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
    private const int MostFlaky = 10;

    private readonly Terminal terminal;
    private readonly List<string> lines = [];
    private readonly HashSet<MaskedDiagnostic> said = [];
    private readonly List<(MaskedDiagnostic Problem, string Where)> waiting = [];
    private readonly List<string> flaky = [];
    private readonly string? token;
    private RunStarted? run;
    private string path = "";
    private int leftOut;
    private int waitingLeftOut;
    private int flakyRuns;

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
                if (run is not null && RunNames.IsNextAttempt(run, started))
                    Forget();
                SayWaiting();
                (run, path) = (started, started.Path);
                break;
            case StepFinished step:
                Add(step.Problems, $" in step \"{step.Step.Title}\"{SuffixOf(run)}");
                break;
            case RunFinished finished:
                Add(finished.Summary.Problems, SuffixOf(run));
                End(finished.Summary);
                break;
            case RunNotStarted notStarted:
                SayWaiting();
                (run, path) = (null, notStarted.Path);
                Add(notStarted.Problems, $"{RowText.Of(notStarted.Slot)}: the scenario could not begin");
                SayWaiting();
                break;
        }
    }

    /// <summary>All runs are over; called once.</summary>
    public void Complete()
    {
        if (token is null)
            return;
        SayWaiting();
        terminal.Output.WriteLine($"::{token}::");
        foreach (var line in lines)
            terminal.Output.WriteLine(line);
        if (flakyRuns > 0)
            terminal.Output.WriteLine(GitHubActions.Notice($"{flakyRuns} flaky", $"passed only when begun anew: {FlakyNames()}"));
        if (leftOut > 0)
            terminal.Output.WriteLine($"{leftOut} more problems have no annotation");
    }

    // What an attempt does wrong is said when it is known that it counts.
    private void End(RunSummary summary)
    {
        if (!summary.IsRunAnew)
            SayWaiting();
        if (!summary.IsFlaky)
            return;
        flakyRuns++;
        if (flaky.Count < MostFlaky && run is not null)
            flaky.Add(RunNames.Of(run));
    }

    private string FlakyNames() => string.Join(", ", flaky) + (flakyRuns > flaky.Count ? $" and {flakyRuns - flaky.Count} more" : "");

    private static string SuffixOf(RunStarted? run) => run is null ? "" : RunNames.Suffix(run);

    private void Add(IEnumerable<MaskedDiagnostic> problems, string where)
    {
        foreach (var problem in problems)
        {
            if (waiting.Count <= MostLines)
                waiting.Add((problem, where));
            else
                waitingLeftOut++;
        }
    }

    private void Forget()
    {
        waiting.Clear();
        waitingLeftOut = 0;
    }

    private void SayWaiting()
    {
        leftOut += waitingLeftOut;
        waitingLeftOut = 0;
        foreach (var (problem, where) in waiting)
            Say(problem, where);
        waiting.Clear();
    }

    private void Say(MaskedDiagnostic problem, string where)
    {
        if (lines.Count >= MostLines)
            leftOut++;
        else if (said.Add(problem))
            lines.Add(GitHubActions.Annotation(terminal, new FileProblem(path, problem), problem.Code.Id + where));
    }
}
