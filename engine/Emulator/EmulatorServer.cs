using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PingOneScenarios.Emulator.Endpoints;
using PingOneScenarios.Emulator.Store;
using PingOneScenarios.Emulator.Tokens;

namespace PingOneScenarios.Emulator;

/// <summary>
/// A local PingOne on 127.0.0.1, in this process. Kestrel runs without a host: a host would listen for Ctrl+C, which is the
/// program's, and read settings files and environment variables, which could make it listen elsewhere.
/// </summary>
internal sealed class EmulatorServer : IAsyncDisposable
{
    /// <summary>Where <see cref="Made"/> is read from outside.</summary>
    public const string StorePath = StoreEndpoint.Path;

    private const long LargestBody = 1 << 20;

    private readonly KestrelServer kestrel;
    private readonly Dispatcher dispatcher;
    private readonly EmulatorSettings settings;
    private Tenant tenant;

    private EmulatorServer(KestrelServer kestrel, Dispatcher dispatcher, EmulatorSettings settings, Tenant tenant)
    {
        this.kestrel = kestrel;
        this.dispatcher = dispatcher;
        this.settings = settings;
        this.tenant = tenant;
    }

    public Uri Address => new(tenant.Addresses.AuthPath);

    /// <summary>The management API, version included: <c>http://127.0.0.1:PORT/v1</c>.</summary>
    public string ApiPath => tenant.Addresses.ApiPath;

    /// <summary>The sign-on side: <c>http://127.0.0.1:PORT</c>.</summary>
    public string AuthPath => tenant.Addresses.AuthPath;

    public string EnvironmentId => tenant.EnvironmentId;

    public string OrganizationId => tenant.OrganizationId;

    public string WorkerClientId => tenant.Worker.Id;

    public string WorkerClientSecret => tenant.Worker.Secret.Value;

    /// <inheritdoc cref="TokenKey.Id"/>
    public string KeyId => tenant.Key.Id;

    /// <summary>What requests have made at this moment and none has deleted.</summary>
    public IEnumerable<Made> Made => StoreEndpoint.Made(tenant);

    /// <exception cref="EmulatorStartException">The port is taken or may not be used.</exception>
    public static async Task<EmulatorServer> StartAsync(EmulatorSettings settings, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        if (settings.Port is < 0 or > IPEndPoint.MaxPort)
            throw new EmulatorStartException(
                $"The emulator cannot start: {settings.Port} is no port; a port is 1 to 65535, or 0 for a free one."
            );
        var key = new EnvironmentKey(settings.Key, settings.Clock);
        var kestrel = CreateKestrel(settings.Port);
        var ready = new TaskCompletionSource<Tenant>(TaskCreationOptions.RunContinuationsAsynchronously);
        var dispatcher = new Dispatcher(settings, ready.Task);
        try
        {
            await kestrel.StartAsync(new KestrelApplication(dispatcher), ct);
        }
        catch (Exception cause)
        {
            kestrel.Dispose();
            key.Dispose();
            if (cause is OperationCanceledException)
                throw;
            throw new EmulatorStartException(StartFailure(settings.Port, cause), cause);
        }
        var address = kestrel.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single();
        var tenant = new Tenant(settings, address, key);
        ready.SetResult(tenant);
        return new EmulatorServer(kestrel, dispatcher, settings, tenant);
    }

    /// <summary>Forgets all it holds and who it is: another PingOne at the same address, with the same signing key.</summary>
    public void Renew()
    {
        tenant = new Tenant(settings, AuthPath, tenant.Key);
        dispatcher.Serve(tenant);
    }

    public async ValueTask DisposeAsync()
    {
        // Nobody waits for the answers of a server that is being thrown away.
        await kestrel.StopAsync(new CancellationToken(canceled: true));
        kestrel.Dispose();
        tenant.Key.Dispose();
    }

    private static KestrelServer CreateKestrel(int port)
    {
        var options = new KestrelServerOptions { AddServerHeader = false };
        options.Limits.MaxRequestBodySize = LargestBody;
        options.Listen(IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http1);
        var transport = new SocketTransportFactory(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance);
        return new KestrelServer(Options.Create(options), transport, NullLoggerFactory.Instance);
    }

    private static string StartFailure(int port, Exception cause) =>
        cause.InnerException is AddressInUseException || cause is AddressInUseException
            ? $"The emulator cannot start: port {port} on 127.0.0.1 is already in use."
            : $"The emulator cannot start on port {port} of 127.0.0.1 ({Kind(cause)}).";

    // In place of the words of .NET (trust rule 13).
    private static string Kind(Exception cause) =>
        (cause as SocketException ?? cause.InnerException as SocketException)?.SocketErrorCode.ToString() ?? cause.GetType().Name;

    /// <summary>The smallest application Kestrel can carry.</summary>
    private sealed class KestrelApplication(Dispatcher dispatcher) : IHttpApplication<HttpContext>
    {
        public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

        public Task ProcessRequestAsync(HttpContext context) => dispatcher.HandleAsync(context);

        public void DisposeContext(HttpContext context, Exception? exception) { }
    }
}
