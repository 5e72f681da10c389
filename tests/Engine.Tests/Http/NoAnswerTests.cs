using System.Net;
using System.Net.Sockets;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Tests.Execution;

namespace PingOneScenarios.Engine.Tests.Http;

/// <summary>Why a request has no answer that could be judged: the step is broken, and says which address and why.</summary>
public sealed class NoAnswerTests
{
    [Theory]
    [InlineData("", "PS4001", "closed the connection without an answer")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\nConnection: close\r\n\r\nshort", "PS4001", "broke off")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n5\r\nhello", "PS4001", "broke off")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\nxyz\r\n\r\n", "PS4018", "not as HTTP has it")]
    [InlineData("HTTP/1.1 200 OK\r\nX-A\r\nConnection: close\r\n\r\n", "PS4018", "one of its header lines is \"X-A\"")]
    [InlineData("HTTP/1.1 200 OK\r\nX A: 1\r\nConnection: close\r\n\r\n", "PS4018", "one of its header lines is \"X A")]
    [InlineData("HTTP/1.1 200 OK\r\n: 1\r\nConnection: close\r\n\r\n", "PS4018", "one of its header lines is")]
    [InlineData("ICY 200 OK\r\nConnection: close\r\n\r\n", "PS4018", "its first line is \"ICY 200 OK\"")]
    [InlineData("hello there\r\n\r\nConnection: close", "PS4018", "its first line is \"hello there\"")]
    [InlineData("<html>it's me</html>\nConnection: close", "PS4018", "its first line is \"<html>it's me</html>\"")]
    [InlineData("HTTP/1.1 20 OK\r\nConnection: close\r\n\r\n", "PS4018", "the status in its first line is \"20\"")]
    [InlineData("SSH-2.0-OpenSSH_9.9\r\nConnection: close\r\n\r\n", "PS4018", "first line is")]
    [InlineData("HTTP/1.1 twohundred OK\r\nConnection: close\r\n\r\n", "PS4018", "first line is")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: -1\r\nConnection: close\r\n\r\n", "PS4018", "Content-Length")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 11000000\r\n\r\n", "PS4008", "10 MB")]
    public async Task An_answer_that_is_none_breaks_the_step(string answer, string code, string why)
    {
        await using var server = new LoopbackServer(answer);
        var happened = await Get(server.Address);
        Broken(happened, code, server.Address + "/x", why);
    }

    [Fact]
    public async Task A_body_over_10_MB_is_refused_also_when_its_length_is_not_told()
    {
        var chunk = "100000\r\n" + new string('a', 1 << 20) + "\r\n";
        var answer = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + string.Concat(Enumerable.Repeat(chunk, 11)) + "0\r\n\r\n";
        await using var server = new LoopbackServer(answer);
        Broken(await Get(server.Address), "PS4008", server.Address, "10 MB");
    }

    [Fact]
    public async Task A_body_of_10_MB_is_read()
    {
        await using var server = new LoopbackServer(Answers.Of(200, new string('a', 10 << 20)));
        (await Get(server.Address)).Passed();
    }

    [Theory]
    [InlineData(300, 10, "256 headers")]
    [InlineData(70, 1000, "64 KB")]
    public async Task Too_many_headers_are_refused(int count, int length, string why)
    {
        var headers = Enumerable.Range(0, count).Select(i => $"X-{i}: {new string('a', length)}").ToArray();
        await using var server = new LoopbackServer(Answers.Of(200, "", headers));
        Broken(await Get(server.Address), "PS4008", server.Address, why);
    }

    [Fact]
    public async Task A_refused_connection_is_told_as_such()
    {
        var address = FreeAddress();
        Broken(await Get(address), "PS4001", address, "nothing listens");
    }

    [Fact]
    public async Task A_host_that_nobody_knows_is_told_as_such()
    {
        const string address = "http://no-such-host.invalid";
        Broken(await Get(address), "PS4001", address, "host");
    }

    [Fact]
    public async Task Plain_text_from_a_TLS_port_is_told_as_such()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = ServeAsync(listener, TestContext.Current.CancellationToken);
        var address = $"https://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
        Broken(await Get(address), "PS4003", address, "TLS");
        await serving;
    }

    [Fact]
    public async Task A_step_that_takes_too_long_is_broken_and_not_cancelled()
    {
        await using var server = new LoopbackServer(_ => null);
        Broken(await Get(server.Address, "timeout: 100ms"), "PS4002", server.Address, "100 ms");
    }

    [Fact]
    public async Task The_timeout_covers_the_body_too()
    {
        await using var server = new LoopbackServer("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nslow");
        Broken(await Get(server.Address, "timeout: 100ms"), "PS4002", server.Address, "100 ms");
    }

    [Fact]
    public async Task The_timeout_of_the_defaults_holds_for_a_step_without_one()
    {
        await using var server = new LoopbackServer(_ => null);
        var run = ScenarioRun.Steps("  - step: S\n    request: GET <<api>>", "defaults: { timeout: 100ms }");
        Assert.Equal("PS4002", (await run.With("api", server.Address).RunAsync()).Codes);
    }

    private static Task<Happened> Get(string address, string more = "") =>
        ScenarioRun.Steps($"  - step: S\n    request: GET <<api>>/x\n    {more}").With("api", address).RunAsync();

    private static void Broken(Happened happened, string code, string address, string why)
    {
        Assert.Equal(Outcome.Broken, happened.Outcome);
        Assert.Equal("broken", happened.Outcomes);
        Assert.Equal(code, happened.Problem.Code.Id);
        Assert.Contains(address, happened.Problem.What, StringComparison.Ordinal);
        Assert.Contains(why, happened.Problem.Why, StringComparison.Ordinal);
    }

    private static async Task ServeAsync(TcpListener listener, CancellationToken ct)
    {
        using var client = await listener.AcceptTcpClientAsync(ct);
        await client.GetStream().WriteAsync("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray(), ct);
    }

    private static string FreeAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
    }
}
