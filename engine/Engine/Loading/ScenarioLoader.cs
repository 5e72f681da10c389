using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Files;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Yaml;

namespace PingOneScenarios.Engine.Loading;

/// <summary>A document to a scenario with all it includes.</summary>
/// <param name="entry">What the user named.</param>
/// <param name="packRoot">The folder it must stay in; empty when it names no files.</param>
/// <param name="includes">Reads what it includes.</param>
/// <param name="problems">Takes what is wrong with any of the files.</param>
internal sealed class ScenarioLoader(Document entry, string packRoot, IncludeCache includes, DiagnosticBag problems)
{
    /// <summary>How many files deep includes may go (trust rule 12).</summary>
    private const int DeepestInclude = 5;

    private readonly string workingFolder = Path.GetFullPath(".");

    /// <summary>What was read so far, by canonical path; null for a file that is no scenario.</summary>
    private readonly Dictionary<string, Scenario?> read = new(StringComparer.Ordinal);

    /// <summary>Files whose includes have been followed, with how deep they stood then.</summary>
    private readonly HashSet<(string File, int Depth)> followed = [];

    /// <summary>The tree, or null when the document is no scenario. Asked once.</summary>
    public async Task<ScenarioTree?> LoadAsync(CancellationToken ct)
    {
        var scenario = ScenarioReader.Read(entry, packRoot, includes.Templates, problems);
        read[entry.FullPath] = scenario;
        if (scenario is null)
            return null;
        await ReadIncludesAsync(scenario, ct);
        Follow(scenario, []);
        return new ScenarioTree(scenario, read.Values.OfType<Scenario>().ToImmutableDictionary(s => s.FullPath, StringComparer.Ordinal));
    }

    // A file is read once; one that cannot be read at all is said at every place that names it.
    private async Task ReadIncludeAsync(Include include, CancellationToken ct)
    {
        if (read.ContainsKey(include.FullPath))
            return;
        // What lies in a pack of its own stays in it, whoever calls it (trust rule 15).
        var file = new IncludedFile(include.FullPath, Shown(include.FullPath), PackPaths.PackOf(include.FullPath) ?? packRoot);
        if (await includes.ReadAsync(file, include.Span, problems, ct) is not { } known)
            return;
        read[include.FullPath] = known.Scenario;
        foreach (var problem in known.Problems)
            problems.Add(problem);
    }

    // Level by level, so that no file is missed because it was first met too deep.
    private async Task ReadIncludesAsync(Scenario scenario, CancellationToken ct)
    {
        var level = new List<Scenario> { scenario };
        for (var depth = 1; depth <= DeepestInclude && level.Count > 0; depth++)
        {
            var next = new List<Scenario>();
            foreach (var include in level.SelectMany(IncludesOf))
            {
                var isNew = !read.ContainsKey(include.FullPath);
                await ReadIncludeAsync(include, ct);
                if (isNew && read.GetValueOrDefault(include.FullPath) is { } included)
                    next.Add(included);
            }
            level = next;
        }
    }

    private void Follow(Scenario scenario, ImmutableList<Scenario> above)
    {
        if (!followed.Add((scenario.FullPath, above.Count)))
            return;
        var chain = above.Add(scenario);
        foreach (var include in IncludesOf(scenario))
        {
            var circle = chain.FindIndex(s => s.FullPath == include.FullPath);
            if (circle >= 0)
                SayCircle(include, chain.RemoveRange(0, circle));
            else if (chain.Count > DeepestInclude)
                SayTooDeep(include, chain);
            else if (read.GetValueOrDefault(include.FullPath) is { } included)
                Follow(included, chain);
        }
    }

    private void SayCircle(Include include, ImmutableList<Scenario> circle) =>
        problems.Add(
            DiagnosticCodes.CircularInclude,
            include.Span,
            $"\"{include.Written}\" includes itself in a circle",
            string.Join(" → ", circle.Append(circle[0]).Select(s => s.Source.Path)),
            "move what both need into a third file"
        );

    private void SayTooDeep(Include include, ImmutableList<Scenario> chain) =>
        problems.Add(
            DiagnosticCodes.IncludeRefused,
            include.Span,
            $"\"{include.Written}\" is more than {DeepestInclude} files deep",
            string.Join(" → ", chain.Select(s => s.Source.Path)),
            "call it from a file further up"
        );

    /// <summary>The scenarios a scenario names, each as often as it names it.</summary>
    public static IEnumerable<Include> IncludesOf(Scenario scenario) =>
        scenario.Inputs.Select(i => i.Obtain).Concat(scenario.AllSteps.Select(s => s.Call?.File)).OfType<Include>();

    private string Shown(string full)
    {
        var relative = Path.GetRelativePath(workingFolder, full);
        return relative.StartsWith("..", StringComparison.Ordinal) ? full : relative;
    }
}
