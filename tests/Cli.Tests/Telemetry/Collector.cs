using System.Text;
using PingOneScenarios.Engine.Tests.Http;

namespace PingOneScenarios.Cli.Tests.Telemetry;

/// <summary>Takes telemetry over OTLP/HTTP. What it took is searched as text: names and values stand in protobuf as they are.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly LoopbackServer server;

    /// <param name="answer">Null never answers.</param>
    public Collector(string? answer) => server = new LoopbackServer(_ => answer);

    public Collector()
        : this(Answers.Of(200, "", "Content-Type: application/x-protobuf")) { }

    public string Address => server.Address;

    public int Port => server.Port;

    public IReadOnlyList<Recorded> Deliveries => [.. server.Requests];

    /// <summary>The paths, each once.</summary>
    public string Paths => string.Join(' ', Deliveries.Select(d => d.Target).Distinct().Order(StringComparer.Ordinal));

    public string Traces => TextOf("/v1/traces");

    public string Metrics => TextOf("/v1/metrics");

    /// <summary>Bytes as an exporter writes them, each one character.</summary>
    public bool HasTraceId(string hex) =>
        Deliveries.Any(d => d.Body.Contains(Encoding.Latin1.GetString(Convert.FromHexString(hex)), StringComparison.Ordinal));

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private string TextOf(string path) => string.Concat(Deliveries.Where(d => d.Target == path).Select(d => d.BodyText));
}
