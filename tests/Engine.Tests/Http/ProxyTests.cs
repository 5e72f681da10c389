using System.Net;
using PingOneScenarios.Engine.Http;
using PingOneScenarios.Engine.Tests.Execution;
using PingOneScenarios.Engine.Trust;

namespace PingOneScenarios.Engine.Tests.Http;

/// <summary>A proxy of the process environment is the operator's own choice; here one is given to .NET directly.</summary>
public sealed class ProxyTests
{
    [Theory]
    [InlineData("http", "GET http://server.example/ HTTP/1.1", "dns 0 connect 0 wait 0")]
    [InlineData("https", "CONNECT server.example:443 HTTP/1.1", "wait 0")]
    public async Task Rule_2_a_proxy_may_stand_in_the_operators_network(string scheme, string line, string phases)
    {
        await using var proxy = new LoopbackServer(Answers.Empty(502));
        using var handler = new SocketsHttpHandler
        {
            Proxy = new WebProxy($"http://proxy.example:{proxy.Port}"),
            ConnectCallback = Dials().ConnectAsync,
            PlaintextStreamFilter = WatchedConnections.Ready,
        };
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{scheme}://server.example/");
        request.Options.Set(Dialer.GrantsOfRun, Grants.None);
        var watch = new ExchangeWatch(new HandClock());
        watch.GoWith(request);
        watch.Handed();
        await AskAsync(handler, request);
        Assert.Equal(line, proxy.Only.Line);
        Assert.Equal(phases, ExchangeWatchTests.Text(watch.Stop(out _)));
    }

    [Fact]
    public async Task Rule_2_a_request_is_no_proxys_because_it_says_CONNECT()
    {
        using var handler = new SocketsHttpHandler { UseProxy = false, ConnectCallback = Dials().ConnectAsync };
        using var request = new HttpRequestMessage(HttpMethod.Connect, "http://server.example/");
        request.Options.Set(Dialer.GrantsOfRun, Grants.None);
        using var http = new HttpClient(handler, disposeHandler: false);
        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => http.SendAsync(request, TestContext.Current.CancellationToken));
        Assert.IsType<DialRefusedException>(failure.InnerException);
    }

    private static Dialer Dials() => new((_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback]));

    // A tunnel that is not made is an exception; here it only matters who was asked.
    private static async Task AskAsync(SocketsHttpHandler handler, HttpRequestMessage request)
    {
        using var http = new HttpClient(handler, disposeHandler: false);
        if (request.RequestUri!.Scheme == Uri.UriSchemeHttp)
            (await http.SendAsync(request, TestContext.Current.CancellationToken)).Dispose();
        else
            await Assert.ThrowsAsync<HttpRequestException>(() => http.SendAsync(request, TestContext.Current.CancellationToken));
    }
}
