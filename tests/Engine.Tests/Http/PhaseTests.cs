using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Http;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Tests.Execution;
using PingOneScenarios.Engine.Trust;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Tests.Http;

/// <summary>
/// What the time of an exchange was spent on. Time passes only where a test lets it: looking up a host takes 5 ms, a handshake 7 ms,
/// connecting none.
/// </summary>
public sealed class PhaseTests : IDisposable
{
    private const string Host = "server.example";

    private static readonly TestAuthority Authority = new("Company");
    private static readonly TestAuthority Stranger = new("Stranger");

    private static readonly SourceSpan Span = new SourceText("scenario.yaml", "request").Beginning;
    private static readonly TlsProfile? Trusting = Authority.Profile;

    private readonly HandClock clock = new();
    private readonly HttpSender sender;

    public PhaseTests() => sender = new HttpSender(clock, (host, _) => Task.FromResult(Find(host)));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => sender.Dispose();

    [Fact]
    public async Task Only_the_request_that_opens_a_connection_looks_up_and_connects()
    {
        await using var server = new LoopbackServer(Answers.Empty(204));
        var address = $"http://{Host}:{server.Port}/";
        Assert.Equal("dns 5 connect 0 wait 0 receive 0", Text(await AnswerAsync(address)));
        Assert.Equal("wait 0 receive 0", Text(await AnswerAsync(address)));
    }

    [Fact]
    public async Task A_connection_the_server_closed_is_opened_again()
    {
        await using var server = new LoopbackServer(Answers.Empty(204, "Connection: close"));
        var address = $"http://{Host}:{server.Port}/";
        Assert.Equal("dns 5 connect 0 wait 0 receive 0", Text(await AnswerAsync(address)));
        Assert.Equal("dns 5 connect 0 wait 0 receive 0", Text(await AnswerAsync(address)));
    }

    [Fact]
    public async Task An_address_in_numbers_is_not_looked_up()
    {
        await using var server = new LoopbackServer(Answers.Empty(204));
        Assert.Equal("connect 0 wait 0 receive 0", Text(await AnswerAsync(server.Address)));
    }

    [Fact]
    public async Task Only_the_request_that_opens_a_connection_shakes_hands()
    {
        await using var server = Secure(Host);
        var address = $"https://{Host}:{server.Port}/";
        Assert.Equal("dns 5 connect 0 tls 7 wait 0 receive 0", Text(await AnswerAsync(address)));
        Assert.Equal("wait 0 receive 0", Text(await AnswerAsync(address)));
    }

    [Fact]
    public async Task Thinking_and_talking_of_a_server_are_told_apart()
    {
        await using var server = new SlowServer(clock);
        var exchange = await AnswerAsync(server.Address);
        Assert.Equal("connect 0 wait 200 receive 3000", Text(exchange));
        Assert.Equal(TimeSpan.FromMilliseconds(3200), exchange.Duration);
        Assert.Equal("slow", exchange.Text);
    }

    [Fact]
    public async Task Sending_a_body_is_told_apart_from_waiting()
    {
        await using var server = new SlowServer(clock);
        var exchange = await AnswerAsync(server.Address, new byte[SlowServer.MoreThanTheSystemTakes]);
        Assert.Equal("connect 0 send 50 wait 200 receive 3000", Text(exchange));
        Assert.Equal(SlowServer.MoreThanTheSystemTakes, exchange.Request.Body!.Bytes.Length);
    }

    [Fact]
    public async Task A_host_that_is_not_known_ends_the_exchange_with_the_search()
    {
        var failure = await FailureAsync("http://unknown.example/");
        Assert.Equal((SendFailure.NoConnection, "the host name is not known"), (failure.Failure, failure.Reason));
        Assert.Equal("dns 5", Text(failure));
        Assert.Equal(TimeSpan.FromMilliseconds(5), failure.Duration);
    }

    [Fact]
    public async Task A_host_that_leads_where_it_may_not_ends_the_exchange_before_it_connects()
    {
        var failure = await FailureAsync("http://rebound.example/");
        Assert.Equal(SendFailure.Refused, failure.Failure);
        Assert.Equal("dns 5", Text(failure));
    }

    [Fact]
    public async Task A_connection_that_is_refused_ends_the_exchange_with_connecting()
    {
        int port;
        await using (var closed = new LoopbackServer(Answers.Empty(204)))
            port = closed.Port;
        var failure = await FailureAsync($"https://{Host}:{port}/");
        Assert.Equal(SendFailure.NoConnection, failure.Failure);
        Assert.Equal("dns 5 connect 0", Text(failure));
    }

