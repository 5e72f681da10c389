using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Cli.Display;

/// <summary>What a run prints and leaves, one below the other: fitted to a live terminal, plain and stable elsewhere.</summary>
internal sealed class RunPage(Terminal terminal, Screen screen)
{
    private readonly StepLines steps = new(screen);
    private readonly ScenarioLines scenarios = new(screen);
    private bool endsWithSpace = true;

    /// <summary>Takes text as it is, with the space around it.</summary>
    public TextWriter Lines => screen.Lines;

    /// <summary>One empty line, however many are due.</summary>
    public void AddSpace()
    {
        if (!endsWithSpace)
            screen.Lines.WriteLine();
        endsWithSpace = true;
    }

    /// <summary>Somebody else writes next, and will leave no space.</summary>
    public void Leave() => endsWithSpace = false;

    /// <summary>Lines that may be longer than the terminal is wide.</summary>
    public void Add(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            screen.Lines.WriteLine(SafeText.Line(line));
            endsWithSpace = false;
        }
    }

    public void AddHeading(RunStarted started)
    {
        AddSpace();
        if (terminal.IsLive)
            screen.WriteLines(scenarios.Heading(started));
        else
            Add([started.Title, started.Path + ScenarioLines.Besides(started)]);
        endsWithSpace = false;
        AddSpace();
    }

    public void Add(StepFinished step)
    {
        if (terminal.IsLive)
            screen.WriteLines(steps.Finished(step));
        else
            screen.WriteLine(StepText.Plain(step));
        endsWithSpace = false;
    }

    /// <summary>Steps in a row that did not run, for the same reason.</summary>
    public void AddSkipped(IReadOnlyList<StepFinished> skipped)
    {
        if (terminal.IsLive)
            screen.WriteLine(steps.Skipped(skipped));
        else
            screen.WriteLine(StepText.Skipped(skipped));
        endsWithSpace = false;
    }

    /// <summary>A scenario in one line, for a live terminal.</summary>
    public void Add(FinishedScenario finished)
    {
        screen.WriteLine(scenarios.Finished(finished));
        endsWithSpace = false;
    }

    /// <summary>How something ended, in a sentence.</summary>
    public void AddConclusion(Outcome outcome, string text)
    {
        AddSpace();
        if (terminal.IsLive)
            screen.WriteLine(scenarios.Conclusion(outcome, text));
        else
            screen.WriteLine(text);
        endsWithSpace = false;
    }

    public void Add(IEnumerable<MaskedDiagnostic> problems)
    {
        foreach (var problem in problems)
        {
            screen.Lines.WriteLine();
            foreach (var (text, style) in Problems.LinesOf(terminal, problem))
                screen.WriteLine(text, style);
            endsWithSpace = false;
        }
    }
}
