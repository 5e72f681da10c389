using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;

namespace PingOneScenarios.Cli.Selecting;

/// <summary>Which tags a scenario must have, and which it must not.</summary>
/// <param name="All">Each of them.</param>
/// <param name="None">Not one of them.</param>
internal sealed record TagFilter(ImmutableArray<string> All, ImmutableArray<string> None)
{
    public bool IsEmpty => All.IsEmpty && None.IsEmpty;

    /// <summary>The options that make it.</summary>
    public string Options => Wording.And([.. All.Take(1).Select(_ => "--tag"), .. None.Take(1).Select(_ => "--not-tag")]);

    /// <param name="tags">Null when nobody knows them: then it is taken, for what is wrong with its file must be said.</param>
    public bool Takes(ImmutableArray<string>? tags) => tags is not { } known || All.All(known.Contains) && !None.Any(known.Contains);

    /// <summary>Why it takes nothing.</summary>
    /// <param name="there">The tags of each scenario there is.</param>
    /// <param name="where">Where they were looked for.</param>
    public string Objection(IReadOnlyList<ImmutableArray<string>> there, string where)
    {
        var known = there.SelectMany(t => t).ToHashSet(StringComparer.Ordinal);
        if (All.FirstOrDefault(t => !known.Contains(t)) is not { } unknown)
            return $"no scenario in {where} is left by {this}; p1s list shows their tags";
        var near = Suggestion.For(unknown, known.Order(StringComparer.Ordinal));
        return $"no scenario in {where} has the tag {unknown}; " + (near is null ? "p1s list shows their tags" : $"did you mean {near}?");
    }

    public override string ToString() => string.Join(' ', All.Select(t => $"--tag {t}").Concat(None.Select(t => $"--not-tag {t}")));
}