    [Theory]
    [InlineData(Host, "stranger")]
    [InlineData("other.example", "company")]
    public async Task A_certificate_that_is_refused_ends_the_exchange_with_the_handshake(string named, string authority)
    {
        await using var server = Secure(named, authority == "company" ? Authority : Stranger);
        var failure = await FailureAsync($"https://{Host}:{server.Port}/");
        Assert.Equal(SendFailure.Tls, failure.Failure);
        Assert.Equal("dns 5 connect 0 tls 7", Text(failure));
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_handshake_that_is_not_answered_is_what_the_time_went_into()
    {
        await using var server = new LoopbackServer(_ => "");
        var failure = await FailureAsync($"https://{Host}:{server.Port}/", timeout: TimeSpan.FromMilliseconds(100));
        Assert.Equal(SendFailure.TimedOut, failure.Failure);
        Assert.Equal("dns 5 connect 0 tls 0", Text(failure));
    }

    [Fact]
    public async Task A_server_that_never_answers_is_waited_for()
    {
        await using var server = new LoopbackServer(_ => null);
        var failure = await FailureAsync(server.Address, timeout: TimeSpan.FromMilliseconds(100));
        Assert.Equal(SendFailure.TimedOut, failure.Failure);
        Assert.Equal("connect 0 wait 0", Text(failure));
    }

    [Fact]
    public async Task An_answer_that_is_refused_has_all_its_phases()
    {
        await using var server = new LoopbackServer(Answers.Of(200, "{}", "Content-Encoding: compress"));
        var failure = await FailureAsync(server.Address);
        Assert.Equal(SendFailure.Undecodable, failure.Failure);
        Assert.Equal("connect 0 wait 0 receive 0", Text(failure));
    }

    [Fact]
    public async Task What_cannot_be_sent_has_no_phases()
    {
        var failure = Assert.IsType<Unanswered>(await SendAsync(Request("http://server.example/") with { Method = "A B" }));
        Assert.Equal(SendFailure.Malformed, failure.Failure);
        Assert.Null(failure.Phases);
    }

    [Theory]
    [InlineData("1.1")]
    [InlineData("1.0")]
    public async Task The_beginning_the_version_and_the_bytes_are_told(string version)
    {
        var packed = Packed(new string('a', 1000));
        await using var server = new LoopbackServer(
            $"HTTP/{version} 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {packed.Length}\r\n\r\n{packed}"
        );
        clock.Pass(TimeSpan.FromHours(1));
        var exchange = await AnswerAsync(server.Address, "abc"u8.ToArray());
        Assert.Equal(clock.GetUtcNow(), exchange.Phases.Began);
        Assert.Equal(Version.Parse(version), exchange.Version);
        Assert.Equal((3, packed.Length, 1000), (exchange.Request.Body!.Bytes.Length, exchange.BytesReceived, exchange.Body.Length));
    }

    private static string Text(HttpExchange exchange) => ExchangeWatchTests.Text(exchange.Phases);

    private static string Text(Unanswered failure) => ExchangeWatchTests.Text(failure.Phases!);

    private static string Packed(string text)
    {
        var packed = new MemoryStream();
        using (var stream = new GZipStream(packed, CompressionMode.Compress))
            stream.Write(Encoding.ASCII.GetBytes(text));
        return Encoding.Latin1.GetString(packed.ToArray());
    }

    private LoopbackServer Secure(string host, TestAuthority? authority = null) =>
        new(_ => Answers.Empty(204), (authority ?? Authority).Issue(host)) { Handshaking = () => clock.Pass(TimeSpan.FromMilliseconds(7)) };

    private IPAddress[] Find(string host)
    {
        clock.Pass(TimeSpan.FromMilliseconds(5));
        return host == "unknown.example" ? throw new SocketException((int)SocketError.HostNotFound) : [IPAddress.Loopback];
    }

    private async Task<HttpExchange> AnswerAsync(string address, byte[]? body = null) =>
        Assert.IsType<Answered>(await SendAsync(Request(address) with { Body = Of(body) })).Exchange;

    private async Task<Unanswered> FailureAsync(string address, TimeSpan? timeout = null) =>
        Assert.IsType<Unanswered>(await SendAsync(Request(address) with { Timeout = timeout ?? TimeSpan.FromSeconds(30) }));

    private Task<SendResult> SendAsync(RenderedRequest request) =>
        sender.SendAsync(request, cookies: null, Grants.None.WithPrivate(Host).By(Trusting, HttpChoice.Negotiated, Proxies.None), Ct);

    private static RenderedRequest Request(string address) =>
        new()
        {
            Method = "POST",
            Address = RenderedText.Literal(address),
            Timeout = TimeSpan.FromSeconds(30),
            Span = Span,
        };

    private static RenderedBody? Of(byte[]? body) =>
        body is null ? null : new RenderedBody(body, RenderedText.Literal("text/plain"), () => "", LabelSet.None);
}
