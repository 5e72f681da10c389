using PingOneScenarios.Emulator.Controls;
using PingOneScenarios.Emulator.Tests.Driving;

namespace PingOneScenarios.Emulator.Tests;

/// <summary><c>/__emulator</c>: who gets in, and what can be done there.</summary>
public sealed class ControlTests : WithEmulator
{
    private const string Json = "application/json";

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("/state")]
    [InlineData("/open")]
    [InlineData("/page.js")]
    public async Task Without_being_asked_for_there_are_none(string path)
    {
        Assert.Null(Server.ControlsAddress);
        Assert.Equal("501 NOT_IMPLEMENTED", (await Worker.GetAsync($"/__emulator{path}")).Failure);
    }

    [Fact]
    public async Task A_fault_header_is_nothing_without_controls()
    {
        var reply = await Worker.SendAsync(HttpMethod.Get, $"{EnvironmentPath}/users", headers: [(ControlRoom.FaultHeader, "503")]);

        Assert.Equal(200, reply.Status);
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("GET", "/state")]
    [InlineData("GET", "/page.js")]
    [InlineData("GET", "/open?key=guessed")]
    [InlineData("GET", "/resource?href=/v1/environments")]
    [InlineData("POST", "/reset")]
    [InlineData("POST", "/clock")]
    public async Task Nobody_gets_in_without_the_cookie(string method, string path)
    {
        await using var house = await OpenAsync();
        house.Worker.Cookies.Clear();

        var reply = await house.Worker.SendAsync(new HttpMethod(method), $"/__emulator{path}", "{}");

        Assert.Equal(403, reply.Status);
        Assert.Null(reply.Header("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task The_address_lets_one_browser_in()
    {
        await using var house = await StartAsync();
        var address = new Uri(house.Server.ControlsAddress!).PathAndQuery;

        var first = await house.Worker.GetAsync(address);
        var second = await house.Worker.GetAsync(address);

        Assert.Equal((303, 403), (first.Status, second.Status));
        Assert.Contains("Path=/__emulator; HttpOnly; SameSite=Strict", Assert.Single(first.SetCookies), StringComparison.Ordinal);
        Assert.Equal(200, (await house.Worker.GetAsync("/__emulator")).Status);
    }

    [Theory]
    [InlineData("text/plain", null)]
    [InlineData("application/x-www-form-urlencoded", null)]
    [InlineData(Json, "https://evil.example")]
    [InlineData(Json, "null")]
    public async Task Another_site_changes_nothing(string type, string? origin)
    {
        await using var house = await OpenAsync();
        await house.PostAsync("populations", "one");

        var reply = await house.Worker.SendAsync(
            HttpMethod.Post,
            "/__emulator/reset",
            "{}",
            type,
            origin is null ? [] : [("Origin", origin)]
        );

        Assert.Equal(403, reply.Status);
        Assert.Single(house.Server.Made);
    }

    [Fact]
    public async Task Requests_are_told_with_their_checks_and_without_secrets()
    {
        await using var house = await OpenAsync();
        await house.Worker.GetAsync($"{house.EnvironmentPath}/users?filter=secret-looking");
        await house.Worker.GetAsync($"{house.EnvironmentPath}/users/nobody");

        var state = await house.Worker.GetAsync("/__emulator/state");

        var requests = state.Json!["requests"]!.AsArray();
        var last = requests[^1]!;
        Assert.Equal("404", last["status"]!.ToString());
        Assert.Equal(["environment rights", "known resource: user"], last["checks"]!.AsArray().Select(check => (string)check!["name"]!));
        Assert.Equal([true, false], last["checks"]!.AsArray().Select(check => (bool)check!["passed"]!));
        Assert.StartsWith("NOT_FOUND", (string)last["why"]!, StringComparison.Ordinal);
        Assert.Equal("filter", (string)requests[^2]!["query"]![0]!);
        Assert.DoesNotContain("secret-looking", state.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(house.Server.WorkerClientSecret, state.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(house.Worker.Authorization![7..], state.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_new_requests_are_told_again()
    {
        await using var house = await OpenAsync();
        await house.Worker.GetAsync("/x");
        var all = (await house.Worker.GetAsync("/__emulator/state")).Json!["requests"]!.AsArray();

        var none = await house.Worker.GetAsync($"/__emulator/state?after={all[^1]!["number"]}");

        Assert.Empty(none.Json!["requests"]!.AsArray());
    }

    [Fact]
    public async Task The_clock_is_moved_and_put_right()
    {
        await using var house = await OpenAsync();

        var moved = await house.Worker.SendAsync(HttpMethod.Post, "/__emulator/clock", """{"seconds":7200}""");
        var refused = await house.Worker.GetAsync($"{house.EnvironmentPath}/users");
        await house.Worker.SendAsync(HttpMethod.Post, "/__emulator/clock", """{"reset":true}""");

        Assert.Equal(200, moved.Status);
        Assert.StartsWith("401 ACCESS_FAILED INVALID_TOKEN", refused.Failure, StringComparison.Ordinal);
        Assert.Equal(200, (await house.Worker.GetAsync($"{house.EnvironmentPath}/users")).Status);
    }

    [Fact]
    public async Task The_clock_has_ends()
    {
        await using var house = await OpenAsync();
        const string Century = """{"seconds":3155760000}""";

        var statuses = new List<int>();
        for (var i = 0; i < 12; i++)
            statuses.Add((await house.Worker.SendAsync(HttpMethod.Post, "/__emulator/clock", Century)).Status);

        Assert.Equal(400, statuses[^1]);
        Assert.Equal(200, (await house.Worker.GetAsync("/__emulator/state")).Status);
    }

    [Theory]
    [InlineData("/clock", "{}")]
    [InlineData("/clock", "{\"seconds\":1.5}")]
    [InlineData("/clock", "{\"seconds\":9999999999999}")]
    [InlineData("/clock", "[]")]
    [InlineData("/faults", "{\"faults\":\"503\"}")]
    [InlineData("/faults", "{\"faults\":[\"nothing\"]}")]
    [InlineData("/reset", "no JSON")]
    public async Task A_wrong_wish_is_refused(string path, string body)
    {
        await using var house = await OpenAsync();

        Assert.Equal(400, (await house.Worker.SendAsync(HttpMethod.Post, $"/__emulator{path}", body)).Status);
    }

    [Fact]
    public async Task Faults_are_exchanged_while_it_runs()
    {
        await using var house = await OpenAsync();

        await house.Worker.SendAsync(HttpMethod.Post, "/__emulator/faults", """{"faults":["503:GET /x"]}""");
        Assert.Equal(503, (await house.Worker.GetAsync("/x")).Status);
        await house.Worker.SendAsync(HttpMethod.Post, "/__emulator/faults", """{"faults":[]}""");
        Assert.Equal(501, (await house.Worker.GetAsync("/x")).Status);
        Assert.Equal(429, (await house.Worker.SendAsync(HttpMethod.Get, "/x", headers: [(ControlRoom.FaultHeader, "429")])).Status);
    }

    [Fact]
    public async Task A_reset_makes_another_one()
    {
        await using var house = await OpenAsync();
        await house.PostAsync("populations", "one");
        var before = house.Server.EnvironmentId;

        Assert.Equal(200, (await house.Worker.SendAsync(HttpMethod.Post, "/__emulator/reset", "{}")).Status);

        Assert.Empty(house.Server.Made);
        Assert.NotEqual(before, house.Server.EnvironmentId);
    }

    [Fact]
    public async Task A_resource_is_shown_without_its_secrets_until_they_are_asked_for()
    {
        await using var house = await OpenAsync();
        var application = await house.Worker.SendAsync(
            HttpMethod.Post,
            $"{house.EnvironmentPath}/applications",
            """{"name":"one","enabled":true,"type":"WORKER","protocol":"OPENID_CONNECT","grantTypes":["CLIENT_CREDENTIALS"],"tokenEndpointAuthMethod":"CLIENT_SECRET_BASIC"}"""
        );
        var address = $"/__emulator/resource?href={house.EnvironmentPath}/applications/{application["id"]}/secret";
        house.Worker.Authorization = null;

        var hidden = await house.Worker.GetAsync(address);
        var shown = await house.Worker.GetAsync(address + "&secrets=shown");

        Assert.Equal("‹secret›", hidden["secret"]);
        Assert.Equal(64, shown["secret"]!.Length);
    }

    private static Task<Troubled> StartAsync() =>
        Troubled.StartAsync(
            new EmulatorSettings { HasControls = true, Clock = AdjustableClock.Skewed(TimeProvider.System, TimeSpan.Zero) }
        );

    private static async Task<Troubled> OpenAsync()
    {
        var house = await StartAsync();
        await house.SignOnAsync();
        await house.Worker.GetAsync(new Uri(house.Server.ControlsAddress!).PathAndQuery);
        return house;
    }
}
