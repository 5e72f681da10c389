using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Tests.Execution;

namespace PingOneScenarios.Engine.Tests.Http;

/// <summary>HTTP/2 where a server offers it in TLS, or as the environment file says; the version is told.</summary>
public sealed class HttpVersionTests
{
    private const string Host = "localhost";

    private static readonly TestAuthority Authority = new("Company");

    [Theory]
    [InlineData("https", HttpProtocols.Http1AndHttp2, "", "2")]
    [InlineData("https", HttpProtocols.Http2, "", "2")]
    [InlineData("https", HttpProtocols.Http1, "", "1.1")]
    [InlineData("https", HttpProtocols.Http1AndHttp2, "http: \"1.1\"", "1.1")]
    [InlineData("https", HttpProtocols.Http1AndHttp2, "http: 1.1", "1.1")]
    [InlineData("https", HttpProtocols.Http1, "http: \"1.1\"", "1.1")]
    [InlineData("https", HttpProtocols.Http1AndHttp2, "http: \"2\"", "2")]
    [InlineData("https", HttpProtocols.Http2, "http: 2", "2")]
    [InlineData("http", HttpProtocols.Http1, "", "1.1")]
    [InlineData("http", HttpProtocols.Http1AndHttp2, "", "1.1")]
    [InlineData("http", HttpProtocols.Http2, "http: \"2\"", "2")]
    public async Task Which_version_a_request_has(string scheme, HttpProtocols protocols, string http, string version)
    {
        await using var server = await Kestrel.StartAsync(protocols, scheme == "https" ? Authority.Issue(Host) : null);
        var happened = await RunAsync(
            scheme,
            server.Port,
            http,
            "  - { step: A, request: GET <<api>>/a?b=c }\n  - { step: B, request: GET <<api>>/d }"
        );
        happened.Passed();
        Assert.Equal([$"HTTP/{version} GET /a?b=c 0", $"HTTP/{version} GET /d 0"], server.Requests);
        Assert.Equal(1, server.Connections);
        Assert.All(happened.Events.OfType<RequestSent>(), sent => Assert.Equal(version, sent.Exchange.Version.Text));
    }

    [Theory]
    [InlineData("GET", "", 0)]
    [InlineData("HEAD", "", 0)]
    [InlineData("DELETE", "", 0)]
    [InlineData("OPTIONS", "", 0)]
    [InlineData("POST", "", 0)]
    [InlineData("POST", "json: { a: 1 }", 7)]
    [InlineData("PUT", "text: hello", 5)]
    [InlineData("PATCH", "form: { a: b }", 3)]
    [InlineData("DELETE", "text: bye", 3)]
    public async Task Every_method_and_body_goes_over_HTTP2(string method, string body, int length)
    {
        await using var server = await Kestrel.StartAsync(HttpProtocols.Http2, Authority.Issue(Host));
        (await RunAsync("https", server.Port, "", $"  - step: A\n    request: {method} <<api>>/a\n    {body}")).Passed();
        Assert.Equal([$"HTTP/2 {method} /a {length}"], server.Requests);
    }

    [Fact]
    public async Task Large_bodies_go_over_HTTP2_in_both_directions()
    {
        await using var server = await Kestrel.StartAsync(
            HttpProtocols.Http2,
            Authority.Issue(Host),
            context => context.Response.WriteAsync(new string('b', 3 << 20))
        );
        var happened = await RunAsync(
            "https",
            server.Port,
            "",
            "  - step: A\n    request: POST <<api>>/a\n    file: body.bin\n    expect: { status: 200 }\n    extract: { n: { from: '<<text.length response.text>>' } }"
        );
        happened.Passed();
        Assert.Equal(["HTTP/2 POST /a 900000"], server.Requests);
        Assert.Equal("3145728", happened.Extracted("n"));
    }

    [Fact]
    public async Task Headers_cookies_and_redirects_are_as_over_HTTP1()
    {
        await using var server = await Kestrel.StartAsync(
            HttpProtocols.Http2,
            Authority.Issue(Host),
            context =>
            {
                var isFirst = context.Request.Path == "/a";
                if (isFirst)
                    context.Response.Headers.Append("Set-Cookie", "s=1; Path=/; Secure");
                context.Response.Headers.Location = isFirst ? "/b" : default;
                context.Response.Headers["X-Seen"] =
                    $"{context.Request.Headers.Cookie} {context.Request.Headers["X-Tag"]} {context.Request.Headers.UserAgent}";
                context.Response.StatusCode = isFirst ? 303 : 200;
                return Task.CompletedTask;
            }
        );
        var happened = await RunAsync(
            "https",
            server.Port,
            "",
            "  - { step: A, request: POST <<api>>/a, headers: { X-Tag: one }, redirects: follow, extract: { seen: '<<response.headers.x_seen>>' } }"
        );
        happened.Passed();
        Assert.Equal(["HTTP/2 POST /a 0", "HTTP/2 GET /b 0"], server.Requests);
        Assert.Equal("s=1 one p1s", happened.Extracted("seen"));
    }

    [Fact]
    public async Task A_server_of_HTTP2_alone_is_told_apart_when_HTTP1_is_asked_for()
    {
        await using var server = await Kestrel.StartAsync(HttpProtocols.Http2, Authority.Issue(Host));
        var happened = await RunAsync("https", server.Port, "http: \"1.1\"", "  - { step: A, request: GET <<api>>/a }");
        Assert.NotEqual(Outcome.Passed, happened.Outcome);
        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData("https")]
    [InlineData("http")]
    public async Task A_server_without_HTTP2_is_told_when_it_is_asked_for(string scheme)
    {
        await using var server = await Kestrel.StartAsync(HttpProtocols.Http1, scheme == "https" ? Authority.Issue(Host) : null);
        var happened = await RunAsync(scheme, server.Port, "http: \"2\"", "  - { step: A, request: GET <<api>>/a }");
        Assert.Equal("PS4001", happened.Codes);
        Assert.Contains("http: \"2\"", $"{happened.Problem.Why} {happened.Problem.Fix}", StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task What_is_no_version_is_said_before_anything_is_sent()
    {
        await using var server = new LoopbackServer(Answers.Empty(204));
        foreach (var wrong in new[] { "3", "\"1.0\"", "h2", "true", "[2]" })
        {
            var happened = await RunAsync("http", server.Port, $"http: {wrong}", "  - { step: A, request: GET <<api>>/a }");
            Assert.True(happened.Result.Summary is null, wrong);
        }
        Assert.Empty(server.Requests);
    }

    private static Task<Happened> RunAsync(string scheme, int port, string http, string steps)
    {
        var run = ScenarioRun.Steps(steps) with { Verbose = true };
        return run.File("ca.pem", Authority.Pem)
            .File("body.bin", new string('a', 900000))
            .Environment($"environment: mine\ninputs: {{ api: '{scheme}://{Host}:{port}' }}\ntls: {{ ca: ca.pem }}\n{http}\n")
            .RunAsync();
    }
}
