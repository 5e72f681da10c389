using System.Net;
using System.Net.NetworkInformation;
using System.Text;
using System.Text.RegularExpressions;
using PingOneScenarios.Emulator.Tests.Driving;

namespace PingOneScenarios.Emulator.Tests;

public sealed partial class ServerTests : WithEmulator
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void It_listens_on_loopback_only()
    {
        var listeners = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Where(end => end.Port == Server.Address.Port);

        Assert.Equal(IPAddress.Loopback, Assert.Single(listeners).Address);
        Assert.Equal("127.0.0.1", Server.Address.Host);
        Assert.Equal($"http://127.0.0.1:{Server.Address.Port}/v1", Server.ApiPath);
        Assert.Equal($"http://127.0.0.1:{Server.Address.Port}", Server.AuthPath);
    }

    [Fact]
    public async Task A_given_port_is_taken_and_given_back()
    {
        var port = Server.Address.Port;
        var taken = await Assert.ThrowsAsync<EmulatorStartException>(() =>
            EmulatorServer.StartAsync(new EmulatorSettings { Port = port }, Ct)
        );
        Assert.Equal($"The emulator cannot start: port {port} on 127.0.0.1 is already in use.", taken.Message);

        await Server.DisposeAsync();
        await using var next = await EmulatorServer.StartAsync(new EmulatorSettings { Port = port }, Ct);
        Assert.Equal(port, next.Address.Port);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(65536)]
    public async Task An_impossible_port_is_explained(int port)
    {
        var refused = await Assert.ThrowsAsync<EmulatorStartException>(() =>
            EmulatorServer.StartAsync(new EmulatorSettings { Port = port }, Ct)
        );

        Assert.Equal($"The emulator cannot start: {port} is no port; a port is 1 to 65535, or 0 for a free one.", refused.Message);
    }

    [Fact]
    public async Task A_cancelled_start_is_a_cancellation() =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            EmulatorServer.StartAsync(new EmulatorSettings(), new CancellationToken(canceled: true))
        );

    [Fact]
    public async Task One_that_is_renewed_is_another_at_the_same_address_with_the_same_key()
    {
        var before = (Server.Address, Server.EnvironmentId, Server.WorkerClientId, Server.WorkerClientSecret);
        var keys = await User.GetAsync($"{Sign}/jwks");
        Assert.Equal(200, (await Worker.GetAsync($"{EnvironmentPath}/users")).Status);

        Server.Renew();

        Assert.Equal(before.Address, Server.Address);
        Assert.NotEqual(before.EnvironmentId, Server.EnvironmentId);
        Assert.NotEqual(before.WorkerClientId, Server.WorkerClientId);
        Assert.NotEqual(before.WorkerClientSecret, Server.WorkerClientSecret);
        Assert.Equal(keys.Text, (await User.GetAsync($"/{Server.EnvironmentId}/as/jwks")).Text);
        Assert.Equal(401, (await Worker.GetAsync($"/v1/environments/{Server.EnvironmentId}/users")).Status);
        Assert.Equal(404, (await User.GetAsync($"/{before.EnvironmentId}/as/jwks")).Status);
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_answers()
    {
        var first = await RecordAsync(7);
        var second = await RecordAsync(7);
        var other = await RecordAsync(8);

        Assert.Equal(first, second);
        Assert.NotEqual(first, other);
    }

    [Holds("1.4-01", "1.4-02", "1.4-07")]
    [Fact]
    public async Task Every_answer_has_its_own_correlation_id_and_the_time_of_the_clock()
    {
        Reply[] replies =
        [
            await User.GetAsync("/"),
            await User.GetAsync($"{Sign}/jwks"),
            await Worker.GetAsync($"{EnvironmentPath}/users/x"),
        ];

        Assert.Equal(3, replies.Select(reply => reply.Header("Correlation-Id")).Distinct().Count());
        Assert.All(replies, reply => Assert.Matches("^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", reply.Header("Correlation-Id")));
        Assert.All(replies, reply => Assert.Equal("Mon, 20 Apr 2026 16:19:34 GMT", reply.Header("Date")));
        Assert.All(replies, reply => Assert.Null(reply.Header("ETag")));
        Assert.All(replies, reply => Assert.Null(reply.Header("Server")));
    }

    [Holds("1.3-02")]
    [Theory]
    [InlineData("order-42", "order-42")]
    [InlineData("ord/7@x=1#a+b._-", "ord/7@x=1#a+b._-")]
    [InlineData("a b/c", "a_b/c")]
    [InlineData("a%20b:c?d&e", "a_20b_c_d_e")]
    [InlineData("\"<x>\"", "__x__")]
    public async Task External_ids_are_echoed(string sent, string expected)
    {
        foreach (var name in new[] { "X-Ping-External-Transaction-ID", "X-Ping-External-Session-ID" })
        {
            var reply = await User.SendAsync(HttpMethod.Get, $"{Sign}/jwks", headers: [(name, sent)]);
            Assert.Equal(expected, reply.Header(name));
        }
    }

    [Holds("1.3-02")]
    [Theory]
    [InlineData("zo\u00eb-\u4e2d\u0301-\u0669", "zo\u00eb-\u4e2d\u0301-\u0669")]
    [InlineData("a\u20acb\U0001F600", "a_b_")]
    public async Task External_ids_may_hold_letters_marks_and_numbers_of_any_script(string sent, string expected)
    {
        var request = Encoding.UTF8.GetBytes(
            $"GET {Sign}/jwks HTTP/1.1\r\nHost: {Server.Address.Authority}\r\nX-Ping-External-Transaction-ID: {sent}\r\nConnection: close\r\n\r\n"
        );

        var answer = await RawRequest.SendAsync(Server, request);

        Assert.Contains($"X-Ping-External-Transaction-ID: {expected}\r\n", answer, StringComparison.Ordinal);
    }

    [Holds("1.3-03")]
    [Fact]
    public async Task An_answer_has_a_transaction_id_though_none_was_sent_and_no_session_id()
    {
        var reply = await User.GetAsync($"{Sign}/jwks");

        Assert.Matches("^[0-9a-f-]{36}$", reply.Header("X-Ping-External-Transaction-ID"));
        Assert.Null(reply.Header("X-Ping-External-Session-ID"));
    }

    [Holds("1.4-05", "1.4-06", "1.4-08", "1.4-09", "1.4-10", "1.4-12", "1.4-13", "1.4-14", "1.4-15")]
    [Theory]
    [InlineData("Cache-Control", "no-cache, no-store, max-age=0, must-revalidate")]
    [InlineData("Pragma", "no-cache")]
    [InlineData("Strict-Transport-Security", "max-age=31536000; includeSubDomains")]
    [InlineData("Vary", "Origin")]
    [InlineData("Via", "1.1 p1s-emulator")]
    [InlineData("X-Content-Type-Options", "nosniff")]
    [InlineData("X-Frame-Options", "DENY")]
    public async Task A_management_answer_has_the_headers_of_pingone(string name, string value)
    {
        var answer = await RawRequest.SendAsync(
            Server,
            Encoding.ASCII.GetBytes(
                $"GET {EnvironmentPath} HTTP/1.1\r\nHost: {Server.Address.Authority}\r\nAuthorization: {Worker.Authorization}\r\nConnection: close\r\n\r\n"
            )
        );

        Assert.Contains($"\r\n{name}: {value}\r\n", answer, StringComparison.Ordinal);
        Assert.Contains("\r\nExpires: 0\r\n", answer, StringComparison.Ordinal);
        // No page of another origin reads it.
        Assert.Contains($"\r\nAccess-Control-Allow-Origin: {Server.AuthPath}\r\n", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_external_id_is_cut_at_100_characters()
    {
        var reply = await User.SendAsync(HttpMethod.Get, "/", headers: [("X-Ping-External-Session-ID", new string('x', 101))]);

        Assert.Equal(new string('x', 100), reply.Header("X-Ping-External-Session-ID"));
    }

    [Holds("1.3-04")]
    [Fact]
    public async Task A_post_may_stand_for_another_method()
    {
        var journey = new Journey(this);
        await journey.CreateApplicationAsync();
        var path = $"{EnvironmentPath}/applications/{journey.ClientId}";

        var reply = await Worker.SendAsync(HttpMethod.Post, path, headers: [("X-HTTP-Method-Override", "DELETE")]);

        Assert.Equal(204, reply.Status);
        Assert.Equal(404, (await Worker.GetAsync(path)).Status);
    }

    [Holds("5.2-01")]
    [Fact]
    public async Task A_wrong_method_says_which_ones_there_are()
    {
        var reply = await Worker.SendAsync(HttpMethod.Patch, $"{EnvironmentPath}/users/x/password");

        Assert.Equal("405 INVALID_REQUEST", reply.Failure);
        Assert.Equal("GET, PUT, POST", reply.Allow);
    }

    [Fact]
    public async Task A_body_over_one_mebibyte_is_refused()
    {
        // The client asks before it sends, or it would still be writing when the answer closes the connection.
        var reply = await Worker.SendAsync(
            HttpMethod.Post,
            $"{EnvironmentPath}/populations",
            new string(' ', (3 << 20) + 1),
            headers: [("Expect", "100-continue")]
        );

        Assert.Equal(413, reply.Status);
    }

    [Fact]
    public async Task Addresses_come_from_the_listener_and_not_from_the_host_header()
    {
        await using var house = await Troubled.StartAsync(Settings(Clock) with { Hosts = ["auth.pingone.com"] });

        var reply = await house.Worker.SendAsync(
            HttpMethod.Get,
            $"/{house.Server.EnvironmentId}/as/.well-known/openid-configuration",
            headers: [("Host", "auth.pingone.com")]
        );

        Assert.Equal(200, reply.Status);

        Assert.DoesNotContain("pingone.com", reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_runs_at_once_do_not_disturb_each_other()
    {
        var application = new Journey(this);
        await application.CreateApplicationAsync();

        await Parallel.ForEachAsync(
            Enumerable.Range(0, 40),
            new ParallelOptions { MaxDegreeOfParallelism = 10, CancellationToken = Ct },
            async (number, _) => await SignOnAloneAsync(application, $"parallel {number}")
        );
    }

    private async Task SignOnAloneAsync(Journey application, string username)
    {
        var made = await Worker.SendAsync(
            HttpMethod.Post,
            $"{EnvironmentPath}/users",
            $$"""{"username":"{{username}}","email":"a@b.example","password":{"value":"{{Secrets.GoodPassword}}"} }""",
            "application/vnd.pingidentity.user.import+json"
        );
        using var browser = new Browser(Server.Address);
        var start = await browser.GetAsync(
            $"{Sign}/authorize?client_id={application.ClientId}&response_type=code&scope=openid&redirect_uri={Journey.Redirect}"
        );
        await browser.SendAsync(
            HttpMethod.Post,
            $"/{Server.EnvironmentId}/flows/{start.InLocation("flowId")}",
            $$"""{"username":"{{username}}","password":"{{Secrets.GoodPassword}}"}""",
            "application/vnd.pingidentity.usernamePassword.check+json"
        );
        var resume = await browser.GetAsync($"{Sign}/resume?flowId={start.InLocation("flowId")}");
        var tokens = await browser.PostFormAsync(
            $"{Sign}/token",
            [
                ("grant_type", "authorization_code"),
                ("code", resume.InLocation("code")!),
                ("redirect_uri", Journey.Redirect),
                .. application.AsJwt(),
            ]
        );
        Assert.Equal(made["id"], Secrets.Open(tokens["id_token"]!).Claims["sub"]!.GetValue<string>());
    }

    /// <summary>Answers with ids, a secret and the certificate as one text, without the port, which is the system's choice.</summary>
    private async Task<string> RecordAsync(int seed)
    {
        await using var server = await EmulatorServer.StartAsync(Settings(Clock, seed), Ct);
        using var browser = new Browser(server.Address);
        browser.Authorization = Secrets.Basic(server.WorkerClientId, server.WorkerClientSecret);
        var token = await browser.PostFormAsync($"/{server.EnvironmentId}/as/token", ("grant_type", "client_credentials"));
        browser.Authorization = $"Bearer {token["access_token"]}";
        var made = await browser.SendAsync(
            HttpMethod.Post,
            $"/v1/environments/{server.EnvironmentId}/applications",
            Journey.ApplicationBody().ToJsonString()
        );
        var secret = await browser.GetAsync($"/v1/environments/{server.EnvironmentId}/applications/{made["id"]}/secret");
        var keys = await browser.GetAsync($"/{server.EnvironmentId}/as/jwks");
        Reply[] replies = [made, secret, keys];
        return PortPattern().Replace(string.Concat(replies.Select(reply => $"{reply.Header("Correlation-Id")} {reply.Text}\n")), "");
    }

    [GeneratedRegex(@":\d{4,5}(?=/)")]
    private static partial Regex PortPattern();
}
