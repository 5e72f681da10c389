using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Abstractions;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PingOneScenarios.Emulator.Controls;
using PingOneScenarios.Emulator.Endpoints;
using PingOneScenarios.Emulator.State;
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

    private const long LargestBody = 3 << 20;

    private readonly KestrelServer kestrel;
    private readonly CurrentOrganization current;
    private readonly ControlRoom? controls;
    private readonly StateSaver? saver;

    private EmulatorServer(KestrelServer kestrel, CurrentOrganization current, ControlRoom? controls, StateSaver? saver)
    {
        this.saver = saver;
        this.kestrel = kestrel;
        this.current = current;
        this.controls = controls;
    }

    private Organization Organization => current.Opened!;

    public Uri Address => new(Organization.AuthPath);

    /// <summary>The management API, version included: <c>http://127.0.0.1:PORT/v1</c>.</summary>
    public string ApiPath => Organization.First.Addresses.ApiPath;

    /// <summary>The sign-on side: <c>http://127.0.0.1:PORT</c>.</summary>
    public string AuthPath => Organization.AuthPath;

    /// <summary>Where one-time codes are read: <c>GET {inboxUrl}/messages?to=ADDRESS</c>.</summary>
    public string InboxUrl => $"{AuthPath}/inbox";

    /// <summary>Where key sets are published: <c>PUT {jwksUrl}/NAME</c>.</summary>
    public string JwksUrl => $"{AuthPath}{KeySetEndpoints.Place}";

    public string EnvironmentId => Organization.First.EnvironmentId;

    public string OrganizationId => Organization.Id;

    public string WorkerClientId => Organization.First.Worker!.Id;

    public string WorkerClientSecret => Organization.First.Worker!.Secret.Value;

    /// <inheritdoc cref="TokenKey.Id"/>
    public string KeyId => Organization.Key.Id;

    /// <summary>Where a browser opens the controls; it serves once, and is a secret. Null when there are none.</summary>
    public string? ControlsAddress => controls?.Access.Address(AuthPath);

    /// <summary>What requests have made at this moment and none has deleted.</summary>
    public IEnumerable<Made> Made => StoreEndpoint.Made(Organization);

    /// <exception cref="EmulatorStartException">The port is taken or may not be used.</exception>
    /// <exception cref="StateRefusedException">The state file is of no use.</exception>
    public static async Task<EmulatorServer> StartAsync(EmulatorSettings settings, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        Router.Prepare();
        if (settings.Port is < 0 or > IPEndPoint.MaxPort)
            throw new EmulatorStartException(
                $"The emulator cannot start: {settings.Port} is no port; a port is 1 to 65535, or 0 for a free one."
            );
        var file = settings.StateFile is { } path ? new StateFile(path) : null;
        var stored = file?.Read();
        file?.CheckWritable();
        var key = new EnvironmentKey(settings.Key, settings.Clock);
        var kestrel = CreateKestrel(settings.Port);
        var current = new CurrentOrganization(settings, key);
        var controls = settings.HasControls ? new ControlRoom(current) : null;
        var saver = file is null ? null : new StateSaver(file, current);
        var dispatcher = new Dispatcher(settings, current, controls) { Saver = saver };
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
        current.Open(address, stored);
        return new EmulatorServer(kestrel, current, controls, saver);
    }

    /// <summary>Forgets all it holds and who it is: another PingOne at the same address, with the same signing key.</summary>
    public void Renew() => current.Renew();

    public async ValueTask DisposeAsync()
    {
        // Nobody waits for the answers of a server that is being thrown away.
        await kestrel.StopAsync(new CancellationToken(canceled: true));
        kestrel.Dispose();
        if (saver is not null)
            await saver.DisposeAsync();
        current.Key.Dispose();
    }

    private static KestrelServer CreateKestrel(int port)
    {
        var options = new KestrelServerOptions { AddServerHeader = false, ResponseHeaderEncodingSelector = ResponseHeaders.EncodingOf };
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
    private sealed class KestrelApplication(Dispatcher dispatcher) : IHttpApplication<DefaultHttpContext>
    {
        /// <summary>One for all requests of a connection.</summary>
        public DefaultHttpContext CreateContext(IFeatureCollection contextFeatures)
        {
            if (contextFeatures is not IHostContextContainer<DefaultHttpContext> connection)
                return new DefaultHttpContext(contextFeatures);
            var context = connection.HostContext ??= new DefaultHttpContext();
            context.Initialize(contextFeatures);
            return context;
        }

        public Task ProcessRequestAsync(DefaultHttpContext context) => dispatcher.HandleAsync(context);

        public void DisposeContext(DefaultHttpContext context, Exception? exception) => context.Uninitialize();
    }
}
