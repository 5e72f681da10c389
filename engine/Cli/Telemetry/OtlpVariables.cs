using System.Collections.Immutable;
using System.Net.Http.Headers;

namespace PingOneScenarios.Cli.Telemetry;

/// <summary>
/// The <c>OTEL_*</c> variables of the process environment as they are for one signal: what is said of the signal comes before what is said of
/// all. Only these reach the SDK; others could make it write files of its own.
/// </summary>
/// <param name="process">The process environment.</param>
/// <param name="signal"><c>traces</c> or <c>metrics</c>.</param>
internal sealed class OtlpVariables(Func<string, string?> process, string signal)
{
    public const string Grpc = "grpc";
    public const string Http = "http/protobuf";

    /// <summary>Those whose text leaves as it is.</summary>
    public static readonly ImmutableArray<string> Told = ["OTEL_RESOURCE_ATTRIBUTES", "OTEL_SERVICE_NAME", "TRACESTATE", "TRACEPARENT"];

    private const string Exporter = "OTEL_EXPORTER_OTLP_";

    private static readonly string[] OfExporter = ["ENDPOINT", "HEADERS", "TIMEOUT", "CERTIFICATE", "CLIENT_CERTIFICATE", "CLIENT_KEY"];

    private static readonly string[] OfSdk =
    [
        "OTEL_SERVICE_NAME",
        "OTEL_RESOURCE_ATTRIBUTES",
        "OTEL_TRACES_SAMPLER",
        "OTEL_TRACES_SAMPLER_ARG",
        "OTEL_BSP_SCHEDULE_DELAY",
        "OTEL_BSP_EXPORT_TIMEOUT",
        "OTEL_BSP_MAX_QUEUE_SIZE",
        "OTEL_BSP_MAX_EXPORT_BATCH_SIZE",
        "OTEL_ATTRIBUTE_COUNT_LIMIT",
        "OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT",
        "OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT",
        "OTEL_SPAN_ATTRIBUTE_VALUE_LENGTH_LIMIT",
        "OTEL_METRIC_EXPORT_INTERVAL",
        "OTEL_METRIC_EXPORT_TIMEOUT",
        "OTEL_METRICS_EXEMPLAR_FILTER",
        "OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE",
        "OTEL_EXPORTER_OTLP_METRICS_DEFAULT_HISTOGRAM_AGGREGATION",
    ];

    public string Signal => signal;

    /// <summary>Used as it is; the one for all signals gets the path of the signal behind it.</summary>
    public string? OwnEndpoint => Process(OwnName("ENDPOINT"));

    public string? CommonEndpoint => Process(Exporter + "ENDPOINT");

    /// <summary>The variable that says where to, or could.</summary>
    public string EndpointName => NameOf("ENDPOINT");

    public string Protocol => OfSignal("PROTOCOL") ?? Http;

    /// <summary>In milliseconds; null when nothing is said, or no number.</summary>
    public int? Timeout => int.TryParse(OfSignal("TIMEOUT"), out var time) && time > 0 ? time : null;

    /// <summary>Whether files of certificates or keys are named.</summary>
    public bool HasCertificates => OfExporter.Where(n => n.StartsWith('C')).Any(n => OfSignal(n) is not null);

    /// <summary>Why it cannot be exported; null when it can.</summary>
    public string? Objection =>
        IsExported is null ? $"OTEL_{signal.ToUpperInvariant()}_EXPORTER names an exporter p1s does not have. It takes otlp or none"
        : Protocol is not (Grpc or Http) ? $"{NameOf("PROTOCOL")} takes http/protobuf or grpc"
        : !HasSoundHeaders ? $"{NameOf("HEADERS")} cannot be sent. Write name=value, several with commas between them"
        : !HasSoundEndpoint ? $"{EndpointName} is no address. It takes http://host:port or https://host:port"
        : null;

    // Null when another exporter is named.
    private bool? IsExported =>
        Process($"OTEL_{signal.ToUpperInvariant()}_EXPORTER")?.Split(',', StringSplitOptions.TrimEntries) switch
        {
            null => true,
            var named when named.Contains("otlp", StringComparer.OrdinalIgnoreCase) => true,
            ["none"] => false,
            _ => null,
        };

    private bool HasSoundEndpoint =>
        (OwnEndpoint ?? CommonEndpoint) is not { } written
        || Uri.TryCreate(written, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.Host.Length > 0;

    // They are credentials and never shown, not even where they are wrong.
    private bool HasSoundHeaders
    {
        get
        {
            using var probe = new HttpRequestMessage();
            return Uri.UnescapeDataString(OfSignal("HEADERS") ?? "")
                .Split(',', StringSplitOptions.RemoveEmptyEntries)
                .Select(header => header.Split('=', 2))
                .All(header => header.Length == 2 && CanBeSent(probe.Headers, header[0].Trim(), header[1].Trim()));
        }
    }

    /// <summary>Whether the operator wants this signal exported.</summary>
    /// <param name="isAsked">For all of them, by the command line.</param>
    public bool IsWanted(bool isAsked) => (isAsked || OwnEndpoint is not null || CommonEndpoint is not null) && IsExported != false;

    /// <summary>What the SDK is configured with.</summary>
    public IEnumerable<KeyValuePair<string, string?>> ForSdk() =>
        OfSdk
            .Select(name => KeyValuePair.Create(name, Process(name)))
            .Concat(OfExporter.Select(name => KeyValuePair.Create(Exporter + name, OfSignal(name))))
            .Append(KeyValuePair.Create<string, string?>(Exporter + "PROTOCOL", Protocol))
            .Where(v => v.Value is not null);

    private string OwnName(string name) => $"{Exporter}{signal.ToUpperInvariant()}_{name}";

    // The variable that counts.
    private string NameOf(string name) => Process(OwnName(name)) is null ? Exporter + name : OwnName(name);

    private string? OfSignal(string name) => Process(NameOf(name));

    // The specification takes an empty variable for none.
    private string? Process(string name) => string.IsNullOrWhiteSpace(process(name)) ? null : process(name)!.Trim();

    private static bool CanBeSent(HttpRequestHeaders headers, string name, string value)
    {
        try
        {
            headers.Add(name, value);
            return true;
        }
        catch (Exception e) when (e is FormatException or InvalidOperationException or ArgumentException)
        {
            return false;
        }
    }
}
