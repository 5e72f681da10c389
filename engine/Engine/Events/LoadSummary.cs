using System.Collections.Immutable;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Events;

/// <summary>Many runs that put a load on a server are over. Told once, after all of them.</summary>
public sealed record LoadFinished(LoadSummary Load) : RunEvent;

/// <summary>Many runs in numbers, as large for a million of them as for ten.</summary>
public sealed record LoadSummary
{
    /// <summary>What was asked for.</summary>
    public required LoadPlan Plan { get; init; }

    /// <summary>When the first run was to begin.</summary>
    public required DateTimeOffset Began { get; init; }

    /// <summary>From then to the end of the last run.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>Whether somebody ended it before its time.</summary>
    public bool IsCut { get; init; }

    /// <summary>How many commands this was put together from.</summary>
    public int Shards { get; init; } = 1;

    /// <summary>All runs; times are those from the moment a run was to begin.</summary>
    public required LoadFigures All { get; init; }

    /// <summary>The runs that limits are judged over: all but those that were to begin in the warm-up.</summary>
    public required LoadFigures Judged { get; init; }

    /// <summary>From the begin of a run to its end, whenever it was to begin.</summary>
    public required LatencyFigures Service { get; init; }

    /// <summary>How the times of <see cref="All"/> are spread, in bars whose bounds grow; empty without a run.</summary>
    public ImmutableArray<LatencyBar> Bars { get; init; } = [];

    /// <summary>In the order they were first run.</summary>
    public ImmutableArray<LoadStep> Steps { get; init; } = [];

    /// <summary>The most frequent first.</summary>
    public ImmutableArray<LoadError> Errors { get; init; } = [];

    /// <summary>How many went wrong in ways that are not among <see cref="Errors"/>, of which at most 100 are told apart.</summary>
    public long OtherErrors { get; init; }

    /// <summary>One after the other, each as long as <see cref="MomentLength"/>; at most 600.</summary>
    public ImmutableArray<LoadMoment> Moments { get; init; } = [];

    /// <summary>A second, or so many that <see cref="Moments"/> are not too many.</summary>
    public TimeSpan MomentLength { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Empty when none was set.</summary>
    public ImmutableArray<JudgedLimit> Limits { get; init; } = [];
}

/// <summary>How runs are started.</summary>
public enum LoadModel
{
    /// <summary>So many at a time: one begins when another has ended.</summary>
    Closed,

    /// <summary>So many in a time, whatever became of those before.</summary>
    Open,
}

/// <summary>The load that was asked for.</summary>
/// <param name="Model">How runs are started.</param>
/// <param name="From">At first: runs a second, or runs at a time.</param>
/// <param name="To">After <paramref name="Ramp"/>.</param>
/// <param name="Ramp">How long it takes to get there; zero without.</param>
/// <param name="Duration">How long runs are started.</param>
public sealed record LoadPlan(LoadModel Model, double From, double To, TimeSpan Ramp, TimeSpan Duration)
{
    /// <summary>The first part of <see cref="Duration"/>, which is not judged.</summary>
    public TimeSpan WarmUp { get; init; }

    /// <summary>How many runs may be under way; null when <see cref="To"/> says so.</summary>
    public int? MostRunning { get; init; }
}

/// <summary>How many runs there were, and how long they took.</summary>
public sealed record LoadFigures
{
    /// <summary>Runs that were to begin: those that did, and those that found no room.</summary>
    public required long Intended { get; init; }

    /// <summary>Those that found no room.</summary>
    public required long Dropped { get; init; }

    /// <summary>Those that ended by themselves.</summary>
    public required long Ended { get; init; }

    /// <summary>Those of them that went wrong.</summary>
    public required long Failed { get; init; }

    /// <summary>How many ended in a second; those of shards added up.</summary>
    public required double Rate { get; init; }

    /// <summary>Of those that ended.</summary>
    public required LatencyFigures Latency { get; init; }
}

/// <summary>How long many things took. Exact to three digits, from a microsecond to ten minutes; what took longer counts as ten minutes.</summary>
public sealed record LatencyFigures
{
    /// <summary>How many there are; the times are zero without one.</summary>
    public required long Count { get; init; }

    /// <summary>Those of them that took longer than is told apart.</summary>
    public long Beyond { get; init; }

    /// <inheritdoc cref="LimitMeasure.P50"/>
    public TimeSpan P50 { get; init; }

    /// <inheritdoc cref="LimitMeasure.P90"/>
    public TimeSpan P90 { get; init; }

    /// <inheritdoc cref="LimitMeasure.P95"/>
    public TimeSpan P95 { get; init; }

    /// <inheritdoc cref="LimitMeasure.P99"/>
    public TimeSpan P99 { get; init; }

    /// <inheritdoc cref="LimitMeasure.P999"/>
    public TimeSpan P999 { get; init; }

    /// <inheritdoc cref="LimitMeasure.Max"/>
    public TimeSpan Max { get; init; }

    /// <inheritdoc cref="LimitMeasure.Mean"/>
    public TimeSpan Mean { get; init; }

    /// <summary>All of them as HdrHistogram packs them (its compressed form, version 2), in nanoseconds; empty when they cannot be added up.</summary>
    public ImmutableArray<byte> Histogram { get; init; } = [];
}

/// <summary>How many took up to a time, and longer than that of the bar before.</summary>
/// <param name="UpTo">The longest of them.</param>
/// <param name="Count">How many.</param>
public readonly record struct LatencyBar(TimeSpan UpTo, long Count);

/// <summary>A step of many runs. The turns of a loop are the same step.</summary>
/// <param name="Place">Where it belongs, as the first run told it.</param>
/// <param name="Time">Of those that were run, from rendering to the last extraction.</param>
public sealed record LoadStep(ShownPlace Place, LatencyFigures Time)
{
    /// <summary>Whether it is a call, whose time is that of the steps in it.</summary>
    public bool IsCall { get; init; }

    /// <summary>How often it passed.</summary>
    public long Passed { get; init; }

    /// <summary>How often it went wrong.</summary>
    public long Failed { get; init; }

    /// <summary>How often it was not run, or cancelled.</summary>
    public long Skipped { get; init; }
}

/// <summary>Something that went wrong in many runs.</summary>
/// <param name="Step">Where, as the first run told it; null for the run as a whole.</param>
/// <param name="Problem">As it was told first.</param>
/// <param name="Count">How often.</param>
public sealed record LoadError(ShownPlace? Step, MaskedDiagnostic Problem, long Count);

/// <summary>A part of the time of a load.</summary>
/// <param name="Started">How many runs began.</param>
/// <param name="Dropped">How many found no room.</param>
/// <param name="Failed">How many of those that ended went wrong.</param>
/// <param name="Latency">Of those that ended, exact to two digits.</param>
public sealed record LoadMoment(long Started, long Dropped, long Failed, LatencyFigures Latency);

/// <summary>A limit and what was measured of it.</summary>
/// <param name="Measure">What is limited.</param>
/// <param name="Bound">The most it may be, of <see cref="LimitMeasure.Rate"/> the least.</param>
/// <param name="Unit">Of both.</param>
/// <param name="Measured">Null when there was no run to measure.</param>
public sealed record JudgedLimit(LimitMeasure Measure, double Bound, LimitUnit Unit, double? Measured)
{
    /// <summary>Whether the runs did not keep to it; no run keeps to none.</summary>
    public bool IsMissed => Measured is not { } figure || (Measure == LimitMeasure.Rate ? figure < Bound : figure > Bound);
}
