namespace PingOneScenarios.Engine.Http.Connecting;

/// <summary>Says when a request is handed to the connections, when one was made for it, and when the head of its answer is there.</summary>
internal sealed class WatchedConnections(HttpMessageHandler connections) : DelegatingHandler(connections)
{
    /// <summary>To be called once the handshake is over, by the handler that made it and checked the certificates. The stream stays as it is.</summary>
    public static ValueTask<Stream> Ready(SocketsHttpPlaintextStreamFilterContext made, CancellationToken ct)
    {
        ExchangeWatch.Of(made.InitialRequestMessage)?.Ready();
        return ValueTask.FromResult(made.PlaintextStream);
    }

    // HttpClient reads the body, after this.
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        ExchangeWatch.Of(request) is { } watch ? SendAsync(request, watch, cancellationToken) : base.SendAsync(request, cancellationToken);

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, ExchangeWatch watch, CancellationToken ct)
    {
        watch.Handed();
        var answer = await base.SendAsync(request, ct);
        watch.Answered();
        return answer;
    }
}
