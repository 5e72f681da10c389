using System.Net;

namespace PingOneScenarios.Engine.Http;

/// <summary>The body of a request; says when it is sent.</summary>
internal sealed class WatchedBody(ReadOnlyMemory<byte> bytes, ExchangeWatch watch) : HttpContent
{
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        watch.Sending();
        await stream.WriteAsync(bytes, cancellationToken);
        watch.Sent();
    }

    protected override bool TryComputeLength(out long length)
    {
        length = bytes.Length;
        return true;
    }
}
