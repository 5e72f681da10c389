using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Tests.Execution;

namespace PingOneScenarios.Engine.Tests.Http;

/// <summary>What goes by the operator's proxy, and what is said when it fails: named as the proxy, with its variable, without its password.</summary>
public sealed class ProxyTests
{
    private const string Server = "server.example";

    private static readonly TestAuthority Authority = new("Company");

    [Fact]
    public async Task A_plain_request_goes_to_the_proxy_as_a_whole()
    {
        await using var proxy = new LoopbackServer(Answers.Empty(204));
        (await RunAsync($"http://{Server}:8080", ("http_proxy", proxy.Address))).Passed();
        Assert.Equal($"GET http://{Server}:8080/x HTTP/1.1\r\nHost: {Server}:8080\r\nUser-Agent: p1s\r\n\r\n", proxy.Only.Bytes);
    }

    [Fact]
    public async Task A_proxy_that_wants_a_password_gets_it_with_the_one_request()
    {
        await using var proxy = new LoopbackServer(Answers.Empty(204));
        (await RunAsync($"http://{Server}", ("HTTP_PROXY", $"http://me:p%40ss@127.0.0.1:{proxy.Port}/"))).Passed();
        Assert.Equal("Basic bWU6cEBzcw==", proxy.Only.Header("Proxy-Authorization"));
    }

    [Theory]
    [InlineData("http://127.0.0.1:PORT", "")]
    [InlineData("127.0.0.1:PORT", "")]
    [InlineData("me:secret@127.0.0.1:PORT", "Proxy-Authorization: Basic bWU6c2VjcmV0\r\n")]
    [InlineData("http://me@127.0.0.1:PORT", "Proxy-Authorization: Basic bWU6\r\n")]
    public async Task TLS_goes_through_one_tunnel_that_is_asked_for_once(string variable, string account)
    {
        await using var server = new LoopbackServer(_ => Answers.Empty(204), Authority.Issue(Server));
        await using var proxy = new TunnelServer(server.Port);
        var value = variable.Replace("127.0.0.1:PORT", proxy.Host, StringComparison.Ordinal);
        (await RunAsync($"https://{Server}", ("https_proxy", value))).Passed();
        Assert.Equal(
            $"CONNECT {Server}:443 HTTP/1.1\r\nHost: {Server}:443\r\nUser-Agent: p1s\r\n{account}\r\n",
            Assert.Single(proxy.Asked)
        );
        Assert.Equal($"GET /x HTTP/1.1\r\nHost: {Server}\r\nUser-Agent: p1s\r\n\r\n", server.Only.Bytes);
        Assert.Equal($"{Server} http/1.1", server.Only.Tls);
    }

    [Theory]
    [InlineData("https")]
    [InlineData("http")]
    public async Task SOCKS_5_makes_a_tunnel_for_every_request(string scheme)
    {
        await using var server = new LoopbackServer(_ => Answers.Empty(204), Authority.Issue(Server));
        await using var proxy = new TunnelServer(server.Port) { SocksAccount = "me:secret" };
        (await RunAsync($"{scheme}://{Server}", ($"{scheme}_proxy", $"socks5://me:secret@{proxy.Host}"))).Passed();
        Assert.Equal($"{Server}:{(scheme == "https" ? 443 : 80)}", Assert.Single(proxy.Asked));
        Assert.Equal("GET /x HTTP/1.1", server.Only.Line);
    }

