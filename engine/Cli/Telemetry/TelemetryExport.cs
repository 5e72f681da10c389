using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using PingOneScenarios.Cli.Display;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Execution.Tracing;

namespace PingOneScenarios.Cli.Telemetry;

/// <summary>Spans and metrics of the runs of a process on their way to a collector. That one is down neither stops a run nor changes its end.</summary>
internal sealed class TelemetryExport : IRunObserver, IDisposable
{
    /// <summary>How long the end of the process waits for the collector, whatever the operator says.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(3);

    private readonly TextWriter artefact;
    private readonly TextWriter error;
    private readonly List<OtlpDelivery> deliveries = [];
    private TracerProvider? tracer;
    private MeterProvider? meter;
    private Task end = Task.CompletedTask;

    private TelemetryExport(TextWriter artefact, TextWriter error) => (this.artefact, this.error) = (artefact, error);

    /// <param name="settings">What goes where.</param>
    /// <param name="artefact">Takes all that leaves.</param>
    /// <param name="error">Takes what is said to people.</param>
    public static TelemetryExport Start(OtlpSettings settings, TextWriter artefact, TextWriter error)
    {
        var export = new TelemetryExport(artefact, error);
        foreach (var objection in settings.Objections)
            export.Say(objection);
        try
        {
            foreach (var signal in settings.Signals)
                export.Add(signal);
        }
        catch (Exception e)
            when (e is ArgumentException or InvalidOperationException or FormatException or IOException or CryptographicException)
        {
            export.Say(
                settings.Signals.Any(s => s.Variables.HasCertificates)
                    ? "no telemetry: a file that OTEL_EXPORTER_OTLP_CERTIFICATE, OTEL_EXPORTER_OTLP_CLIENT_CERTIFICATE or "
                        + "OTEL_EXPORTER_OTLP_CLIENT_KEY names cannot be used. They take PEM files"
                    : "no telemetry: an OTEL_* variable holds what the exporter cannot take. Look at the numbers among them"
            );
            export.Dispose();
        }
        return export;
    }

    /// <summary>What is told leaves by the SDK; here only what has left meanwhile is taken to the self-test.</summary>
    public void Observe(RunEvent happened) => KeepWhatLeft();

    /// <summary>Sends what is left, for a few seconds at most, and says what did not arrive.</summary>
    public async Task FinishAsync(CancellationToken abort)
    {
        if (deliveries.Count == 0)
            return;
        var patience = (int)Patience().TotalMilliseconds;
        end = Task.WhenAll(Waiting(() => tracer?.Shutdown(patience)), Waiting(() => meter?.Shutdown(patience)));
        // A second Ctrl+C ends the wait; what is told of the delivery is true all the same.
        await end.WaitAsync(abort).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var failed = deliveries
            .Select(d => (Delivery: d, Problem: d.Close()))
            .Where(d => d.Problem is not null)
            .GroupBy(d => (d.Delivery.Signal.Endpoint.Authority, d.Problem!.Why, d.Problem.Fix, d.Delivery.HasArrived))
            .ToList();
        KeepWhatLeft();
        foreach (var group in failed)
        {
            var what = (group.Key.HasArrived ? "part of the " : "") + Wording.And([.. group.Select(d => d.Delivery.Signal.Name)]);
            Say(
                $"{what} could not be delivered to {group.Key.Authority}: {group.Key.Why}. This changes nothing about the run. {group.Key.Fix}"
            );
        }
    }

    public void Dispose()
    {
        // Under the feet of those who still use it nothing is taken away: the process is about to end.
        if (!end.IsCompleted)
            return;
        tracer?.Dispose();
        meter?.Dispose();
        foreach (var delivery in deliveries)
            delivery.Dispose();
        deliveries.Clear();
    }

    private void KeepWhatLeft()
    {
        foreach (var text in deliveries.SelectMany(d => d.TakeLeft()))
            artefact.Write(text);
    }

    private void Add(OtlpSignal signal)
    {
        var delivery = new OtlpDelivery(signal);
        deliveries.Add(delivery);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(signal.Variables.ForSdk()).Build();
        if (signal.Name == OtlpSignal.Traces)
            tracer = Sdk.CreateTracerProviderBuilder()
                .ConfigureServices(s => s.AddSingleton<IConfiguration>(configuration))
                .ConfigureResource(Describe)
                .AddSource(TraceSettings.SourceName)
                .AddOtlpExporter(delivery.Attach)
                .Build();
        else
            meter = Sdk.CreateMeterProviderBuilder()
                .ConfigureServices(s => s.AddSingleton<IConfiguration>(configuration))
                .ConfigureResource(Describe)
                .AddMeter(TraceSettings.SourceName)
                .AddOtlpExporter(delivery.Attach)
                .Build();
    }

    // What the operator says of the resource comes last, so that it counts. Nothing of the process: its arguments may hold secrets.
    private static void Describe(ResourceBuilder resource) =>
        resource
            .Clear()
            .AddService("p1s", serviceVersion: typeof(TelemetryExport).Assembly.GetName().Version!.ToString(3))
            .AddTelemetrySdk()
            .AddEnvironmentVariableDetector();

    // On a thread of its own: those of the pool are needed by the connections it waits for, and there may be only two.
    private static Task Waiting(Action wait) =>
        Task.Factory.StartNew(wait, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private TimeSpan Patience()
    {
        var asked = deliveries.Max(d => d.Signal.Variables.Timeout);
        var patience = asked is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : Usual;
        return patience < Longest ? patience : Longest;
    }

    private void Say(string text) => error.WriteLine($"p1s: {SafeText.Line(text)}.");
}
