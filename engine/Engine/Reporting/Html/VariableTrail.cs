using System.Collections.Immutable;

namespace PingOneScenarios.Engine.Reporting.Html;

/// <summary>Which step made a variable, and which used it. A called scenario has variables of its own.</summary>
internal sealed class VariableTrail
{
    private readonly Dictionary<(string Step, string Name), MadeVariable> made = [];
    private readonly Dictionary<(string Step, string Name), MadeVariable> used = [];
    private readonly Dictionary<(string Id, int Turn), (StepNode Step, TrailScope Scope)> undoable = [];

    private VariableTrail() { }

    public static VariableTrail Of(ImmutableArray<StepEntry> entries)
    {
        var trail = new VariableTrail();
        trail.Walk(entries, []);
        return trail;
    }

    /// <summary>What a step made under a name; null when it made no such thing.</summary>
    public MadeVariable? MadeBy(StepNode step, string name) => made.GetValueOrDefault((step.Id, name));

    /// <summary>Where a variable comes from that a step uses; null when no step made it: it was given, or computed.</summary>
    public MadeVariable? UsedBy(StepNode step, string name) => used.GetValueOrDefault((step.Id, name));

    /// <summary>The step that an undo takes back; null when it is none, or is not known.</summary>
    public StepNode? TakenBackBy(StepNode undo) => undo.Place.TakesBack && Undone(undo) is { } found ? found.Step : null;

    private void Walk(IEnumerable<StepEntry> entries, TrailScope scope)
    {
        foreach (var entry in entries)
        {
            if (entry is StepGroup group)
                WalkGroup(group, scope);
            else if (entry is StepLoop loop)
                Walk(loop.Turns, scope);
            else if (entry is StepNode step)
                Walk(step, scope);
        }
    }

    private void Walk(StepNode step, TrailScope scope)
    {
        if (step.Place.TakesBack && Undone(step) is { } origin)
            scope = origin.Scope;
        else if (step.Log.Step.Method is not null)
            undoable[(step.Place.Id, step.Place.Turn)] = (step, scope);
        foreach (var name in step.Log.Step.Uses)
        {
            if (!scope.TryGetValue(name, out var variable))
                continue;
            used[(step.Id, name)] = variable;
            variable.Users.Add(step);
        }
        Walk(step.Called, []);
        foreach (var value in step.Log.Step.Extracted)
            Make(step, value.Name, scope);
    }

    // What was obtained is an input of the scenario it was obtained for, made by the step that gave it.
    private void WalkGroup(StepGroup group, TrailScope scope)
    {
        Walk(group.Entries, []);
        var steps = group.Entries.OfType<StepNode>().Reverse().ToList();
        if (!group.For.StartsWith("input \"", StringComparison.Ordinal))
            return;
        var name = group.For["input \"".Length..].TrimEnd('"');
        if (steps.Find(s => MadeBy(s, name) is not null) is { } maker)
            scope[name] = MadeBy(maker, name)!;
        else if (steps.FirstOrDefault() is { } last)
            scope[name] = new MadeVariable { Makers = { last } };
    }

    private void Make(StepNode step, string name, TrailScope scope)
    {
        if (step.Place.Turn < 2 || !scope.TryGetValue(name, out var variable))
            scope[name] = variable = new MadeVariable();
        variable.Makers.Add(step);
        made[(step.Id, name)] = variable;
    }

    private (StepNode Step, TrailScope Scope)? Undone(StepNode undo) =>
        undoable.TryGetValue((undo.Place.Id, undo.Place.Turn), out var found) ? found : null;

    /// <summary>The variables of a scenario that runs, by name.</summary>
    private sealed class TrailScope() : Dictionary<string, MadeVariable>(StringComparer.Ordinal);
}

/// <summary>A variable that steps made: one, or the turns of a loop together.</summary>
internal sealed class MadeVariable
{
    public List<StepNode> Makers { get; } = [];

    public List<StepNode> Users { get; } = [];
}
