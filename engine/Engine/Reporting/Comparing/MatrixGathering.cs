using System.Collections.Immutable;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Reporting.Diffing;
using PingOneScenarios.Engine.Reporting.Json;

namespace PingOneScenarios.Engine.Reporting.Comparing;

/// <summary>
/// Runs put side by side by their environments while they are told. It keeps the outcomes of a bounded number of scenarios, and the steps of
/// one alone: the runs of a scenario against its environments follow each other.
/// </summary>
internal sealed class MatrixGathering
{
    private const int MostEnvironments = 12;
    private const int MostLines = 200;

    /// <summary>That wait for other environments, or are alike everywhere.</summary>
    private const int MostGathered = 2000;

    /// <summary>A longer run is not compared step by step.</summary>
    private const int MostSteps = 500;

    private readonly List<string> environments = [];
    private readonly HashSet<string> others = new(StringComparer.Ordinal);
    private readonly List<Gathered> lines = [];
    private readonly Dictionary<(string Path, string Name), Gathered> open = [];
    private readonly ImmutableArray<StepLog>.Builder steps = ImmutableArray.CreateBuilder<StepLog>();
    private readonly List<RunLog> compared = [];
    private Gathered? last;
    private RunStarted? run;
    private bool isTooLong;
    private bool isMatrix;
    private long number;
    private long leftOut;
    private int differing;

    public void Begin(RunStarted started)
    {
        run = started;
        steps.Clear();
        isTooLong = false;
    }

    public void Add(StepLog step)
    {
        if (run?.Slot is not { IsInMatrix: true } || isTooLong)
            return;
        steps.Add(step);
        isTooLong = steps.Count > MostSteps;
        if (isTooLong)
            steps.Clear();
    }

    /// <summary>The run does not count.</summary>
    public void Drop() => steps.Clear();

    /// <summary>The run has ended.</summary>
    public void End(RunSummary summary)
    {
        number++;
        if (ColumnOf(run!.Environment) is not { } column || LineOf(run, column) is not { } line)
        {
            steps.Clear();
            return;
        }
        if (last != line)
            Compare(line);
        isMatrix |= line.Cells.Any(c => c is not null);
        line.Cells[column] = new MatrixCell(summary.Outcome, summary.IsFlaky, number);
        if (run.Slot is { IsInMatrix: true } && !isTooLong)
            compared.Add(
                new RunLog(run.Title, run.Path, run.RunId, Words.Of(summary.Outcome), [.. DoneAgain.Left(steps.DrainToImmutable())])
                {
                    Began = run.At,
                    Environment = run.Environment,
                }
            );
    }

    /// <summary>All runs are over. Null when no scenario was run against several environments.</summary>
    public Matrix? End()
    {
        Compare(null);
        if (!isMatrix)
            return null;
        // What differs is what one looks for; the others have what room is left.
        var all = lines.Select(l => (l.Order, Line: l.Freeze(environments.Count))).ToList();
        var shown = all.OrderBy(l => l.Line.IsSame).ThenBy(l => l.Order).Take(MostLines).OrderBy(l => l.Order).Select(l => l.Line);
        return new Matrix([.. environments], [.. shown])
        {
            LeftOut = leftOut + Math.Max(0, all.Count - MostLines),
            EnvironmentsLeftOut = others.Count,
        };
    }

    private int? ColumnOf(string environment)
    {
        var column = environments.IndexOf(environment);
        if (column >= 0)
            return column;
        if (environments.Count < MostEnvironments)
        {
            environments.Add(environment);
            return environments.Count - 1;
        }
        if (others.Count < MostGathered)
            others.Add(environment);
        return null;
    }

    // A scenario that is run more than once against an environment has a line each time.
    private Gathered? LineOf(RunStarted started, int column)
    {
        var key = (started.Path.Text, RunNames.WithRow(started) + "\n" + started.Slot?.RowNumber);
        if (open.TryGetValue(key, out var line) && line.Cells[column] is null)
            return line;
        if (lines.Count >= MostGathered)
        {
            leftOut++;
            return null;
        }
        line = new Gathered(number, RunNames.WithRow(started), started.Path, new MatrixCell?[MostEnvironments]);
        open[key] = line;
        lines.Add(line);
        return line;
    }

    private void Compare(Gathered? next)
    {
        if (last is { } line)
        {
            line.Differences = EnvironmentDifferences.Of(compared);
            if (lines.Count > MostLines && !MayBeShown(line))
                Forget(line);
        }
        compared.Clear();
        last = next;
    }

    private bool MayBeShown(Gathered line)
    {
        if (line.Cells.Count(c => c is not null) < environments.Count || environments.Count < 2)
            return true;
        differing += line.Freeze(environments.Count).IsSame ? 0 : 1;
        return !line.Freeze(environments.Count).IsSame && differing <= MostLines;
    }

    private void Forget(Gathered line)
    {
        lines.Remove(line);
        foreach (var (key, _) in open.Where(o => o.Value == line).ToList())
            open.Remove(key);
        leftOut++;
    }

    /// <summary>A line that is still filling.</summary>
    private sealed record Gathered(long Order, string Name, string Path, MatrixCell?[] Cells)
    {
        public ImmutableArray<EnvironmentDifference> Differences { get; set; } = [];

        public MatrixLine Freeze(int columns) => new(Name, Path, [.. Cells.Take(columns)], Differences);
    }
}
