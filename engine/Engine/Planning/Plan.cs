using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Trust;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Planning;

/// <summary>A scenario that can be run: every input has a provider, every variable is provided, every default is settled.</summary>
internal sealed record Plan
{
    public required Scenario Scenario { get; init; }

    public required string EnvironmentName { get; init; }

    public required ImmutableArray<PlannedInput> Inputs { get; init; }

    public required ImmutableArray<PlannedStep> Steps { get; init; }

    public required ImmutableArray<PlannedStep> Finally { get; init; }

    /// <summary>It and the plans of all scenarios it includes, each once.</summary>
    public IEnumerable<Plan> All => WithIncluded([]);

    /// <summary>The files it is read from, its own first, each once.</summary>
    public IEnumerable<SourceText> Sources => All.Select(p => p.Scenario.Source);

    /// <summary>The plan where something with these labels decided that it is run.</summary>
    public Plan Because(LabelSet cause) =>
        cause.IsEmpty
            ? this
            : this with
            {
                Steps = [.. Steps.Select(s => s with { Cause = s.Cause.Union(cause) })],
                Finally = [.. Finally.Select(s => s with { Cause = s.Cause.Union(cause) })],
            };

    private IEnumerable<Plan> WithIncluded(HashSet<string> seen)
    {
        if (!seen.Add(Scenario.FullPath))
            return [];
        var obtained = Inputs.Select(i => (i.Provider as ObtainedInput)?.Plan);
        var called = Steps.Concat(Finally).Select(s => s.Call);
        return obtained.Concat(called).OfType<Plan>().SelectMany(p => p.WithIncluded(seen)).Prepend(this);
    }
}

/// <summary>A step with the defaults of its scenario settled.</summary>
/// <param name="Step">As written.</param>
/// <param name="Request">Null for a call.</param>
/// <param name="Undo">The step that takes it back, ready to be run; null when there is nothing to take back.</param>
/// <param name="Call">The plan of the called scenario; null for a request.</param>
internal sealed record PlannedStep(Step Step, RequestTemplate? Request, PlannedStep? Undo, Plan? Call)
{
    /// <summary>When the request is sent again; null sends it once.</summary>
    public SettledRetry? Retry { get; init; }

    /// <summary>What settles its request when nobody knows whether it arrived; null where nothing can be in doubt.</summary>
    public PlannedUnknown? OnUnknown { get; init; }

    /// <summary>Whether the file says that its request may be sent again whatever became of it.</summary>
    public bool MayBeSentAgain => OnUnknown is { Way: UnknownWay.Again, IsSaid: true };

    /// <summary>Whether its request is sent with an idempotency key of the engine's, the same for every attempt.</summary>
    public bool SendsKey { get; init; }

    /// <summary>Every request it can send.</summary>
    public IEnumerable<RequestTemplate> Requests => new[] { Request, OnUnknown?.Probe?.Request, Undo?.Request }.OfType<RequestTemplate>();

    /// <summary>The variables it takes to take it back; null when there is nothing to take back.</summary>
    public IEnumerable<VariableUse>? NeedsToTakeBack => Undo?.Request!.Templates.SelectMany(t => t.Uses);

    /// <summary>The labels of what decided that the step is run, in this turn: that it runs at all tells of them (trust rule 3).</summary>
    public LabelSet Cause { get; init; }

    /// <summary>The variables it is made of: of its list, its condition, its request or what it passes on.</summary>
    public IEnumerable<VariableUse> Uses =>
        (Step with { Request = Request })
            .Expressions.Where(e => e.Key.Moment <= Moment.Attempt)
            .SelectMany(e => e.All)
            .SelectMany(e => e.Uses);
}

/// <summary>An input and what provides its value.</summary>
internal sealed record PlannedInput(Input Input, InputProvider Provider);

/// <summary>Where the value of an input comes from.</summary>
internal abstract record InputProvider;

/// <summary>The operator gave it.</summary>
/// <param name="Value">Of the input's type.</param>
/// <param name="Origin">For people.</param>
/// <param name="IsSecret">Whether it came from a source of secrets, or the input says so.</param>
/// <param name="To">The only origins it may be sent to; null allows those of the operator's addresses.</param>
internal sealed record GivenInput(Value Value, string Origin, bool IsSecret, ImmutableArray<Origin>? To) : InputProvider;

/// <summary>Its default, computed once when the run begins.</summary>
internal sealed record DefaultInput(ValueTemplate Value) : InputProvider;

/// <summary>The output of the same name of another scenario.</summary>
internal sealed record ObtainedInput(Plan Plan) : InputProvider;

/// <summary>The step that calls the scenario passes it.</summary>
internal sealed record PassedInput : InputProvider;

/// <summary>Nothing; the input is not required.</summary>
internal sealed record AbsentInput : InputProvider;

/// <summary>A plan with what the operator granted it.</summary>
/// <param name="Plan">What to run.</param>
/// <param name="Grants">The origins the run may contact.</param>
/// <param name="SecretOrigins">Those of the operator's addresses: where a secret without a list of its own may go (trust rule 4).</param>
internal sealed record GrantedPlan(Plan Plan, Grants Grants, ImmutableArray<Origin> SecretOrigins)
{
    /// <summary>The names of required inputs that nobody gives a value.</summary>
    public ImmutableArray<string> Missing { get; init; } = [];
}
