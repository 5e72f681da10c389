using System.Collections.Immutable;
using PingOneScenarios.Engine.Files;
using PingOneScenarios.Engine.Loading;
using PingOneScenarios.Engine.Scenarios;

namespace PingOneScenarios.Engine;

/// <summary>The files a run is made of.</summary>
internal static class InvolvedFiles
{
    /// <summary>
    /// Absolute paths, each once: the scenario, what it includes and sends, the environment file and what that names, and each place where
    /// a <c>pack.yaml</c> decides. Also of files that are missing, as far as what could be read names them.
    /// </summary>
    /// <param name="path">Of the scenario.</param>
    /// <param name="settings">Name the environment.</param>
    /// <param name="tree">Null when the scenario could not be read.</param>
    /// <param name="environment">Null when it could not be read.</param>
    public static ImmutableArray<string> Of(string path, RunSettings settings, ScenarioTree? tree, ScenarioEnvironment? environment)
    {
        var entry = Path.GetFullPath(path);
        var scenarios = tree?.ByPath.Values ?? [];
        return
        [
            .. scenarios
                .SelectMany(s => ScenarioLoader.IncludesOf(s).Select(i => i.FullPath).Concat(SentBy(s)).Prepend(s.FullPath))
                .Concat(EnvironmentOf(settings))
                .Concat(environment?.OwnFiles ?? [])
                .Concat(scenarios.Select(s => s.FullPath).Prepend(PackPaths.Canonical(path)).SelectMany(PackPaths.PackFiles))
                .Prepend(entry)
                .Distinct(StringComparer.Ordinal),
        ];
    }

    private static IEnumerable<string> SentBy(Scenario scenario) =>
        scenario.AllSteps.SelectMany(s => s.Requests).SelectMany(r => r.Template.Body?.Files ?? []).Select(f => f.Path.FullPath);

    private static IEnumerable<string> EnvironmentOf(RunSettings settings) =>
        settings is { LocalPingOne: null, Environment: { } named } && !BuiltInEnvironments.IsRegion(named) ? [Path.GetFullPath(named)] : [];
}
