using System.Collections.Immutable;
using System.Diagnostics;
using PingOneScenarios.Engine.Execution.Tracing;

namespace PingOneScenarios.Cli.Telemetry;

/// <summary>What the operator wants exported: <c>--otel</c>, or the standard variables of the process environment.</summary>
/// <param name="Signals">Empty when something stands in the way.</param>
/// <param name="Trace">For the runs; null without signals.</param>
/// <param name="Objections">Why something is not exported, for people.</param>
internal sealed record OtlpSettings(ImmutableArray<OtlpSignal> Signals, TraceSettings? Trace, ImmutableArray<string> Objections)
{
    /// <summary>The SDK reads it from the current folder, which may be of another team, and writes a log where it says.</summary>
    private const string DiagnosticsFile = "OTEL_DIAGNOSTICS.json";

    /// <summary>In characters; longer ones need not be passed on (W3C Trace Context, 3.3.1.5).</summary>
    private const int LongestState = 512;

    /// <param name="process">The process environment.</param>
    /// <param name="isAsked">By <c>--otel</c>.</param>
    /// <param name="exists">Whether there is a file.</param>
    /// <returns>Null when nobody asked for telemetry.</returns>
    public static OtlpSettings? Read(Func<string, string?> process, bool isAsked, Func<string, bool> exists)
    {
        if (process("OTEL_SDK_DISABLED")?.Trim().Equals("true", StringComparison.OrdinalIgnoreCase) == true)
            return isAsked ? None("OTEL_SDK_DISABLED is true, so --otel exports nothing. Unset it to export") : null;
        var wanted = OtlpSignal.Names.Select(name => new OtlpVariables(process, name)).Where(v => v.IsWanted(isAsked)).ToList();
        if (wanted.Count == 0)
            return null;
        if (exists(DiagnosticsFile))
            return None(
                $"no telemetry: {DiagnosticsFile} in this folder would let whoever wrote it choose where a log is written. "
                    + "Remove it, or run p1s in another folder"
            );
        ImmutableArray<OtlpSignal> signals = [.. wanted.Where(v => v.Objection is null).Select(OtlpSignal.Of)];
        return new OtlpSettings(
            signals,
            signals.IsEmpty ? null : new TraceSettings(ParentOf(process), SendsContext(process)),
            [
                .. wanted
                    .Where(v => v.Objection is not null)
                    .GroupBy(v => v.Objection)
                    .Select(same => $"no {string.Join(", no ", same.Select(v => v.Signal))}: {same.Key}"),
            ]
        );
    }

    private static OtlpSettings None(string objection) => new([], null, [objection]);

    // What is no trace context is as good as none: a new trace begins.
    private static ActivityContext ParentOf(Func<string, string?> process)
    {
        var state = process("TRACESTATE");
        if (state is { Length: > LongestState } || state?.AsSpan().ContainsAnyExceptInRange(' ', '~') == true)
            state = null;
        return ActivityContext.TryParse(process("TRACEPARENT"), state, isRemote: true, out var parent) ? parent : default;
    }

    private static bool SendsContext(Func<string, string?> process) =>
        process("OTEL_PROPAGATORS") is not { } named
        || string.IsNullOrWhiteSpace(named)
        || named.Split(',', StringSplitOptions.TrimEntries).Contains("tracecontext", StringComparer.OrdinalIgnoreCase);
}

/// <summary>A kind of telemetry that is exported.</summary>
/// <param name="Name">For people: <c>traces</c>.</param>
/// <param name="Endpoint">Where it goes to.</param>
/// <param name="Variables">What the operator says of it.</param>
internal sealed record OtlpSignal(string Name, Uri Endpoint, OtlpVariables Variables)
{
    public const string Traces = "traces";

    public static ImmutableArray<string> Names { get; } = [Traces, "metrics"];

    public static OtlpSignal Of(OtlpVariables variables)
    {
        var usual = variables.Protocol == OtlpVariables.Grpc ? "http://localhost:4317" : "http://localhost:4318";
        return new OtlpSignal(variables.Signal, new Uri(variables.OwnEndpoint ?? variables.CommonEndpoint ?? usual), variables);
    }
}
