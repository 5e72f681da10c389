using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Files;
using PingOneScenarios.Engine.Loading;
using PingOneScenarios.Engine.Planning;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Trust;

namespace PingOneScenarios.Engine;

/// <summary>What an operator gives, read and made a plan of.</summary>
/// <param name="Environment">Null when it cannot be read.</param>
/// <param name="Gifts">Null when the environment cannot be read.</param>
/// <param name="Plan">Null when there is none that could be run.</param>
internal sealed record RunBinding(ScenarioEnvironment? Environment, OperatorGifts? Gifts, GrantedPlan? Plan)
{
    /// <param name="scenario">Loaded and checked.</param>
    /// <param name="settings">What the operator gives.</param>
    /// <param name="mayAsk">Whether a secret may be asked for.</param>
    /// <param name="problems">Takes what is wrong, also with the scenario.</param>
    /// <param name="ct">Ends the binding.</param>
    public static async Task<RunBinding> MakeAsync(
        LoadedScenario scenario,
        RunSettings settings,
        bool mayAsk,
        DiagnosticBag problems,
        CancellationToken ct
    )
    {
        foreach (var problem in scenario.ReadProblems)
            problems.Add(problem);
        var environment = await EnvironmentOfAsync(scenario, settings, problems, ct);
        if (scenario.Tree is not { } tree || environment is null || problems.All.Any(p => p.Code == DiagnosticCodes.CircularInclude))
            return new RunBinding(environment, null, null);
        foreach (var problem in scenario.Diagnostics)
            problems.Add(problem);
        var gifts = await GiftsOfAsync(settings, environment, mayAsk, problems, ct) with
        {
            Set = await GivenFiles.SetAsync(settings, tree, problems, ct),
            Row = settings.RowInputs,
        };
        return new RunBinding(environment, gifts, await Planner.PlanAsync(tree, gifts, problems, ct));
    }

    private static async Task<ScenarioEnvironment?> EnvironmentOfAsync(
        LoadedScenario scenario,
        RunSettings settings,
        DiagnosticBag problems,
        CancellationToken ct
    )
    {
        if (settings.LocalPingOne is { } local)
            return local.ToEnvironment(scenario.NamedAt);
        return settings.Environment is { } named
            ? await EnvironmentLoader.LoadAsync(named, settings.PlaceOf(named), scenario.Documents, problems, ct)
            : ScenarioEnvironment.None;
    }

    private static async Task<OperatorGifts> GiftsOfAsync(
        RunSettings settings,
        ScenarioEnvironment environment,
        bool mayAsk,
        DiagnosticBag problems,
        CancellationToken ct
    ) =>
        new(
            environment,
            [],
            [.. settings.AllowOrigins.Select(o => new GivenValue("", o, settings.PlaceOf(o), settings.Names.Origins))],
            [.. settings.AllowPrivate.Select(h => new GivenValue("", h, settings.PlaceOf(h), settings.Names.Hosts))],
            settings.Operator,
            settings.Secrets
        )
        {
            Budgets = settings.Budgets,
            Names = settings.Names,
            Proxies = Proxies.Of(settings.Operator.Variable),
            Tls = await TlsOfAsync(settings, environment, mayAsk, problems, ct),
            IsOneOfSeveral = settings.IsOneOfSeveral,
            MayAsk = mayAsk,
            Recorded = settings.Recorded,
            OwnFiles = [.. settings.OwnFiles.Select(PackPaths.Canonical)],
        };

    private static async Task<TlsProfile?> TlsOfAsync(
        RunSettings settings,
        ScenarioEnvironment environment,
        bool mayAsk,
        DiagnosticBag problems,
        CancellationToken ct
    )
    {
        if (environment.Tls is not { } named || named.Password is { MustBeAskedFor: true } && !mayAsk)
            return null;
        return
            await TlsReader.LoadAsync(named, source => settings.Secrets.ReadAsync(source, settings.Operator, ct), problems, ct) is { } files
            ? TlsProfile.Make(files, problems)
            : null;
    }
}
