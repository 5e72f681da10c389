using System.Collections.Immutable;

namespace PingOneScenarios.Engine.Reporting.Html.Steps;

/// <summary>
/// Steps in the order they ended become what a reader expects: those of a called scenario stand within the call, those of a scenario
/// that a value was obtained from in a group before what needs it, the turns of a loop in one place.
/// </summary>
internal sealed class StepTree
{
    // What each depth has gathered since a step above it ended: below the entry scenario, in groups.
    private readonly List<List<StepEntry>> depths =
    [
        [],
    ];

    public static ImmutableArray<StepEntry> Of(IEnumerable<StepNode> ended)
    {
        var tree = new StepTree();
        foreach (var step in ended)
            tree.Add(step);
        while (tree.depths.Count > 1)
            tree.Take(null);
        return WithLoops(tree.depths[0]);
    }

    /// <summary>All steps of a tree, a call before what it called.</summary>
    public static IEnumerable<StepNode> Flat(IEnumerable<StepEntry> entries) =>
        entries.SelectMany(e =>
            e switch
            {
                StepNode step => Flat(step.Called).Prepend(step),
                StepLoop loop => Flat(loop.Turns),
                StepGroup group => Flat(group.Entries),
                _ => [],
            }
        );

    private void Add(StepNode step)
    {
        var depth = step.Place.Depth;
        while (depths.Count <= depth)
            depths.Add([]);
        while (depths.Count > depth + 2)
            Take(null);
        var called = depths.Count > depth + 1 ? Take($"step \"{step.Place.Title}\"") : [];
        ListOf(depth, step.Place.For).Add(step with { Called = called });
    }

    // Ends the deepest level. What was run for the step that ended is given back, the rest stands before it.
    private ImmutableArray<StepEntry> Take(string? called)
    {
        var groups = depths[^1].OfType<OpenGroup>().ToList();
        depths.RemoveAt(depths.Count - 1);
        var depth = depths.Count - 1;
        foreach (var group in groups.Where(g => g.For != called))
            (depth == 0 ? depths[0] : LastList(depth)).Add(group.Close());
        return [.. groups.Where(g => g.For == called).SelectMany(g => g.Close().Entries)];
    }

    private List<StepEntry> ListOf(int depth, string why)
    {
        if (depth == 0)
            return depths[0];
        if (depths[depth].LastOrDefault() is not OpenGroup open || open.For != why && open.For.Length > 0)
            depths[depth].Add(open = new OpenGroup());
        open.For = why;
        return open.Entries;
    }

    // A group whose own steps are still to come gets its reason from the first of them.
    private List<StepEntry> LastList(int depth)
    {
        if (depths[depth].LastOrDefault() is not OpenGroup open)
            depths[depth].Add(open = new OpenGroup());
        return open.Entries;
    }

    private static ImmutableArray<StepEntry> WithLoops(List<StepEntry> entries)
    {
        var result = ImmutableArray.CreateBuilder<StepEntry>(entries.Count);
        for (var i = 0; i < entries.Count; i++)
        {
            var turns = entries.Skip(i).TakeWhile(e => IsSameLoop(entries[i], e)).Cast<StepNode>().ToImmutableArray();
            result.Add(turns.Length < 2 ? entries[i] : new StepLoop(turns));
            i += Math.Max(0, turns.Length - 1);
        }
        return result.ToImmutable();
    }

    private static bool IsSameLoop(StepEntry first, StepEntry other) =>
        first is StepNode { Place: { Turns: > 0 } begun }
        && other is StepNode { Place: { Turns: > 0 } next }
        && (begun.Id, begun.Phase) == (next.Id, next.Phase);

    /// <summary>A group that is still filling.</summary>
    private sealed record OpenGroup : StepEntry
    {
        public string For { get; set; } = "";

        public List<StepEntry> Entries { get; } = [];

        public StepGroup Close() => new(For, WithLoops(Entries));
    }
}
