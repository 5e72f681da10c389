using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Tests.Driving;

namespace PingOneScenarios.Emulator.Tests;

/// <summary>Whom the emulator answers: those who meant this machine.</summary>
public sealed class HostTests : WithEmulator
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.1:80")]
    [InlineData("127.0.0.1:65535")]
    [InlineData("127.1.2.3:8090")]
    [InlineData("localhost")]
    [InlineData("localhost:1")]
    [InlineData("LocalHost:8090")]
    [InlineData("[::1]")]
    [InlineData("[::1]:8090")]
    [InlineData("[0:0:0:0:0:0:0:1]:8090")]
    public async Task This_machine_is_answered(string host) => Assert.Equal(501, await StatusAsync("GET /x HTTP/1.1", $"Host: {host}"));

    [Theory]
    [InlineData("evil.com")]
    [InlineData("evil.com:8090")]
    [InlineData("localhost.evil.com")]
    [InlineData("evil.localhost")]
    [InlineData("localhost.")]
    [InlineData("localhost.:8090")]
    [InlineData("127.0.0.1.")]
    [InlineData("127.0.0.1.nip.io")]
    [InlineData("127.0.0.1.nip.io:8090")]
    [InlineData("127.0.0.1.evil.com")]
    [InlineData("rbndr.us")]
    [InlineData("7f000001.c0a80001.rbndr.us")]
    [InlineData("auth.pingone.com")]
    [InlineData("126.255.255.255")]
    [InlineData("128.0.0.1")]
    [InlineData("0.0.0.0")]
    [InlineData("10.0.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("127.1")]
    [InlineData("127.0.1")]
    [InlineData("2130706433")]
    [InlineData("0x7f.0.0.1")]
    [InlineData("0177.0.0.1")]
    [InlineData("127.0.0.01")]
    [InlineData("[::]")]
    [InlineData("[::2]")]
    [InlineData("[::ffff:8.8.8.8]")]
    [InlineData("[fe80::1]")]
    [InlineData("localhost,evil.com")]
    [InlineData("localhost:80:80")]
    [InlineData("localhost:")]
    [InlineData("localhost:evil")]
    [InlineData("user@localhost")]
    [InlineData("xn--lcalhost-54a")]
    [InlineData("")]
    public async Task Another_host_is_refused(string host) =>
        Assert.True(await StatusAsync("GET /x HTTP/1.1", $"Host: {host}") is 400 or 421);

    [Fact]
    public async Task The_refusal_says_why_and_what_to_do()
    {
        var answer = await RawRequest.SendAsync(Server, "GET /x HTTP/1.1\r\nHost: evil.com:8090\r\nConnection: close\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 421 ", answer, StringComparison.Ordinal);
        var json = JsonNode.Parse(answer[answer.IndexOf('{', StringComparison.Ordinal)..])!;
        Assert.Equal(
            "The emulator answers only to 127.0.0.0/8, [::1] and localhost, so that no web page can reach it under a name of its own; "
                + "this request has the host \"evil.com:8090\". To let it accept a further one: p1s emulator --host NAME",
            json["message"]!.GetValue<string>()
        );
    }

    [Theory]
    [InlineData("GET /x HTTP/1.0")]
    [InlineData("GET http://127.0.0.1/x HTTP/1.0")]
    public async Task A_request_of_http_1_0_names_its_host_too(string line) => Assert.Equal(421, await StatusAsync(line));

    [Theory]
    [InlineData("GET /x HTTP/1.1", 400, "Host: localhost", "Host: evil.com")]
    [InlineData("GET /x HTTP/1.1", 400)]
    [InlineData("GET http://evil.com/x HTTP/1.1", 421, "Host: evil.com")]
    [InlineData("GET http://evil.com/x HTTP/1.1", 400, "Host: localhost")]
    [InlineData("GET http://localhost/x HTTP/1.1", 400, "Host: evil.com")]
    [InlineData("GET http://localhost/x HTTP/1.1", 501, "Host: localhost")]
    [InlineData("OPTIONS * HTTP/1.1", 421, "Host: evil.com")]
    [InlineData("OPTIONS * HTTP/1.1", 501, "Host: localhost")]
    [InlineData("CONNECT evil.com:80 HTTP/1.1", 421, "Host: evil.com:80")]
    [InlineData("GET /x HTTP/1.1", 501, "Host: localhost", "X-Forwarded-Host: evil.com")]
    [InlineData("GET /x HTTP/1.1", 501, "Host: localhost", "Forwarded: host=evil.com")]
    [InlineData("GET /x HTTP/1.1", 421, "Host: evil.com", "X-Forwarded-Host: localhost")]
    [InlineData("GET /x HTTP/1.1", 421, "Host: evil.com", "X-Host: localhost", "X-Original-Host: localhost")]
    [InlineData("GET /_emulator/store HTTP/1.1", 421, "Host: evil.com")]
    public async Task Only_the_host_of_the_request_counts(string line, int status, params string[] headers) =>
        Assert.Equal(status, await StatusAsync(line, headers));

    [Fact]
    public async Task A_host_that_was_named_is_answered_too()
    {
        await using var house = await Troubled.StartAsync(Settings(Clock) with { Hosts = ["pingone.test", "[fe80::1]"] });

        foreach (var host in new[] { "pingone.test", "PingOne.test:8090", "[FE80::1]:1", "localhost" })
            Assert.Equal(501, await StatusAsync(house.Server, "GET /x HTTP/1.1", $"Host: {host}"));
        foreach (var host in new[] { "sub.pingone.test", "pingone.test.evil.com", "pingone.test.", "[fe80::2]" })
            Assert.Equal(421, await StatusAsync(house.Server, "GET /x HTTP/1.1", $"Host: {host}"));
    }

    [Theory]
    [InlineData("pingone.test", true)]
    [InlineData("10.0.0.1", true)]
    [InlineData("[fe80::1]", true)]
    [InlineData("pingone.test:80", false)]
    [InlineData("http://pingone.test", false)]
    [InlineData("fe80::1", false)]
    [InlineData("[x]", false)]
    [InlineData("*", false)]
    [InlineData("", false)]
    public void A_further_host_has_no_port(string text, bool isHost) => Assert.Equal(isHost, LoopbackHost.IsHost(text));

    private Task<int> StatusAsync(string line, params string[] headers) => StatusAsync(Server, line, headers);

    private static async Task<int> StatusAsync(EmulatorServer server, string line, params string[] headers) =>
        RawRequest.StatusOf(
            await RawRequest.SendAsync(
                server,
                string.Concat([line, "\r\n", .. headers.Select(header => header + "\r\n"), "Connection: close\r\n\r\n"])
            )
        );
}
