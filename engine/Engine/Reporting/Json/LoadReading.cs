using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Reporting.Json;

/// <summary>What is told of a load, read back.</summary>
internal static class LoadReading
{
    /// <exception cref="ReportFormatException">Something is missing or of another kind, as with all of these.</exception>
    public static LoadSummary Load(Node node) =>
        new()
        {
            Plan = Plan(node.Object("plan")),
            Began = node.Moment("began"),
            Elapsed = node.Time("elapsedMs"),
            IsCut = node.Flag("cut"),
            Shards = node.Count("shards"),
            All = Figures(node.Object("all")),
            Judged = Figures(node.Object("judged")),
            Service = Latency(node.Object("service")),
            Bars = [.. node.List("bars").Select(b => new LatencyBar(b.Time("upToMs"), b.Total("count")))],
            Steps = [.. node.List("steps").Select(Step)],
            Errors = [.. node.List("errors").Select(Error)],
            OtherErrors = node.Total("otherErrors"),
            Moments = [.. node.List("moments").Select(Moment)],
            MomentLength = node.Time("momentMs"),
            Limits = [.. node.List("limits").Select(Limit)],
        };

    private static LoadPlan Plan(Node node) =>
        new(node.Choice<LoadModel>("model"), node.Real("from"), node.Real("to"), node.Time("rampMs"), node.Time("durationMs"))
        {
            WarmUp = node.Time("warmUpMs"),
            MostRunning = node.OptionalCount("mostRunning"),
        };

    private static LoadFigures Figures(Node node) =>
        new()
        {
            Intended = node.Total("intended"),
            Dropped = node.Total("dropped"),
            Ended = node.Total("ended"),
            Failed = node.Total("failed"),
            Rate = node.Real("rate"),
            Latency = Latency(node.Object("latency")),
        };

    private static LatencyFigures Latency(Node node) =>
        new()
        {
            Count = node.Total("count"),
            Beyond = node.Total("beyond"),
            P50 = node.Time("p50Ms"),
            P90 = node.Time("p90Ms"),
            P95 = node.Time("p95Ms"),
            P99 = node.Time("p99Ms"),
            P999 = node.Time("p999Ms"),
            Max = node.Time("maxMs"),
            Mean = node.Time("meanMs"),
            Histogram = node.Bytes("histogram"),
        };

    private static LoadStep Step(Node node) =>
        new(StepReading.Place(node), Latency(node.Object("time")))
        {
            IsCall = node.Flag("isCall"),
            Passed = node.Total("passed"),
            Failed = node.Total("failed"),
            Skipped = node.Total("skipped"),
        };

    private static LoadError Error(Node node) =>
        new(
            node.Has("step") ? StepReading.Place(node.Object("step")) : null,
            StepReading.Problem(node.Object("problem")),
            node.Total("count")
        );

    private static LoadMoment Moment(Node node) =>
        new(node.Total("started"), node.Total("dropped"), node.Total("failed"), Latency(node.Object("latency")));

    private static JudgedLimit Limit(Node node) =>
        new(node.Choice<LimitMeasure>("measure"), node.Real("bound"), node.Choice<LimitUnit>("unit"), node.OptionalReal("measured"));
}
