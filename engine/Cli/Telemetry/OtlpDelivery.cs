#pragma warning disable RS0030 // keeper of HTTP to a collector
using System.Text;
using OpenTelemetry.Exporter;

namespace PingOneScenarios.Cli.Telemetry;

/// <summary>
/// Carries one signal to its collector over the client the SDK makes, TLS as the operator set it. Notes what came of it, which the SDK
/// tells nobody, and keeps what leaves for the self-test of trust rule 10.
/// </summary>
internal sealed class OtlpDelivery(OtlpSignal signal) : HttpMessageHandler
{
    private readonly Lock gate = new();
    private readonly Queue<string> left = [];
    private HttpClient? usual;
    private HttpResponseMessage? last;
    private DeliveryProblem? problem;
    private int begun;
    private int arrived;
    private bool isClosed;

    public OtlpSignal Signal => signal;

    /// <summary>Whether part of it arrived.</summary>
    public bool HasArrived => arrived > 0;

    /// <summary>What has left since this was asked for the last time. The SDK sends from threads of its own, the self-test belongs to that of the run.</summary>
    public IReadOnlyList<string> TakeLeft()
    {
        lock (gate)
        {
            string[] taken = [.. left];
            left.Clear();
            return taken;
        }
    }

    /// <summary>Sets the exporter up to send by this.</summary>
    public void Attach(OtlpExporterOptions options)
    {
        if (signal.Variables.OwnEndpoint is not null)
            options.Endpoint = signal.Endpoint;
        var factory = options.HttpClientFactory;
        options.HttpClientFactory = () =>
        {
            usual = factory();
            if (signal.Endpoint is { IsLoopback: true, Scheme: "http" })
                usual = WithoutProxy(usual);
            return new HttpClient(this, disposeHandler: false) { Timeout = usual.Timeout };
        };
    }

    /// <summary>Nothing leaves any more; why not all arrived, null when all did.</summary>
    public DeliveryProblem? Close()
    {
        lock (gate)
        {
            isClosed = true;
            Settle();
            return problem ?? (arrived < begun ? DeliveryProblem.Late : null);
        }
    }

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        request.Content!.CopyTo(body, null, cancellationToken);
        Begin(body);
        try
        {
            return End(usual!.Send(Copy(request), HttpCompletionOption.ResponseHeadersRead, cancellationToken));
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            Fail(e);
            throw;
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        await request.Content!.CopyToAsync(body, cancellationToken);
        Begin(body);
        try
        {
            return End(await usual!.SendAsync(Copy(request), HttpCompletionOption.ResponseHeadersRead, cancellationToken));
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            Fail(e);
            throw;
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            usual?.Dispose();
        base.Dispose(disposing);
    }

    // What stands on this machine is never reached by a proxy.
    private static HttpClient WithoutProxy(HttpClient usual)
    {
        using (usual)
            return new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = usual.Timeout };
    }

    // A message is sent only once, and the outer client has counted this one already. Its body stays with it.
    private static HttpRequestMessage Copy(HttpRequestMessage request)
    {
        var copy = new HttpRequestMessage(request.Method, request.RequestUri)
        {
            Content = request.Content,
            Version = request.Version,
            VersionPolicy = request.VersionPolicy,
        };
        foreach (var (name, values) in request.Headers.NonValidated)
            copy.Headers.TryAddWithoutValidation(name, (IEnumerable<string>)values);
        return copy;
    }

    private void Begin(MemoryStream body)
    {
        lock (gate)
        {
            Settle();
            if (isClosed)
                throw new HttpRequestException("the run is over");
            begun++;
            left.Enqueue(Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)body.Length));
        }
    }

    private HttpResponseMessage End(HttpResponseMessage answer)
    {
        lock (gate)
            return last = answer;
    }

    private void Fail(Exception failure)
    {
        lock (gate)
            problem ??= DeliveryProblem.Of(failure, signal);
    }

    // What gRPC says of an answer comes behind its body, which by now has been read.
    private void Settle()
    {
        if (last is null)
            return;
        var found = DeliveryProblem.Of(last);
        problem ??= found;
        arrived += found is null ? 1 : 0;
        last = null;
    }
}
