using System.Collections.Immutable;
using PingOneScenarios.Engine;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Cli.Pausing;

/// <summary>Where the runs of a command stop; whoever is asked may want fewer of them.</summary>
/// <param name="everyStep">Whether before each step.</param>
/// <param name="titles">Titles or ids of single steps.</param>
/// <param name="onFailure">Whether after each step that did not pass.</param>
internal sealed class PausePoints(bool everyStep, ImmutableArray<string> titles, bool onFailure)
{
    private bool everyStep = everyStep;
    private bool isOver;
    private ShownPlace? sent;

    /// <summary>That a title is none of the steps; null when all of them are.</summary>
    public string? Objection(IEnumerable<StepName> steps)
    {
        var names = steps.SelectMany(s => new[] { s.Title, s.Id }).ToHashSet(StringComparer.Ordinal);
        var unknown = titles.FirstOrDefault(title => !names.Contains(title));
        return unknown is null
            ? null
            : $"--pause-at: no step has the title or the id \"{unknown}\"; "
                + Suggestion.Sentence(unknown, names, "p1s plan lists the steps");
    }

    /// <summary>Undo has the title of its step; who names a step means the step.</summary>
    public bool IsBefore(ShownPlace step) =>
        !isOver && (everyStep || !step.TakesBack && (titles.Contains(step.Title) || titles.Contains(step.Id)));

    /// <summary>Whoever sent a step by hand wants to see that it did not pass.</summary>
    public bool IsAfter(ShownPlace step) => !isOver && (onFailure || everyStep || sent == step);

    /// <summary>A step is sent by hand.</summary>
    public void Send(ShownPlace step) => sent = step;

    /// <summary>On to the next title or failure.</summary>
    public void Continue() => (everyStep, sent) = (false, null);

    /// <summary>No more stops.</summary>
    public void End() => isOver = true;
}
