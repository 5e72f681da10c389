using System.Collections.Immutable;
using PingOneScenarios.Engine.Templating;

namespace PingOneScenarios.Engine.Scenarios;

/// <summary>A request a step can send.</summary>
/// <param name="Template">As written.</param>
/// <param name="Purpose">What it is for.</param>
internal sealed record StepRequest(RequestTemplate Template, RequestPurpose Purpose);

internal enum RequestPurpose
{
    /// <summary>What the step is there for.</summary>
    Do,

    /// <summary>Finds out whether the request of the step was carried out.</summary>
    FindOut,

    /// <summary>Takes back what the step made.</summary>
    TakeBack,
}

/// <summary>The expressions of one key of a step.</summary>
/// <param name="Key">Where they stand.</param>
/// <param name="All">In the order in which they are written; none when the key holds no expression.</param>
/// <param name="Gives">The extraction whose variable is there from then on; null for most keys.</param>
internal sealed record StepExpressions(ComputedKey Key, ImmutableArray<Expression> All, Extraction? Gives = null);

/// <summary>When the value of a key is computed, in the order of a run.</summary>
internal enum Moment
{
    /// <summary>Before the first step, or for each step that takes the defaults.</summary>
    Begin,

    /// <summary>Before the first turn of a step.</summary>
    Loop,

    /// <summary>At the beginning of each turn of a step.</summary>
    Turn,

    /// <summary>For each attempt, before anything is sent.</summary>
    Attempt,

    /// <summary>When the answer has come, or the outputs of a call.</summary>
    Answer,

    /// <summary>When what the step made is taken back.</summary>
    TakingBack,

    /// <summary>After the last step.</summary>
    End,
}

/// <summary>A key whose value is computed.</summary>
/// <param name="need">For people, why a variable must be there: <c>the request needs it</c>.</param>
/// <param name="moment">When it is computed.</param>
internal sealed class ComputedKey(string need, Moment moment)
{
    public static readonly ComputedKey InputDefault = new("the default needs it", Moment.Begin);

    public static readonly ComputedKey Var = new("the variable needs it", Moment.Begin);

    public static readonly ComputedKey Defaults = new("the defaults need it", Moment.Begin);

    public static readonly ComputedKey ForEach = new("for_each needs it", Moment.Loop);

    public static readonly ComputedKey When = new("when needs it", Moment.Turn) { IsCondition = true };

    public static readonly ComputedKey Request = new("the request needs it", Moment.Attempt) { IsData = true };

    public static readonly ComputedKey Redirects = new("redirects needs it", Moment.Answer) { IsCondition = true };

    public static readonly ComputedKey Call = new("the call needs it", Moment.Attempt);

    public static readonly ComputedKey Retry = new("retry needs it", Moment.Answer) { IsCondition = true };

    /// <summary>Apart from the rest of <c>retry</c> because it gives a length of time.</summary>
    public static readonly ComputedKey Pause = new("retry needs it", Moment.Answer);

    /// <summary>Computed only when nobody knows whether the request of the step was carried out.</summary>
    public static readonly ComputedKey Probe = new("the probe needs it", Moment.Attempt) { IsData = true };

    public static readonly ComputedKey ProbeRedirects = new("the probe needs it", Moment.Answer) { IsCondition = true };

    public static readonly ComputedKey ProbeExpect = new("the probe needs it", Moment.Answer);

    public static readonly ComputedKey ProbeThat = new("the probe needs it", Moment.Answer) { IsCondition = true };

    public static readonly ComputedKey Expect = new("the expectation needs it", Moment.Answer);

    /// <summary>Apart from the rest of <c>expect</c> because it has to be true or false.</summary>
    public static readonly ComputedKey That = new("the expectation needs it", Moment.Answer) { IsCondition = true };

    public static readonly ComputedKey Extraction = new("the extraction needs it", Moment.Answer) { IsData = true };

    public static readonly ComputedKey ExtractionDefault = new("the default needs it", Moment.Answer);

    public static readonly ComputedKey Undo = new("the undo needs it", Moment.TakingBack) { IsData = true };

    public static readonly ComputedKey Output = new("the output needs it", Moment.End) { IsData = true };

    public string Need => need;

    public Moment Moment => moment;

    /// <summary>Whether it must come to true or false.</summary>
    public bool IsCondition { get; private init; }

    /// <summary>Whether its value is sent or kept, so that a predicate is none.</summary>
    public bool IsData { get; private init; }
}
