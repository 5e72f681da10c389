using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace PingOneScenarios.Cli.Tests.Telemetry;

/// <summary>Takes telemetry over OTLP/gRPC, as much of it as an answer needs: an empty message and the status behind it.</summary>
internal sealed class GrpcCollector : IAsyncDisposable
{
    private readonly WebApplication application;
    private readonly ConcurrentQueue<(string Path, string Text)> deliveries = new();

    private GrpcCollector(WebApplication application) => this.application = application;

    public string Address { get; private set; } = "";

    public IReadOnlyList<(string Path, string Text)> Deliveries => [.. deliveries];

    public static async Task<GrpcCollector> StartAsync(int status)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0, port => port.Protocols = HttpProtocols.Http2));
        var application = builder.Build();
        var collector = new GrpcCollector(application);
        application.Run(context => collector.TakeAsync(context, status));
        await application.StartAsync(TestContext.Current.CancellationToken);
        collector.Address = application
            .Services.GetRequiredService<Microsoft.AspNetCore.Hosting.Server.IServer>()
            .Features.Get<IServerAddressesFeature>()!
            .Addresses.Single();
        return collector;
    }

    public ValueTask DisposeAsync() => application.DisposeAsync();

    private async Task TakeAsync(HttpContext context, int status)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        deliveries.Enqueue((context.Request.Path, Encoding.UTF8.GetString(body.ToArray())));
        context.Response.ContentType = "application/grpc";
        context.Response.DeclareTrailer("grpc-status");
        // A frame: not compressed, four bytes of length, no message.
        await context.Response.Body.WriteAsync(new byte[5], context.RequestAborted);
        context.Response.AppendTrailer("grpc-status", status.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }
}
