using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Planning.Flow;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Trust;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Planning;

/// <summary>A scenario and what the operator gave to a plan: everything that can be known before the first request.</summary>
internal sealed class Planner
{
    private readonly ScenarioTree tree;
    private readonly OperatorGifts gifts;
    private readonly DiagnosticBag problems;
    private readonly InputBinder inputs;
    private readonly Dictionary<string, Plan> obtained = new(StringComparer.Ordinal);
    private readonly HashSet<Origin> inputOrigins = [];
    private readonly MissingInputs missing;
    private Grants grants;
    private int calls;

    private Planner(ScenarioTree tree, OperatorGifts gifts, DiagnosticBag problems)
    {
        (this.tree, this.gifts, this.problems) = (tree, gifts, problems);
        inputs = new InputBinder(gifts, problems);
        missing = new MissingInputs(tree, gifts);
        grants = Grants.None.By(gifts.Tls, gifts.Environment.Http, gifts.Proxies).With(gifts.Budgets);
    }

    /// <summary>The plan of a tree that was checked, which may only be run when no error was said; null where files include each other in a circle.</summary>
    public static async Task<GrantedPlan?> PlanAsync(ScenarioTree tree, OperatorGifts gifts, DiagnosticBag problems, CancellationToken ct)
    {
        var planner = new Planner(tree, gifts, problems);
        foreach (
            var origin in gifts.Environment.Allow.Concat(gifts.AllowOrigins).Select(g => OriginReader.Read(g, problems)).OfType<Origin>()
        )
            planner.grants = planner.grants.With(origin);
        foreach (var host in gifts.Environment.Private.Concat(gifts.AllowPrivate))
            planner.AllowPrivate(host);
        planner.CheckSet();
        OwnFileCheck.Check(tree, [.. gifts.Environment.OwnFiles, .. gifts.OwnFiles], problems);
        if (problems.All.Any(p => p.Code == DiagnosticCodes.CircularInclude))
            return null;
        var plan = await planner.PlanScenarioAsync(tree.Entry, null, ct);
        planner.missing.Say(problems);
        planner.CheckOrigins(plan);
        return new GrantedPlan(plan, planner.grants, [.. planner.inputOrigins]) { Missing = planner.missing.Names };
    }

    /// <summary>What a scenario is by itself, without any operator: variables and names, for <c>validate</c>.</summary>
    public static void Check(ScenarioTree tree, DiagnosticBag problems)
    {
        var secrets = new SecretNames(tree, isOpen: true);
        foreach (var scenario in tree.ByPath.Values.OrderBy(s => s.Source.Path, StringComparer.Ordinal))
            CheckFile(scenario, tree, secrets, problems);
    }

    private static void CheckFile(Scenario scenario, ScenarioTree tree, SecretNames secrets, DiagnosticBag problems)
    {
        InputCheck.Check(scenario, problems);
        IncludeCheck.Check(scenario, tree, problems);
        AddressCheck.Check(scenario, problems);
        FlowCheck.Check(scenario, tree, secrets, problems);
    }

    private async Task<Plan> PlanScenarioAsync(Scenario scenario, Step? caller, CancellationToken ct)
    {
        var planned = ImmutableArray.CreateBuilder<PlannedInput>();
        foreach (var input in scenario.Inputs)
            planned.Add(new PlannedInput(input, await ProviderOfAsync(input, scenario, caller, ct)));
        return new Plan
        {
            Scenario = scenario,
            EnvironmentName = gifts.Environment.Name,
            Inputs = planned.ToImmutable(),
            Steps = await PlanStepsAsync(scenario, scenario.Steps, ct),
            Finally = await PlanStepsAsync(scenario, scenario.Finally, ct),
        };
    }

    private async Task<InputProvider> ProviderOfAsync(Input input, Scenario scenario, Step? caller, CancellationToken ct)
    {
        if (caller?.Call!.With.Any(p => p.Name == input.Name) == true)
            return new PassedInput();
        if (await GivenAsync(input, ct) is { } given)
            return given;
        if (input.Default is { } value)
            return new DefaultInput(value);
        if (input.Obtain is { } obtain && tree.ByPath.TryGetValue(obtain.FullPath, out var source))
            return new ObtainedInput(await ObtainAsync(source, ct));
        if (input.Required && input.Obtain is null)
            missing.Add(input, scenario, caller);
        return new AbsentInput();
    }

