using System.Collections.Immutable;
using PingOneScenarios.Cli.Commands;
using PingOneScenarios.Cli.Display;
using PingOneScenarios.Engine;
using PingOneScenarios.Engine.Diagnostics;

namespace PingOneScenarios.Cli.Selecting;

/// <summary>The scenarios a command line is about.</summary>
/// <param name="terminal">Takes what is wrong.</param>
/// <param name="commandLine">Where they are named.</param>
/// <param name="paths">As written; none stands for the current folder.</param>
internal sealed class Selection(Terminal terminal, CommandLine commandLine, string[] paths)
{
    public required TagFilter Tags { get; init; }

    /// <summary>As they are written, for messages.</summary>
    public string Where => string.Join(" and ", paths.DefaultIfEmpty(".").Select(p => $"\"{p}\""));

    /// <summary>The only path; null when there are several.</summary>
    public string? Only =>
        paths switch
        {
            [] => ".",
            [var one] => one,
            _ => null,
        };

    /// <inheritdoc cref="NamedPaths.FindAsync"/>
    public Task<IReadOnlyList<NamedFile>> FindAsync(List<int> codes, CancellationToken ct) =>
        new NamedPaths(terminal, commandLine).FindAsync(paths, codes, ct);

    /// <summary>The scenarios that are to be run, read and checked; why there are none is said.</summary>
    public async Task<SelectedFiles> LoadAsync(Workspace workspace, CancellationToken ct)
    {
        var codes = new List<int>();
        var files = await FindAsync(codes, ct);
        if (ExitCode.Gravest(codes) is not ExitCode.Passed and var code)
            return new SelectedFiles([], code);
        var all = await workspace.LoadAsync(files, ct);
        var tagged = all.Where(s => Tags.Takes(s.Tags)).ToList();
        var included = all.SelectMany(s => s.Included).ToHashSet(StringComparer.Ordinal);
        var left = tagged.Where(s => !IsOnlyIncluded(s, included)).ToImmutableArray();
        if (left.IsEmpty)
            return Refuse(all, isTagged: tagged.Count > 0);
        return new SelectedFiles(left) { Included = tagged.Count - left.Length };
    }

    /// <summary>Says that the tags leave nothing; gives the exit code.</summary>
    /// <param name="there">The tags of each scenario there is.</param>
    public int RefuseTags(IEnumerable<ImmutableArray<string>?> there) => Refuse(Tags.Objection([.. there.Select(t => t ?? [])], Where));

    // What is wrong with a file is said, whoever calls it; of a circle each file calls the others.
    private static bool IsOnlyIncluded(LoadedScenario scenario, HashSet<string> included) =>
        !scenario.IsNamed
        && scenario.FullPath is { } full
        && included.Contains(full)
        && scenario.Diagnostics.All(d => d.Severity != Severity.Error);

    private SelectedFiles Refuse(ImmutableArray<LoadedScenario> all, bool isTagged) =>
        new(
            [],
            all.IsEmpty ? Refuse($"there is no scenario in {Where}")
                : isTagged ? Refuse($"what is left of {Where} is called or obtained by other scenarios; name a file to take it by itself")
                : RefuseTags(all.Select(s => s.Tags))
        );

    private int Refuse(string why)
    {
        terminal.Error.WriteLine(SafeText.Line($"p1s: {why}"));
        return ExitCode.WrongUse;
    }
}
