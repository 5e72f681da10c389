using System.Globalization;
using PingOneScenarios.Cli.Journals;
using PingOneScenarios.Engine.Batch;
using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Cli.Many;

/// <summary>The parts of a batch that an earlier process did, or that wait, as they are told behind what was done now.</summary>
internal sealed class PassedOver
{
    private const int MostNamed = 20;

    private readonly SortedDictionary<Outcome, int> done = [];
    private readonly List<string> waiting = [];
    private int waits;
    private int elsewhere;

    /// <summary>What they make of the exit code.</summary>
    public IEnumerable<int> Codes
    {
        get
        {
            if (waits > 0 || done.ContainsKey(Outcome.Unknown))
                yield return ExitCode.InDoubt;
            if (done.ContainsKey(Outcome.Failed))
                yield return ExitCode.Failed;
            if (done.ContainsKey(Outcome.Broken))
                yield return ExitCode.Broken;
        }
    }

    public void Add(RowStanding standing)
    {
        if (standing.Way == RowWay.IsDone)
            done[standing.Outcome ?? Outcome.Unknown] = done.GetValueOrDefault(standing.Outcome ?? Outcome.Unknown) + 1;
        else if (standing.Way == RowWay.IsElsewhere)
            elsewhere++;
        else if (++waits <= MostNamed && standing.Run is { } run)
            waiting.Add(run);
    }

    /// <summary>Lines; none when all was run now.</summary>
    /// <param name="commands">How commands are typed.</param>
    public IEnumerable<string> Lines(RunCommands commands)
    {
        if (done.Count > 0)
            yield return $"p1s: done before: {string.Join(", ", done.Select(d => string.Create(CultureInfo.InvariantCulture, $"{d.Value:N0} {d.Key.ToString().ToLowerInvariant()}")))}";
        if (elsewhere > 0)
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"p1s: {elsewhere:N0} {(elsewhere == 1 ? "is" : "are")} under way in another process"
            );
        if (waits > 0)
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"p1s: {waits:N0} {(waits == 1 ? "waits" : "wait")} until somebody says what became of a request; this says how:"
            );
        foreach (var run in waiting)
            yield return $"  {commands.Resume(run)}";
        if (waits > MostNamed)
            yield return string.Create(CultureInfo.InvariantCulture, $"  and {waits - MostNamed:N0} more");
    }
}
