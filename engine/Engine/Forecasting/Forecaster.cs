using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Planning;
using PingOneScenarios.Engine.Trust;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Forecasting;

/// <summary>
/// A granted plan to what its run would do: goes over the same scenarios in the same order as the run does, with what is known of
/// each variable instead of its value.
/// </summary>
internal sealed class Forecaster
{
    private readonly InputForecaster inputs;
    private readonly StepForecaster steps;
    private readonly DecisionForecaster decisions;
    private readonly TemplateForecaster templates;
    private readonly Dictionary<string, ImmutableDictionary<string, Foreseen>> obtained = new(StringComparer.Ordinal);

    private Forecaster(TemplateForecaster templates, Ledger ledger, SecretMask mask, bool isEmulatorUnstarted, int mostTurns)
    {
        this.templates = templates;
        inputs = new InputForecaster(templates, ledger, mask, isEmulatorUnstarted);
        decisions = new DecisionForecaster(ledger.Secrets, mostTurns);
        steps = new StepForecaster(templates, ledger, decisions, this);
    }

    /// <summary>The forecast, and all that was said with it, without any secret in a text.</summary>
    /// <param name="granted">Also one that may not be run, as far as it goes.</param>
    /// <param name="gifts">Say who grants what.</param>
    /// <param name="isEmulatorUnstarted">Whether the values of the emulator only stand in for those it will have.</param>
    /// <param name="problems">What was said before; what can be found out beyond that is added.</param>
    /// <param name="ct">Ends it.</param>
    public static (Forecast Forecast, ImmutableArray<Diagnostic> Problems) Make(
        GrantedPlan granted,
        OperatorGifts gifts,
        bool isEmulatorUnstarted,
        DiagnosticBag problems,
        CancellationToken ct
    )
    {
        var work = new WorkLimit(TimeProvider.System);
        work.Begin(ct);
        var (mask, ledger) = (new SecretMask(), new Ledger(granted, gifts.Names.Origins));
        foreach (
            var (given, by) in gifts
                .Environment.Allow.Select(g => (g, $"allow of {g.Origin}"))
                .Concat(gifts.AllowOrigins.Select(g => (g, g.Origin)))
        )
        {
            if (Origin.TryParse(given.Value.ToString(), out var origin, out _))
                ledger.Grant(origin, by);
        }
        var forecaster = new Forecaster(new TemplateForecaster(mask, work), ledger, mask, isEmulatorUnstarted, gifts.Budgets.Steps);
        var (scenario, _) = forecaster.Go(granted.Plan, NoVariables, new Course(Records: true, IsSure: true, problems));
        var forecast = new Forecast
        {
            Scenario = scenario,
            Environment = granted.Plan.EnvironmentName,
            Origins = ledger.Origins(),
            Grants = GrantForecaster.Of(gifts),
            Secrets = ledger.Secrets.All,
            Made = ledger.Made,
            Counts = ledger.Counts,
        };
        var redaction = new ForecastRedaction(mask);
        return (redaction.Redact(forecast), redaction.Redact(problems.All));
    }

    public static ImmutableDictionary<string, Foreseen> NoVariables { get; } =
        ImmutableDictionary.Create<string, Foreseen>(StringComparer.Ordinal);

    /// <summary>Goes over a scenario, and gives its outputs.</summary>
    public (ForecastScenario Shown, ImmutableDictionary<string, Foreseen> Outputs) Go(
        Plan plan,
        ImmutableDictionary<string, Foreseen> passed,
        Course course
    )
    {
        var bag = new ForeseenBag(course.IsSure ? course.Problems : null)
            .With("run", Foreseen.Map(("id", Unknown()), ("startedAt", Unknown())))
            .With("environment", Foreseen.Map(("name", Foreseen.Known(plan.EnvironmentName))));
        var shownInputs = ImmutableArray.CreateBuilder<ForecastInput>(plan.Inputs.Length);
        foreach (var input in plan.Inputs)
        {
            var (shown, value) = Bind(input, passed, bag, course);
            bag = value is null ? bag : bag.With(input.Input.Name, value);
            shownInputs.Add(shown);
        }
        foreach (var variable in plan.Scenario.Vars)
        {
            foreach (var expression in variable.Value.Templates.SelectMany(t => t.Expressions))
                decisions.Inside(expression, bag);
            bag = bag.With(variable.Name, inputs.Variable(variable, bag));
        }
        (var shownSteps, bag) = Go(plan, plan.Steps, bag, course);
        // A step of finally that needs what no step gave is skipped, and nothing is wrong with that.
        (var shownFinally, bag) = Go(plan, plan.Finally, bag.Saying(null), course with { IsSure = false });
        var outputs = plan.Scenario.Outputs.ToImmutableDictionary(o => o.Name, o => templates.Render(o.Value, bag), StringComparer.Ordinal);
        var scenario = new ForecastScenario
        {
            Title = plan.Scenario.Title,
            Path = plan.Scenario.Source.Path,
            Inputs = shownInputs.MoveToImmutable(),
            Steps = shownSteps,
            Finally = shownFinally,
        };
        return (scenario, outputs);
    }

    private static Foreseen Unknown() => Foreseen.Unknown(Pending.InRun.Shown(""), Pending.InRun);

    private (ImmutableArray<ForecastStep> Shown, ForeseenBag Bag) Go(
        Plan plan,
        ImmutableArray<PlannedStep> planned,
        ForeseenBag bag,
        Course course
    )
    {
        var shown = ImmutableArray.CreateBuilder<ForecastStep>(planned.Length);
        foreach (var step in planned)
        {
            (var one, bag) = steps.Forecast(plan, step, bag, course);
            shown.Add(one);
        }
        return (shown.MoveToImmutable(), bag);
    }

    private (ForecastInput Shown, Foreseen? Value) Bind(
        PlannedInput input,
        ImmutableDictionary<string, Foreseen> passed,
        ForeseenBag bag,
        Course course
    )
    {
        if (input.Provider is not ObtainedInput source)
            return inputs.Forecast(input, passed, bag);
        var (shown, outputs) = Obtain(source.Plan, course);
        var (own, value) = inputs.Obtained(input.Input, source.Plan, outputs);
        return (own with { Obtained = shown }, value);
    }

    // Once a run, also inside a loop that is gone over turn by turn, so it counts whoever asks first.
    private (ForecastScenario? Shown, ImmutableDictionary<string, Foreseen> Outputs) Obtain(Plan plan, Course course)
    {
        if (obtained.TryGetValue(plan.Scenario.FullPath, out var known))
            return (null, known);
        var (shown, outputs) = Go(plan, NoVariables, course with { Records = true });
        obtained[plan.Scenario.FullPath] = outputs;
        return (shown, outputs);
    }
}

/// <summary>How a stretch of a plan is gone over.</summary>
/// <param name="Records">Whether its requests count; false for a turn that only stands for others.</param>
/// <param name="IsSure">Whether it is sure to run: what cannot be computed is only a problem where it is.</param>
/// <param name="Problems">Takes what is wrong with it. What is not granted is a problem wherever it is asked for.</param>
internal readonly record struct Course(bool Records, bool IsSure, DiagnosticBag Problems);
