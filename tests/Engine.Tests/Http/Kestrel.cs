using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace PingOneScenarios.Engine.Tests.Http;

/// <summary>A web server other than ours on a free port of this machine: tells what came, as it understood it.</summary>
internal sealed class Kestrel : IAsyncDisposable
{
    private readonly WebApplication application;
    private readonly ConcurrentQueue<string> requests = new();
    private readonly ConcurrentDictionary<string, bool> connections = new();
    private readonly Func<HttpContext, Task> answer;

    private Kestrel(WebApplication application, Func<HttpContext, Task> answer) => (this.application, this.answer) = (application, answer);

    public int Port { get; private set; }

    /// <summary><c>HTTP/2 POST /x 12</c>: version, method, target, bytes of the body.</summary>
    public IReadOnlyList<string> Requests => [.. requests];

    /// <summary>Over which requests came.</summary>
    public int Connections => connections.Count;

    /// <param name="protocols">Which versions of HTTP it speaks.</param>
    /// <param name="certificate">With its key; null speaks no TLS.</param>
    /// <param name="answer">Null answers 204.</param>
    public static async Task<Kestrel> StartAsync(
        HttpProtocols protocols,
        X509Certificate2? certificate,
        Func<HttpContext, Task>? answer = null
    )
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(k =>
            k.Listen(
                IPAddress.Loopback,
                0,
                port =>
                {
                    port.Protocols = protocols;
                    if (certificate is not null)
                        port.UseHttps(X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), null));
                }
            )
        );
        var kestrel = new Kestrel(builder.Build(), answer ?? (context => Task.FromResult(context.Response.StatusCode = 204)));
        kestrel.application.Run(kestrel.TakeAsync);
        await kestrel.application.StartAsync(TestContext.Current.CancellationToken);
        var address = kestrel
            .application.Services.GetRequiredService<IServer>()
            .Features.Get<IServerAddressesFeature>()!
            .Addresses.Single();
        kestrel.Port = new Uri(address).Port;
        return kestrel;
    }

    public ValueTask DisposeAsync() => application.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        connections[context.Connection.Id] = true;
        requests.Enqueue(
            $"{context.Request.Protocol} {context.Request.Method} {context.Request.Path}{context.Request.QueryString} {body.Length}"
        );
        await answer(context);
    }
}
