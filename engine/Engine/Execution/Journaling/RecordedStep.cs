using System.Collections.Immutable;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Execution.Journaling;

/// <summary>A step that has ended, as its row says.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Variables">What it left that was not there before; null for one that was withheld.</param>
internal sealed record RecordedStep(Outcome Outcome, ImmutableArray<Variable> Variables)
{
    /// <summary>Passed over because of how an earlier one ended: it does not count as one that was skipped by itself.</summary>
    public bool IsPassedOver { get; init; }

    /// <summary>The names of what is lacking, with the reasons.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Lacking { get; init; } = [];

    /// <summary>Until when a variable is good; one that is not named is good for ever.</summary>
    public ImmutableDictionary<string, DateTimeOffset> GoodUntil { get; init; } = ImmutableDictionary<string, DateTimeOffset>.Empty;

    /// <summary>Until when one of its variables is good; null for ever.</summary>
    public DateTimeOffset? UntilOf(Variable variable) =>
        GoodUntil.TryGetValue(variable.Name, out var until) ? until : Expiry.Of(variable.Value);

    /// <summary>The names of variables whose values are secret and were not kept.</summary>
    public ImmutableHashSet<string> Withheld { get; init; } = [];

    public int Attempts { get; init; }

    public bool IsIdle { get; init; }

    public bool IsRefused { get; init; }

    public string? Note { get; init; }

    public ImmutableArray<string> Edited { get; init; } = [];

    /// <summary>What it gave then, to whoever goes on behind it.</summary>
    public StepResult ToResult(VariableBag before)
    {
        var bag = Variables.Aggregate(before, (filled, variable) => filled.With(variable));
        return new StepResult
        {
            Outcome = Outcome,
            Bag = Lacking.Aggregate(bag, (lacking, l) => lacking.Lacking(l.Key, l.Value)),
            Attempts = Attempts,
            IsIdle = IsIdle,
            IsRecorded = true,
            WasRefused = IsRefused,
            Note = Note,
            Edited = Edited,
        };
    }
}

/// <summary>A step that had begun and had not ended.</summary>
/// <param name="Place">Which one.</param>
/// <param name="Cause">What decided that it is run.</param>
internal sealed record OpenStep(StepPlace Place, LabelSet Cause)
{
    /// <summary>How many attempts have ended.</summary>
    public int Attempts { get; init; }

    /// <summary>How many attempts may have done something; one that changes nothing is as if it had not been sent.</summary>
    public int Sent => Request is null || MethodTable.IsSafe(Request.Method) ? Attempts : Attempts + 1;

    /// <summary>Whether nobody knows what became of its request.</summary>
    public bool IsInDoubt => Request is { } request && !MethodTable.IsSafe(request.Method);

    /// <summary>What the attempts that ended took together, with the pauses.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>The request that was about to leave; null for a call, and when none was.</summary>
    public OpenRequest? Request { get; init; }
}

/// <summary>A request that may have left.</summary>
/// <param name="Method">Of HTTP.</param>
/// <param name="Address">As it may be shown.</param>
/// <param name="At">When it was about to leave.</param>
internal sealed record OpenRequest(string Method, string Address, DateTimeOffset At);

/// <summary>Something a run made, and where.</summary>
/// <param name="Place">Of the step that made it.</param>
/// <param name="Cause">What decided that it was made.</param>
/// <param name="Variables">What its undo needs; one that was withheld is not among them.</param>
internal sealed record RecordedMade(StepPlace Place, LabelSet Cause, ImmutableArray<Variable> Variables)
{
    public bool IsTakenBack { get; init; }
}
