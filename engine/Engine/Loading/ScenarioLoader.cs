using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Files;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Yaml;

namespace PingOneScenarios.Engine.Loading;

/// <summary>A path to a scenario with all it includes.</summary>
internal sealed class ScenarioLoader
{
    /// <summary>How many files deep includes may go (trust rule 12).</summary>
    private const int DeepestInclude = 5;

    private readonly TemplateParser templates;
    private readonly FileTexts texts;
    private readonly string packRoot;
    private readonly string workingFolder;
    private readonly IncludeCache? shared;

    /// <summary>What was read so far, by canonical path; null for a file that is no scenario.</summary>
    private readonly Dictionary<string, Scenario?> read = new(StringComparer.Ordinal);

    /// <summary>Files whose includes have been followed, with how deep they stood then.</summary>
    private readonly HashSet<(string File, int Depth)> followed = [];

    private ScenarioLoader(TemplateParser templates, FileTexts texts, string packRoot, IncludeCache? shared)
    {
        (this.templates, this.texts, this.packRoot, this.shared) = (templates, texts, packRoot, shared);
        workingFolder = Path.GetFullPath(".");
    }

    /// <summary>The tree, or null when a file cannot be read at all; every problem found goes into the bag of the parser.</summary>
    /// <param name="path">As the user wrote it.</param>
    /// <param name="namedAt">Where the user wrote it.</param>
    /// <param name="templates">Parses the templates and takes what is wrong.</param>
    /// <param name="texts">Gives the texts of the files.</param>
    /// <param name="ct">Ends the loading.</param>
    public static async Task<ScenarioTree?> LoadAsync(
        string path,
        SourceSpan namedAt,
        TemplateParser templates,
        FileTexts texts,
        CancellationToken ct
    )
    {
        var full = PackPaths.Canonical(path);
        var loader = new ScenarioLoader(templates, texts, PackPaths.PackRoot(full), null);
        await loader.ReadAsync(full, path, namedAt, ct);
        return await loader.CompleteAsync(full, ct);
    }

    /// <summary>The tree of a file whose text was read already, one of many that include the same files.</summary>
    public static async Task<ScenarioTree?> LoadAsync(
        SourceText source,
        IncludeCache shared,
        TemplateParser templates,
        CancellationToken ct
    )
    {
        var full = PackPaths.Canonical(source.Path);
        var loader = new ScenarioLoader(templates, FileTexts.OnDisk, PackPaths.PackRoot(full), shared);
        loader.read[full] = Parse(source, full, loader.packRoot, templates);
        return await loader.CompleteAsync(full, ct);
    }

    private async Task<ScenarioTree?> CompleteAsync(string full, CancellationToken ct)
    {
        if (read.GetValueOrDefault(full) is not { } entry)
            return null;
        await ReadIncludesAsync(entry, ct);
        Follow(entry, []);
        return new ScenarioTree(entry, read.Values.OfType<Scenario>().ToImmutableDictionary(s => s.FullPath, StringComparer.Ordinal));
    }

    // A file is read once; one that cannot be read at all is said at every place that names it.
    private async Task ReadAsync(string full, string shown, SourceSpan namedAt, CancellationToken ct)
    {
        if (read.ContainsKey(full) || await texts.ReadAsync(full, shown, namedAt, templates.Problems, ct) is not { } source)
            return;
        read[full] = Parse(source, full, packRoot, templates);
    }

    /// <summary>The scenario of a text, or null after having said why it is none.</summary>
    public static Scenario? Parse(SourceText source, string full, string packRoot, TemplateParser templates) =>
        YamlReader.Read(source, templates.Problems) is { } root
            ? ScenarioReader.Read(root, source, new FileScope(full, packRoot, templates))
            : null;

    private async Task ReadIncludeAsync(Include include, CancellationToken ct)
    {
        var shown = Shown(include.FullPath);
        if (shared is null || read.ContainsKey(include.FullPath))
            await ReadAsync(include.FullPath, shown, include.Span, ct);
        else if (await shared.ReadAsync(new IncludedFile(include.FullPath, shown, packRoot), templates.Functions, ct) is { } known)
        {
            read[include.FullPath] = known.Scenario;
            foreach (var problem in known.Problems)
                templates.Problems.Add(problem);
        }
        else
            await ReadAsync(include.FullPath, shown, include.Span, ct);
    }

    // Level by level, so that no file is missed because it was first met too deep.
    private async Task ReadIncludesAsync(Scenario entry, CancellationToken ct)
    {
        var level = new List<Scenario> { entry };
        for (var depth = 1; depth <= DeepestInclude && level.Count > 0; depth++)
        {
            var next = new List<Scenario>();
            foreach (var include in level.SelectMany(IncludesOf))
            {
                var isNew = !read.ContainsKey(include.FullPath);
                await ReadIncludeAsync(include, ct);
                if (isNew && read.GetValueOrDefault(include.FullPath) is { } scenario)
                    next.Add(scenario);
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
        templates.Problems.Add(
            DiagnosticCodes.CircularInclude,
            include.Span,
            $"\"{include.Written}\" includes itself in a circle",
            string.Join(" → ", circle.Append(circle[0]).Select(s => s.Source.Path)),
            "move what both need into a third file"
        );

    private void SayTooDeep(Include include, ImmutableList<Scenario> chain) =>
        templates.Problems.Add(
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