    // A row comes before all else, and grants nothing: beside its address, that of the operator still does.
    private async Task<GivenInput?> GivenAsync(Input input, CancellationToken ct)
    {
        var cell = inputs.FindInRow(input);
        if (cell is not null && input.Type != InputType.Url)
            return cell;
        var given = await inputs.FindAsync(input, ct);
        // Trust rule 1: an address the operator gave grants its origin; one the file brings along only asks.
        if (given is not null && input.Type == InputType.Url && Origin.TryParse(given.Value.ToString(), out var origin, out _))
            Grant(origin);
        return cell ?? given;
    }

    // Calls of files that call files multiply; what is planned is bounded before it is run.
    private bool MayPlan(Step step)
    {
        if (++calls <= gifts.Budgets.Steps)
            return true;
        if (calls == gifts.Budgets.Steps + 1)
            problems.Add(
                DiagnosticCodes.InvalidValue,
                step.Span,
                $"the scenario calls others more than {gifts.Budgets.Steps:N0} times (trust rule 12)",
                "calls of scenarios that call others multiply",
                "call fewer scenarios; or, if this is meant, allow the run more steps"
            );
        return false;
    }

    private void AllowPrivate(GivenValue host)
    {
        var written = host.Value.ToString();
        if (Origin.TryParse($"https://{written}", out var origin, out _) && written.Equals(origin.Host, StringComparison.OrdinalIgnoreCase))
            grants = grants.WithPrivate(origin.Host);
        else
            problems.Add(
                DiagnosticCodes.InvalidValue,
                host.Span,
                $"\"{written}\" is not a host",
                null,
                "write the name alone, without scheme, port and path: sso.example.internal"
            );
    }

    private void Grant(Origin origin)
    {
        grants = grants.With(origin);
        inputOrigins.Add(origin);
    }

    private async Task<Plan> ObtainAsync(Scenario source, CancellationToken ct)
    {
        if (!obtained.TryGetValue(source.FullPath, out var plan))
            obtained[source.FullPath] = plan = await PlanScenarioAsync(source, null, ct);
        return plan;
    }

    private async Task<ImmutableArray<PlannedStep>> PlanStepsAsync(Scenario scenario, ImmutableArray<Step> steps, CancellationToken ct)
    {
        var planned = ImmutableArray.CreateBuilder<PlannedStep>(steps.Length);
        foreach (var step in steps)
        {
            Plan? call = null;
            if (step.Call is { } target && tree.ByPath.TryGetValue(target.File.FullPath, out var called) && MayPlan(step))
                call = await PlanScenarioAsync(called, step, ct);
            planned.Add(DefaultsMerge.Plan(scenario.Defaults, step, call));
        }
        return planned.ToImmutable();
    }

    // A value given for an input that no scenario has is a typing mistake.
    private void CheckSet()
    {
        var names = tree.ByPath.Values.SelectMany(s => s.Inputs).Select(i => i.Name).Distinct(StringComparer.Ordinal).ToList();
        foreach (var set in gifts.Set.Where(s => !names.Contains(s.Name, StringComparer.Ordinal)))
            problems.Add(
                DiagnosticCodes.InputUnknown,
                set.Span,
                $"there is no input \"{set.Name}\"",
                null,
                Suggestion.Sentence(
                    set.Name,
                    names,
                    names.Count == 0 ? "the scenario has no inputs" : $"the inputs are {string.Join(", ", names)}"
                )
            );
    }

    // What is written as a literal, or comes from a default of the file, can be refused before anything runs.
    private void CheckOrigins(Plan plan)
    {
        var check = new SendCheck(grants, new LabelDestinations());
        foreach (var step in plan.Steps.Concat(plan.Finally))
        {
            if (step.Call is { } call)
                CheckOrigins(call);
            foreach (var request in step.Requests)
            {
                if (KnownOrigin(plan, request) is { } address && check.Check(address, LabelSet.None, request.Address.Span) is { } refusal)
                    problems.Add(refusal);
            }
        }
        foreach (var input in plan.Inputs)
        {
            if (input.Provider is ObtainedInput source)
                CheckOrigins(source.Plan);
        }
    }

    private string? KnownOrigin(Plan plan, RequestTemplate request)
    {
        if (request.Address.Origin.Literal is { } literal)
            return literal.Length == 0 ? null : literal;
        var name = request.Address.Origin.Whole?.Text;
        return plan.Inputs.FirstOrDefault(i => i.Input.Name == name)?.Provider switch
        {
            DefaultInput { Value: TextTemplate { Template.Literal: { } address } } => address,
            GivenInput given when name is not null && gifts.Row.CellOf(name) is not null => given.Value.ToString(),
            _ => null,
        };
    }
}
