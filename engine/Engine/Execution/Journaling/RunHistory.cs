using System.Collections.Immutable;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Execution.Journaling;

/// <summary>
/// What a run did before it stopped, by the paths of its steps. A run that goes on is run from its beginning through the same code: what has
/// ended gives what it gave then, and what had begun goes on where it stood.
/// </summary>
internal sealed class RunHistory
{
    private readonly Dictionary<string, RecordedStep> ended = new(StringComparer.Ordinal);
    private readonly Dictionary<string, OpenStep> begun = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ImmutableArray<Variable>> bound = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Value> lists = new(StringComparer.Ordinal);
    private readonly List<RecordedMade> made = [];

    /// <summary>How many rows it was read from.</summary>
    public int Rows { get; set; }

    /// <summary>What was made, oldest first, what was taken back included.</summary>
    public IReadOnlyList<RecordedMade> Made => made;

    /// <summary>How the run ended; null when it did not.</summary>
    public Outcome? Outcome { get; set; }

    /// <summary>The paths of steps that have ended.</summary>
    public IReadOnlyDictionary<string, RecordedStep> Steps => ended;

    /// <summary>How many steps of the scenario have ended, a loop as one.</summary>
    public int StepsDone => ended.Count(s => !s.Value.IsPassedOver && s.Key.AsSpan().IndexOfAny("/[~") < 0);

    /// <summary>Those that had begun and had not ended: the calls and the request it stood in.</summary>
    public IEnumerable<OpenStep> OpenSteps => begun.Where(s => !ended.ContainsKey(s.Key)).Select(s => s.Value);

    /// <summary>How a step ended; null when it did not.</summary>
    public RecordedStep? Find(string path) => ended.GetValueOrDefault(path);

    /// <summary>Where a step stood; null when it had not begun.</summary>
    public OpenStep? OpenAt(string path) => ended.ContainsKey(path) ? null : begun.GetValueOrDefault(path);

    /// <summary>The variables a scenario began with; null when it had not begun.</summary>
    public ImmutableArray<Variable>? BoundAt(string path) => bound.TryGetValue(path, out var variables) ? variables : null;

    /// <summary>The list of a loop; null when it had not begun.</summary>
    public Value? ListAt(string path) => lists.GetValueOrDefault(path);

    public void Bind(string path, ImmutableArray<Variable> variables) => bound[path] = variables;

    public void List(string path, Value items) => lists[path] = items;

    public void Begin(OpenStep step) =>
        begun[step.Place.Path] = begun.TryGetValue(step.Place.Path, out var known)
            ? known with
            {
                Request = step.Request,
                Attempts = Math.Max(known.Attempts, step.Attempts),
                Cause = step.Cause,
            }
            : step;

    public void EndAttempt(string path, int number, TimeSpan elapsed)
    {
        if (begun.TryGetValue(path, out var step))
            begun[path] = step with { Attempts = number, Elapsed = elapsed, Request = null };
    }

    public void End(string path, RecordedStep step) => ended[path] = step;

    /// <summary>Puts another value in place of what was left under a name, by steps and at the beginning of scenarios.</summary>
    /// <param name="name">Of the variable.</param>
    /// <param name="replacement">Of the variable it had, or of one that was withheld.</param>
    public void Replace(string name, Func<Variable?, bool, Variable> replacement)
    {
        foreach (
            var (path, step) in ended.Where(s => s.Value.Variables.Any(v => v.Name == name) || s.Value.Withheld.Contains(name)).ToList()
        )
        {
            var old = step.Variables.FirstOrDefault(v => v.Name == name);
            ended[path] = step with
            {
                Variables = [.. step.Variables.Where(v => v.Name != name), replacement(old, old is null)],
                Withheld = step.Withheld.Remove(name),
                GoodUntil = step.GoodUntil.Remove(name),
            };
        }
        foreach (var (path, variables) in bound.Where(b => b.Value.Any(v => v.Name == name)).ToList())
        {
            var old = variables.First(v => v.Name == name);
            bound[path] = variables.Replace(old, replacement(old, false));
        }
    }

    public void Make(RecordedMade entry) => made.Add(entry);

    public void TakeBack(int number) => made[number] = made[number] with { IsTakenBack = true };

    /// <summary>The run goes on: what is done again is forgotten, and what that stands in is open again.</summary>
    public void GoOn(IEnumerable<string> again, IEnumerable<string> reopened)
    {
        Outcome = null;
        foreach (var path in again)
            Forget(path);
        foreach (var path in reopened)
            ended.Remove(path);
    }

    // At the path and below it.
    private void Forget(string path)
    {
        Remove(ended, path);
        Remove(begun, path);
        Remove(bound, path);
        Remove(lists, path);
    }

    private static void Remove<T>(Dictionary<string, T> from, string path)
    {
        foreach (var key in from.Keys.Where(k => StepPath.IsAtOrBelow(k, path)).ToList())
            from.Remove(key);
    }
}
