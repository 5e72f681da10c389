using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Engine.Reporting.Json;

/// <summary>What a load is as JSON.</summary>
internal static class LoadShapes
{
    private static readonly Shape<LoadPlan> Plan = new Shape<LoadPlan>("loadPlan", "The load that was asked for.")
        .Choice("model", "open: runs begin at a rate; closed: so many at a time.", p => p.Model)
        .Real("from", "At first: runs a second, or runs at a time.", p => p.From)
        .Real("to", "After the ramp.", p => p.To)
        .Time("rampMs", "How long it takes to get there; 0 without", p => p.Ramp)
        .Time("durationMs", "How long runs are started", p => p.Duration)
        .Time("warmUpMs", "The first part of it, which is not judged", p => p.WarmUp)
        .OptionalNumber("mostRunning", "How many runs may be under way; absent when \"to\" says so.", p => p.MostRunning);

    private static readonly Shape<LatencyFigures> Latency = new Shape<LatencyFigures>(
        "latency",
        "How long many things took, exact to three digits up to ten minutes. A percentile is the time that so many of a hundred stay below."
    )
        .Number("count", "How many there are.", l => l.Count)
        .Number("beyond", "Those of them that took longer than ten minutes, and are counted as ten.", l => l.Beyond)
        .Time("p50Ms", "Half of them stay below", l => l.P50)
        .Time("p90Ms", "The percentile", l => l.P90)
        .Time("p95Ms", "The percentile", l => l.P95)
        .Time("p99Ms", "The percentile", l => l.P99)
        .Time("p999Ms", "The percentile 99.9", l => l.P999)
        .Time("maxMs", "The longest", l => l.Max)
        .Time("meanMs", "All of them by their number", l => l.Mean)
        .Text(
            "histogram",
            "All of them as HdrHistogram packs them, in nanoseconds and Base64; empty without any.",
            l => Convert.ToBase64String(l.Histogram.AsSpan())
        );

    private static readonly Shape<LoadFigures> Figures = new Shape<LoadFigures>(
        "loadFigures",
        "How many runs there were, and how long they took."
    )
        .Number("intended", "Runs that were to begin.", f => f.Intended)
        .Number("dropped", "Those that found no room.", f => f.Dropped)
        .Number("ended", "Those that ended by themselves.", f => f.Ended)
        .Number("failed", "Those of them that went wrong.", f => f.Failed)
        .Real("rate", "How many ended in a second.", f => f.Rate)
        .Object("latency", "Of those that ended, from the moment they were to begin.", Latency, f => f.Latency);

    private static readonly Shape<LatencyBar> Bar = new Shape<LatencyBar>("latencyBar", "How many took up to a time.")
        .Time("upToMs", "The longest of them", b => b.UpTo)
        .Number("count", "How many, without those of the bars before.", b => b.Count);

    private static readonly Shape<LoadStep> Step = new Shape<LoadStep>("loadStep", "A step of many runs.")
        .Include(ReportShapes.Place, s => s.Place)
        .Flag("isCall", "Whether its time is that of the steps in it.", s => s.IsCall)
        .Number("passed", "How often it passed.", s => s.Passed)
        .Number("failed", "How often it went wrong.", s => s.Failed)
        .Number("skipped", "How often it was not run, or cancelled.", s => s.Skipped)
        .Object("time", "Of those that were run.", Latency, s => s.Time);

    private static readonly Shape<LoadError> Error = new Shape<LoadError>("loadError", "Something that went wrong in many runs.")
        .OptionalObject("step", "Where; absent for the run as a whole.", ReportShapes.Place, e => e.Step)
        .Number("count", "How often.", e => e.Count)
        .Object("problem", "As it was told first.", ReportShapes.Problem, e => e.Problem);

    private static readonly Shape<LoadMoment> Moment = new Shape<LoadMoment>("loadMoment", "A part of the time of a load.")
        .Number("started", "How many runs began.", m => m.Started)
        .Number("dropped", "How many found no room.", m => m.Dropped)
        .Number("failed", "How many of those that ended went wrong.", m => m.Failed)
        .Object("latency", "Of those that ended; exact to two digits.", Latency, m => m.Latency);

    private static readonly Shape<JudgedLimit> Limit = new Shape<JudgedLimit>("judgedLimit", "A limit and what was measured of it.")
        .Choice("measure", "What is limited.", l => l.Measure)
        .Real("bound", "The most it may be, of rate the least.", l => l.Bound)
        .Choice("unit", "Of both.", l => l.Unit)
        .Real("measured", "Absent when there was no run to measure.", l => l.Measured, isOptional: true)
        .Flag("missed", "Whether the runs did not keep to it.", l => l.IsMissed);

    public static readonly Shape<LoadSummary> Load = new Shape<LoadSummary>("load", "Many runs in numbers.")
        .Object("plan", "The load that was asked for.", Plan, l => l.Plan)
        .Moment("began", "When the first run was to begin", l => l.Began)
        .Time("elapsedMs", "From then to the end of the last run", l => l.Elapsed)
        .Flag("cut", "Whether somebody ended it before its time.", l => l.IsCut)
        .Number("shards", "How many commands it was put together from.", l => l.Shards)
        .Object("all", "All runs.", Figures, l => l.All)
        .Object("judged", "Those that limits are judged over.", Figures, l => l.Judged)
        .Object("service", "From the begin of a run to its end.", Latency, l => l.Service)
        .List("bars", "How the times of all runs are spread.", Bar, l => l.Bars)
        .List("steps", "In the order they were first run.", Step, l => l.Steps)
        .List("errors", "The most frequent first.", Error, l => l.Errors)
        .Number("otherErrors", "How many are not among them.", l => l.OtherErrors)
        .List("moments", "One after the other, at most 600.", Moment, l => l.Moments)
        .Time("momentMs", "How long each of them is", l => l.MomentLength)
        .List("limits", "Empty when none was set.", Limit, l => l.Limits);
}
