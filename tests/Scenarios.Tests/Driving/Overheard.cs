using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using PingOneScenarios.Emulator.Tests.OpenApi;

namespace PingOneScenarios.Scenarios.Tests.Driving;

/// <summary>Stands between the engine and a server, passes everything on and remembers it.</summary>
internal sealed class Overheard : IAsyncDisposable
{
    private static readonly ImmutableHashSet<string> OfOneConnection = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "Host",
        "Connection",
        "Transfer-Encoding",
        "Content-Length"
    );

    private readonly HttpClient http = new(
        new SocketsHttpHandler
        {
            UseCookies = false,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
        }
    );
    private readonly ConcurrentQueue<Exchange> exchanges = new();
    private readonly WebApplication application;
    private readonly Uri server;

    private Overheard(WebApplication application, Uri server) => (this.application, this.server) = (application, server);

    /// <summary>Where to send what is meant for the server.</summary>
    public string Address => application.Urls.Single();

    public static async Task<Overheard> StartAsync(Uri server)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var overheard = new Overheard(builder.Build(), server);
        overheard.application.Run(overheard.PassOnAsync);
        await overheard.application.StartAsync(TestContext.Current.CancellationToken);
        return overheard;
    }

    /// <summary>What was heard since it was last asked for.</summary>
    public IReadOnlyList<Exchange> Take()
    {
        var taken = new List<Exchange>();
        while (exchanges.TryDequeue(out var exchange))
            taken.Add(exchange);
        return taken;
    }

    public async ValueTask DisposeAsync()
    {
        await application.DisposeAsync();
        http.Dispose();
    }

    private async Task PassOnAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        using var request = Copy(context.Request, body.ToArray());
        using var answer = await http.SendAsync(request, context.RequestAborted);
        var bytes = await answer.Content.ReadAsByteArrayAsync(context.RequestAborted);
        exchanges.Enqueue(
            new Exchange(
                context.Request.Method,
                request.RequestUri!.AbsolutePath,
                context.Request.ContentType,
                body.ToArray(),
                (int)answer.StatusCode,
                answer.Content.Headers.ContentType?.ToString(),
                bytes
            )
        );
        await AnswerAsync(context.Response, answer, bytes);
    }

    private static Task AnswerAsync(HttpResponse response, HttpResponseMessage answer, byte[] body)
    {
        response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.NonValidated.Concat(answer.Content.Headers.NonValidated))
            if (!OfOneConnection.Contains(name))
                response.Headers[name] = values.ToArray();
        return body.Length > 0 ? response.Body.WriteAsync(body).AsTask() : Task.CompletedTask;
    }

    private HttpRequestMessage Copy(HttpRequest received, byte[] body)
    {
        var target = new Uri(server, received.Path.ToUriComponent() + received.QueryString.ToUriComponent());
        var request = new HttpRequestMessage(new HttpMethod(received.Method), target);
        if (body.Length > 0)
            request.Content = new ByteArrayContent(body);
        foreach (var (name, values) in received.Headers)
            if (!OfOneConnection.Contains(name) && !request.Headers.TryAddWithoutValidation(name, values.AsEnumerable()))
                request.Content?.Headers.TryAddWithoutValidation(name, values.AsEnumerable());
        return request;
    }
}
