using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Forecasting;
using PingOneScenarios.Engine.Loading;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine;

/// <summary>
/// A scenario as its files said when it was loaded, checked, with all it includes. It may be bound as often as one likes, also by several
/// threads at a time; nothing is loaded or checked again for that. Files of environments are read once too.
/// </summary>
public sealed class LoadedScenario
{
    private readonly NamedFile file;
    private readonly RunWiring wiring;

    internal LoadedScenario(NamedFile file, ScenarioTree? tree, DocumentLoader documents, RunWiring wiring) =>
        (this.file, Tree, Documents, this.wiring) = (file, tree, documents, wiring);

    /// <summary>Of its file, as it was named.</summary>
    public string Path => file.Path;

    /// <summary>Everything that can be said without an operator; it is valid when there is no error among it.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; internal init; } = [];

    /// <summary>The part of it that was found while the files were read.</summary>
    internal ImmutableArray<Diagnostic> ReadProblems { get; init; } = [];

    /// <summary>Whether it was found in a folder and is no scenario.</summary>
    internal bool IsOther { get; init; }

    /// <summary>Whether the user named it, and not only a folder or a pattern it was found by.</summary>
    internal bool IsNamed => !file.WasFound;

    /// <summary>Null when nobody knows them, because the file cannot be read.</summary>
    internal ImmutableArray<string>? Tags => TagsOf(Tree, ReadProblems);

    /// <summary>The canonical path; null when the file is no scenario.</summary>
    internal string? FullPath => Tree?.Entry.FullPath;

    /// <summary>The canonical paths of the scenarios it calls or obtains from, directly or not.</summary>
    internal IEnumerable<string> Included => Tree is { } tree ? tree.ByPath.Keys.Where(p => p != tree.Entry.FullPath) : [];

    /// <summary>What many runs of it must keep to.</summary>
    internal ImmutableArray<Limit> Limits => Tree?.Entry.Limits ?? [];

    internal bool IsPiped => file.Piped is not null;

    internal SourceSpan NamedAt => file.NamedAt;

    /// <summary>Null when the file is no scenario.</summary>
    internal ScenarioTree? Tree { get; }

    internal DocumentLoader Documents { get; }

    /// <inheritdoc cref="Tags"/>
    /// <param name="tree">The scenario.</param>
    /// <param name="read">What was found while it was read.</param>
    internal static ImmutableArray<string>? TagsOf(ScenarioTree? tree, IEnumerable<Diagnostic> read) =>
        tree is null || read.Any(p => p.Severity == Severity.Error && p.Span.Source.Path == tree.Entry.Source.Path)
            ? null
            : tree.Entry.Tags;

    /// <summary>The same, of the files as they are by now.</summary>
    internal Task<LoadedScenario> ReloadAsync(CancellationToken ct) =>
        Workspace.LoadAsync(file, new ScenarioReading(Workspace.TextsOf([file]), (_, _) => { }), wiring, ct);

    /// <summary>All that can be found out before the first request: reads the environment, finds the inputs and reads the secrets.</summary>
    /// <param name="settings">What the operator gives.</param>
    /// <param name="ct">Ends the binding.</param>
    public async Task<PreparedRun> BindAsync(RunSettings settings, CancellationToken ct)
    {
        var problems = new DiagnosticBag();
        var bound = await RunBinding.MakeAsync(this, settings, mayAsk: true, problems, ct);
        return new PreparedRun(this, settings, wiring)
        {
            Plan = problems.HasErrors ? null : bound.Plan,
            Environment = bound.Environment,
            Found = FoundProblems.In(Path, problems, bound.Plan?.Plan, settings),
        };
    }

    /// <summary>What a run would do, without sending anything and without asking for a secret; also when it could not run, as far as that goes.</summary>
    internal async Task<ForecastResult> ForecastAsync(RunSettings settings, CancellationToken ct)
    {
        var problems = new DiagnosticBag();
        if (await RunBinding.MakeAsync(this, settings, mayAsk: false, problems, ct) is not { Plan: { } plan, Gifts: { } gifts })
            return new ForecastResult(null, [.. problems.All.Select(settings.Words)]);
        var isUnstarted = ReferenceEquals(settings.LocalPingOne, LocalPingOne.NotStarted);
        var (forecast, said) = Forecaster.Make(plan, gifts, isUnstarted, problems, ct);
        return new ForecastResult(forecast, [.. said.Select(settings.Words)]);
    }
}

/// <summary>What a run would do, and what stands in its way.</summary>
/// <param name="Forecast">Null when the files cannot be read far enough to tell.</param>
/// <param name="Diagnostics">What was found; the scenario could run when there is no error among it.</param>
internal sealed record ForecastResult(Forecast? Forecast, ImmutableArray<Diagnostic> Diagnostics);
