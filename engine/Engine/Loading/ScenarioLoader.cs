using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Templating;

namespace PingOneScenarios.Engine.Loading;

/// <summary>A path to a scenario with all it includes.</summary>
internal sealed class ScenarioLoader
{
    /// <summary>How many files deep includes may go (trust rule 12).</summary>
    private const int DeepestInclude = 5;

    private readonly TemplateParser templates;
    private readonly string packRoot;
    private readonly string workingFolder;
    private readonly ImmutableDictionary<string, Scenario>.Builder loaded = ImmutableDictionary.CreateBuilder<string, Scenario>(
        StringComparer.Ordinal
    );

    private ScenarioLoader(TemplateParser templates, string packRoot, string workingFolder) =>
        (this.templates, this.packRoot, this.workingFolder) = (templates, packRoot, workingFolder);

    /// <summary>The tree, or null when a file cannot be read at all; every problem found goes into the bag.</summary>
    /// <param name="path">As the user wrote it.</param>
    /// <param name="namedAt">Where the user wrote it.</param>
    /// <param name="functions">The functions expressions may call.</param>
    /// <param name="problems">Takes what is wrong.</param>
    /// <param name="ct">Ends the loading.</param>
    public static async Task<ScenarioTree?> LoadAsync(
        string path,
        SourceSpan namedAt,
        FunctionTable functions,
        DiagnosticBag problems,
        CancellationToken ct
    )
    {
        var full = ScenarioFiles.Canonical(path);
        var loader = new ScenarioLoader(new TemplateParser(functions, problems), ScenarioFiles.PackRoot(full), Path.GetFullPath("."));
        var entry = await loader.ReadAsync(full, path, namedAt, [], ct);
        return entry is null ? null : new ScenarioTree(entry, loader.loaded.ToImmutable());
    }

    private async Task<Scenario?> ReadAsync(
        string full,
        string shown,
        SourceSpan namedAt,
        ImmutableList<Scenario> chain,
        CancellationToken ct
    )
    {
        if (loaded.TryGetValue(full, out var known))
            return known;
        if (await ScenarioFiles.ReadAsync(full, shown, namedAt, templates.Problems, ct) is not { } source)
            return null;
        if (YamlReader.Read(source, templates.Problems) is not { } root)
            return null;
        if (ScenarioReader.Read(root, source, new FileScope(full, packRoot, templates)) is not { } scenario)
            return null;
        loaded[full] = scenario;
        foreach (var include in IncludesOf(scenario))
            await FollowAsync(include, chain.Add(scenario), ct);
        return scenario;
    }

    private async Task FollowAsync(Include include, ImmutableList<Scenario> chain, CancellationToken ct)
    {
        var circle = chain.FindIndex(s => s.FullPath == include.FullPath);
        if (circle >= 0)
        {
            var files = chain.Skip(circle).Select(s => s.Source.Path).Append(chain[circle].Source.Path);
            templates.Problems.Add(
                DiagnosticCodes.CircularInclude,
                include.Span,
                $"\"{include.Written}\" includes itself in a circle",
                string.Join(" → ", files),
                "move what both need into a third file"
            );
        }
        else if (chain.Count > DeepestInclude)
            templates.Problems.Add(
                DiagnosticCodes.IncludeRefused,
                include.Span,
                $"\"{include.Written}\" is more than {DeepestInclude} files deep",
                null,
                "call it from a file further up"
            );
        else
            await ReadAsync(include.FullPath, Shown(include.FullPath), include.Span, chain, ct);
    }

    private static IEnumerable<Include> IncludesOf(Scenario scenario) =>
        scenario.Inputs.Select(i => i.Obtain).Concat(scenario.AllSteps.Select(s => s.Call?.File)).OfType<Include>();

    private string Shown(string full)
    {
        var relative = Path.GetRelativePath(workingFolder, full);
        return relative.StartsWith("..", StringComparison.Ordinal) ? full : relative;
    }
}