    [Fact]
    public async Task Plain_HTTP2_goes_through_a_tunnel()
    {
        await using var server = new FrameServer(FrameServer.NoContent);
        await using var proxy = new TunnelServer(server.Port);
        (await RunAsync($"http://{Server}", "http: \"2\"", ("http_proxy", proxy.Host))).Passed();
        Assert.StartsWith($"CONNECT {Server}:80 ", Assert.Single(proxy.Asked), StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_proxy_is_spoken_to_over_TLS()
    {
        await using var proxy = new LoopbackServer(_ => Answers.Empty(204), Authority.Issue("127.0.0.1"));
        (await RunAsync($"http://{Server}", ("http_proxy", $"https://127.0.0.1:{proxy.Port}"))).Passed();
        Assert.Equal($"GET http://{Server}/x HTTP/1.1", proxy.Only.Line);
        Assert.NotNull(proxy.Only.Tls);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    public async Task This_machine_is_never_reached_by_a_proxy(string host)
    {
        await using var server = new LoopbackServer(_ => Answers.Empty(204), Authority.Issue(host));
        foreach (var scheme in new[] { "http", "https" })
        {
            var happened = await RunAsync(
                $"{scheme}://{host}:{server.Port}",
                ("http_proxy", "http://127.0.0.1:1"),
                ("HTTPS_PROXY", "nonsense://"),
                ("ALL_PROXY", "http://127.0.0.1:1")
            );
            happened.Passed();
        }
        Assert.Equal(2, server.Requests.Count);
    }

    [Theory]
    [InlineData("HTTP/1.1 407 Authenticate\r\nProxy-Authenticate: Basic\r\n\r\n", "asks for a user and a password (407)")]
    [InlineData("HTTP/1.1 502 Bad Gateway\r\n\r\n", "cannot reach the server (502)")]
    [InlineData("HTTP/1.1 504 Late\r\nContent-Length: 3\r\n\r\nabc", "cannot reach the server (504)")]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: https://login.example/\r\n\r\n", "with a redirect instead of making the connection (302)")]
    [InlineData("HTTP/1.1 403 Forbidden\r\n\r\n", "does not allow the connection (403)")]
    [InlineData("HTTP/1.1 500 Oops\r\n\r\n", "does not make the connection (500)")]
    [InlineData("SSH-2.0-OpenSSH_9.9\r\n\r\n", "is not HTTP")]
    [InlineData("HTTP/1.1 twohundred\r\n\r\n", "is not HTTP")]
    [InlineData("HTTP/1.1 200 OK\r\nVia", "breaks off")]
    [InlineData("", "closed the connection without an answer to CONNECT")]
    public async Task A_proxy_that_makes_no_tunnel_is_named(string answer, string why)
    {
        await using var proxy = new TunnelServer(1, answer);
        var happened = await RunAsync($"https://{Server}", ("HTTPS_PROXY", $"http://{proxy.Host}"));
        Failed(happened, $"the proxy http://{proxy.Host} (HTTPS_PROXY)", why);
        Assert.Single(proxy.Asked);
    }

    [Fact]
    public async Task A_password_the_proxy_does_not_take_is_never_shown()
    {
        await using var proxy = new LoopbackServer(Answers.Empty(407, "Proxy-Authenticate: Basic"));
        var happened = await RunAsync($"http://{Server}", ("http_proxy", $"http://me:hunter2hunter2@127.0.0.1:{proxy.Port}"));
        Failed(
            happened,
            $"the proxy http://127.0.0.1:{proxy.Port} (http_proxy)",
            "does not take the user and the password of the variable (407)"
        );
        Assert.Single(proxy.Requests);
    }

    [Theory]
    [InlineData("127.0.0.1:1", "the proxy http://127.0.0.1:1 (https_proxy)", "nothing listens")]
    [InlineData("socks5://127.0.0.1:1", "the proxy socks5://127.0.0.1:1 (https_proxy)", "nothing listens")]
    [InlineData("http://no-such-host.invalid", "the proxy http://no-such-host.invalid:80 (https_proxy)", "the host name is not known")]
    [InlineData("htp://hunter2hunter2:3128", "the proxy of the variable https_proxy", "a kind of proxy that is not known")]
    [InlineData("http:/hunter2hunter2:3128", "the proxy of the variable https_proxy", "no address of a proxy")]
    [InlineData("http://me:hunter2hunter2@", "the proxy of the variable https_proxy", "no address of a proxy")]
    [InlineData("http://proxy:port", "the proxy of the variable https_proxy", "no address of a proxy")]
    [InlineData("http://proxy:99999", "the proxy of the variable https_proxy", "no address of a proxy")]
    [InlineData("proxy example", "the proxy of the variable https_proxy", "no address of a proxy")]
    [InlineData("http://me:hunter2/hunter2@proxy:1", "the proxy of the variable https_proxy", "no address of a proxy")]
    [InlineData("DIRECT", "the proxy http://direct:80 (https_proxy)", "host")]
    public async Task A_proxy_that_is_not_there_is_no_way_round_it(string variable, string proxy, string why)
    {
        await using var server = new LoopbackServer(_ => Answers.Empty(204), Authority.Issue(Server));
        Failed(await RunAsync($"https://{Server}:{server.Port}", ("https_proxy", variable)), proxy, why);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_variable_a_web_server_may_have_made_is_not_used()
    {
        await using var proxy = new LoopbackServer(Answers.Empty(204));
        var happened = await RunAsync($"http://{Server}", ("HTTP_PROXY", proxy.Address), ("REQUEST_METHOD", "GET"));
        Failed(happened, "the proxy of the variable HTTP_PROXY", "REQUEST_METHOD is set");
        Assert.Empty(proxy.Requests);
    }

    [Fact]
    public async Task A_proxy_that_says_nothing_is_named_when_the_time_is_up()
    {
        await using var proxy = new LoopbackServer(_ => null);
        var happened = await RunAsync($"https://{Server}", "", ", timeout: 200ms", ("https_proxy", proxy.Address));
        Assert.Equal("PS4002", happened.Codes);
        Assert.EndsWith(
            $": the proxy {proxy.Address} (https_proxy) had made no connection yet",
            happened.Problem.Why,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(2, "does not allow the connection")]
    [InlineData(4, "cannot reach the server")]
    [InlineData(5, "the server refused its connection")]
    public async Task SOCKS_5_says_why_it_makes_no_tunnel(byte code, string why)
    {
        await using var proxy = new TunnelServer(1) { SocksAnswer = code };
        var happened = await RunAsync($"https://{Server}", ("HTTPS_PROXY", $"socks5h://{proxy.Host}"));
        Failed(happened, $"the proxy socks5://{proxy.Host} (HTTPS_PROXY)", why);
    }

    [Fact]
    public async Task A_password_the_proxy_echoes_stays_hidden()
    {
        await using var proxy = new LoopbackServer(request => Answers.Of(200, request.Bytes + " hunter2hunter2"));
        var happened = await RunAsync($"http://{Server}", ("http_proxy", $"http://me:hunter2hunter2@127.0.0.1:{proxy.Port}"));
        var sent = Assert.Single(happened.Events.OfType<RequestSent>()).Exchange;
        Assert.Contains("‹password in http_proxy›", sent.AnswerBody.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", sent.AnswerBody.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String("me:hunter2hunter2"u8), sent.AnswerBody.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_behind_a_proxy_that_closes_gets_one_tunnel_and_one_request()
    {
        await using var server = new LoopbackServer(_ => "", Authority.Issue(Server));
        await using var proxy = new TunnelServer(server.Port);
        var happened = await RunAsync($"https://{Server}", ("https_proxy", proxy.Host));
        Assert.Equal("PS4001", happened.Codes);
        Assert.Single(proxy.Asked);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task What_leaves_by_a_proxy_never_left_when_there_is_none()
    {
        var happened = await ScenarioRun
            .Steps("  - { step: S, request: POST <<api>>/x }")
            .With("api", $"https://{Server}")
            .Variable("https_proxy", "127.0.0.1:1")
            .RunAsync();
        Assert.Equal("PS4015", happened.Codes);
        Assert.Equal("broken", happened.Outcomes);
    }

    private static Task<Happened> RunAsync(string address, params (string Name, string Value)[] variables) =>
        RunAsync(address, "", variables);

    private static Task<Happened> RunAsync(string address, string environment, params (string Name, string Value)[] variables) =>
        RunAsync(address, environment, "", variables);

    private static async Task<Happened> RunAsync(
        string address,
        string environment,
        string step,
        params (string Name, string Value)[] variables
    )
    {
        var run = ScenarioRun.Steps($"  - {{ step: S, request: GET <<api>>/x, expect: {{ status: 2xx }}{step} }}") with { Verbose = true };
        run.File("ca.pem", Authority.Pem)
            .Environment($"environment: mine\ninputs: {{ api: '{address}' }}\ntls: {{ ca: ca.pem }}\n{environment}\n");
        foreach (var (name, value) in variables)
            run.Variable(name, value);
        return await run.RunAsync();
    }

    private static void Failed(Happened happened, string proxy, string why)
    {
        Assert.Equal("PS4015", happened.Codes);
        Assert.Equal(Outcome.Broken, happened.Outcome);
        Assert.StartsWith(proxy + ": ", happened.Problem.Why, StringComparison.Ordinal);
        Assert.Contains(why, happened.Problem.Why, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", happened.Problem.ToString(), StringComparison.Ordinal);
    }
}
