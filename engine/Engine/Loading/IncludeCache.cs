using System.Collections.Concurrent;
using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Files;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Templating;

namespace PingOneScenarios.Engine.Loading;

/// <summary>What many scenarios include, read once for all of them. May be used by several loaders at a time.</summary>
internal sealed class IncludeCache
{
    private readonly ConcurrentDictionary<IncludedFile, Lazy<Task<ReadFile?>>> files = new();

    /// <summary>The file; null when it cannot be read, which is then said at every place that names it.</summary>
    public Task<ReadFile?> ReadAsync(IncludedFile file, FunctionTable functions, CancellationToken ct) =>
        files.GetOrAdd(file, f => new Lazy<Task<ReadFile?>>(() => ReadOnceAsync(f, functions, ct))).Value;

    private static async Task<ReadFile?> ReadOnceAsync(IncludedFile file, FunctionTable functions, CancellationToken ct)
    {
        var unread = new DiagnosticBag();
        var nowhere = new SourceText(file.Shown, "").Beginning;
        if (await ScenarioFiles.ReadAsync(file.FullPath, file.Shown, nowhere, unread, ct) is not { } source)
            return null;
        var problems = new DiagnosticBag();
        var scenario = ScenarioLoader.Parse(source, file.FullPath, file.PackRoot, new TemplateParser(functions, problems));
        return new ReadFile(scenario, problems.All);
    }
}

/// <summary>A file as a loader sees it.</summary>
/// <param name="FullPath">Its canonical path.</param>
/// <param name="Shown">The path diagnostics print.</param>
/// <param name="PackRoot">The folder its includes must stay in.</param>
internal sealed record IncludedFile(string FullPath, string Shown, string PackRoot);

/// <summary>A file that was read.</summary>
/// <param name="Scenario">Null when it is none.</param>
/// <param name="Problems">What was said about it.</param>
internal sealed record ReadFile(Scenario? Scenario, ImmutableArray<Diagnostic> Problems);
