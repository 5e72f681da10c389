using PingOneScenarios.Emulator.Faults;
using PingOneScenarios.Emulator.Tests.Driving;

namespace PingOneScenarios.Emulator.Tests;

/// <summary>Requests that go wrong because they were asked to.</summary>
public sealed class FaultTests : WithEmulator
{
    private const string Populations = ":POST /v1/environments/*/populations";

    [Fact]
    public async Task A_drop_before_the_effect_leaves_nothing()
    {
        await using var house = await Troubled.StartAsync("drop-before" + Populations);

        await Assert.ThrowsAsync<HttpRequestException>(() => house.PostAsync("populations", "one"));

        Assert.Empty(house.Server.Made);
    }

    [Fact]
    public async Task A_drop_after_the_effect_leaves_what_nobody_was_told_of()
    {
        await using var house = await Troubled.StartAsync("drop-after" + Populations);

        await Assert.ThrowsAsync<HttpRequestException>(() => house.PostAsync("populations", "one"));

        Assert.Equal("one", Assert.Single(house.Server.Made).Name);
    }

    [Holds("5.2-01", "5.6-01")]
    [Theory]
    [InlineData("503", null)]
    [InlineData("503:retry-after 7", "7")]
    [InlineData("429", "1")]
    [InlineData("429:retry-after 0", "0")]
    public async Task An_answer_in_place_of_the_effect_says_when_to_come_again(string fault, string? retryAfter)
    {
        await using var house = await Troubled.StartAsync(fault + Populations);

        var reply = await house.PostAsync("populations", "one");

        Assert.Equal(fault[..3] == "503" ? "503 SERVICE_UNAVAILABLE" : "429 REQUEST_LIMITED LIMIT_EXCEEDED", reply.Failure);
        Assert.Equal(retryAfter, reply.Header("Retry-After"));
        Assert.Equal(fault[..3] == "429" ? retryAfter : null, reply["details.0.innerError.retryAfter"]);
        Assert.NotNull(reply.Header("Correlation-Id"));
        Assert.Empty(house.Server.Made);
    }

    [Theory]
    [InlineData("503", "503 503 503 503 503 503")]
    [InlineData("503:every 1", "503 503 503 503 503 503")]
    [InlineData("503:every 3", "201 201 503 201 201 503")]
    [InlineData("503:nth 2", "201 503 201 201 201 201")]
    [InlineData("503:nth 9", "201 201 201 201 201 201")]
    [InlineData("503:nth 1|429:nth 1", "503 201 201 201 201 201")]
    [InlineData("503:every 2|429:every 3", "201 503 429 503 201 503")]
    public async Task It_is_counted_which_requests_are_hit(string faults, string statuses)
    {
        await using var house = await Troubled.StartAsync([.. faults.Split('|').Select(fault => fault + Populations)]);

        var seen = new List<int>();
        for (var i = 0; i < 6; i++)
            seen.Add((await house.PostAsync("populations", $"number {i}")).Status);

        Assert.Equal(statuses, string.Join(' ', seen));
        Assert.Equal(seen.Count(status => status == 201), house.Server.Made.Count());
    }

    [Theory]
    [InlineData("POST /v1/environments/*/populations", true)]
    [InlineData("* /v1/environments/*/populations", true)]
    [InlineData("* /*/*/*/*", true)]
    [InlineData("GET /v1/environments/*/populations", false)]
    [InlineData("POST /v1/environments/*/users", false)]
    [InlineData("POST /v1/environments/*", false)]
    [InlineData("POST /v1/environments/*/populations/*", false)]
    public async Task A_place_is_a_method_and_a_path(string place, bool isHit)
    {
        await using var house = await Troubled.StartAsync($"503:{place}");

        Assert.Equal(isHit ? 503 : 201, (await house.PostAsync("populations", "one")).Status);
    }

    [Holds("1.3-04")]
    [Fact]
    public async Task Method_override_counts_as_the_method_it_stands_for()
    {
        await using var house = await Troubled.StartAsync("503:DELETE /v1/environments/*/populations/*");
        var made = await house.PostAsync("populations", "one");

        var reply = await house.Worker.SendAsync(
            HttpMethod.Post,
            $"{house.EnvironmentPath}/populations/{made["id"]}",
            headers: [("X-HTTP-Method-Override", "DELETE")]
        );

        Assert.Equal(503, reply.Status);
    }

    [Fact]
    public async Task One_that_is_renewed_counts_from_the_start()
    {
        await using var house = await Troubled.StartAsync("503:nth 1:GET /*");
        using var browser = new Browser(house.Server.Address);
        Assert.Equal(503, (await browser.GetAsync("/x")).Status);
        Assert.Equal(501, (await browser.GetAsync("/x")).Status);

        house.Server.Renew();

        Assert.Equal(503, (await browser.GetAsync("/x")).Status);
    }

    [Fact]
    public async Task An_answer_waits_but_its_effect_does_not()
    {
        await using var house = await Troubled.StartAsync(Settings(Clock) with { Latency = TimeSpan.FromSeconds(5) });

        var reply = house.Worker.GetAsync("/x");
        await Task.WhenAny(reply, Task.Delay(100, TestContext.Current.CancellationToken));
        Assert.False(reply.IsCompleted);
        // What lists the store answers at once.
        Assert.Equal(200, (await house.Worker.GetAsync("/_emulator/store")).Status);

        while (!reply.IsCompleted)
        {
            Clock.Advance(TimeSpan.FromSeconds(5));
            await Task.WhenAny(reply, Task.Delay(10, TestContext.Current.CancellationToken));
        }
        Assert.Equal(501, (await reply).Status);
    }

    [Fact]
    public async Task Who_hangs_up_while_the_answer_waits_has_changed_the_store()
    {
        var settings = new EmulatorSettings { Latency = TimeSpan.FromMilliseconds(300) };
        await using var house = await Troubled.StartAsync(settings);
        await house.SignOnAsync();
        using var impatient = new HttpClient { BaseAddress = house.Server.Address, Timeout = TimeSpan.FromMilliseconds(150) };
        impatient.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", house.Worker.Authorization);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            impatient.PostAsync(
                $"{house.EnvironmentPath}/populations",
                new StringContent("""{"name":"one"}""", null, "application/json"),
                TestContext.Current.CancellationToken
            )
        );

        Assert.Equal("one", Assert.Single(house.Server.Made).Name);
    }

    [Fact]
    public async Task The_first_requests_of_each_address_are_hit()
    {
        await using var house = await Troubled.StartAsync("429:first 1:GET /v1/environments/*/*");

        var seen = new List<int>();
        foreach (var place in (string[])["users", "users", "populations", "populations", "users"])
            seen.Add((await house.Worker.GetAsync($"{house.EnvironmentPath}/{place}")).Status);

        Assert.Equal([429, 200, 429, 200, 200], seen);
    }

    [Theory]
    [InlineData("unseen", 404, 404, 200)]
    [InlineData("unseen:with 403", 403, 403, 200)]
    [InlineData("unseen:reads 1", 404, 200, 200)]
    [InlineData("unseen:POST /v1/environments/*/users", 200, 200, 200)]
    public async Task What_was_just_made_is_not_seen_at_once(string fault, params int[] statuses)
    {
        await using var house = await Troubled.StartAsync(fault);
        var made = await house.PostAsync("populations", "one");

        var seen = new List<int>();
        for (var i = 0; i < 3; i++)
            seen.Add((await house.Worker.GetAsync($"{house.EnvironmentPath}/populations/{made["id"]}")).Status);

        Assert.Equal(201, made.Status);
        Assert.Equal(statuses, seen);
    }

    [Fact]
    public async Task A_secret_may_be_refused_at_first()
    {
        await using var house = await Troubled.StartAsync("403:first 1:GET /v1/environments/*/applications/*/secret");
        var application = await house.Worker.SendAsync(
            HttpMethod.Post,
            $"{house.EnvironmentPath}/applications",
            """{"name":"one","enabled":true,"type":"WORKER","protocol":"OPENID_CONNECT","grantTypes":["CLIENT_CREDENTIALS"],"tokenEndpointAuthMethod":"CLIENT_SECRET_BASIC"}"""
        );
        var secret = $"{house.EnvironmentPath}/applications/{application["id"]}/secret";

        Assert.Equal("403 ACCESS_FAILED INSUFFICIENT_PERMISSIONS", (await house.Worker.GetAsync(secret)).Failure);
        Assert.Equal(200, (await house.Worker.GetAsync(secret)).Status);
    }

    [Fact]
    public async Task A_slow_answer_waits_as_long_as_it_was_told()
    {
        var settings = new EmulatorSettings { Clock = Clock, Faults = [Written("slow:for 3s:GET /x")] };
        await using var house = await Troubled.StartAsync(settings);

        var reply = house.Worker.GetAsync("/x");
        await Task.WhenAny(reply, Task.Delay(100, TestContext.Current.CancellationToken));
        Assert.False(reply.IsCompleted);
        while (!reply.IsCompleted)
        {
            Clock.Advance(TimeSpan.FromSeconds(3));
            await Task.WhenAny(reply, Task.Delay(10, TestContext.Current.CancellationToken));
        }
        Assert.Equal(501, (await reply).Status);
    }

    [Fact]
    public async Task An_expired_code_is_refused_and_nothing_else()
    {
        await using var house = await Troubled.StartAsync("expired-code");

        var reply = await house.Worker.PostFormAsync(
            $"/{house.Server.EnvironmentId}/as/token",
            ("grant_type", "authorization_code"),
            ("code", "not-a-real-code")
        );

        // The worker's own token, without which there would be no house, was given.
        Assert.Equal("invalid_grant", reply["error"]);
        Assert.Contains("has expired", reply["error_description"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "\"\" is no kind of fault; there are drop-before, drop-after, 503, 429, 403, slow, expired-code, unseen")]
    [InlineData("drop", "\"drop\" is no kind of fault; there are drop-before, drop-after, 503, 429, 403, slow, expired-code, unseen")]
    [InlineData("502:nth 1", "\"502\" is no kind of fault; there are drop-before, drop-after, 503, 429, 403, slow, expired-code, unseen")]
    [InlineData(
        "503:nth",
        "\"nth\" is neither a method and a path nor one of every, nth, first, reads, with, for, retry-after with a value"
    )]
    [InlineData("503:", "\"\" is neither a method and a path nor one of every, nth, first, reads, with, for, retry-after with a value")]
    [InlineData("503:nth 0", "nth takes a number from 1, this is \"0\"")]
    [InlineData("503:nth -1", "nth takes a number from 1, this is \"-1\"")]
    [InlineData("503:every 2.5", "every takes a number from 1, this is \"2.5\"")]
    [InlineData("503:every 99999999999", "every takes a number from 1, this is \"99999999999\"")]
    [InlineData("503:every 2:nth 3", "\"nth 3\" says a second time what is hit")]
    [InlineData("503:GET /a:GET /b", "\"GET /b\" says a second time what is hit")]
    [InlineData(
        "503:get /a",
        "\"get /a\" is neither a method and a path nor one of every, nth, first, reads, with, for, retry-after with a value"
    )]
    [InlineData(
        "503:GET a",
        "\"GET a\" is neither a method and a path nor one of every, nth, first, reads, with, for, retry-after with a value"
    )]
    [InlineData("503:/a", "\"/a\" is neither a method and a path nor one of every, nth, first, reads, with, for, retry-after with a value")]
    [InlineData("drop-after:retry-after 3", "retry-after takes seconds up to 86400, and goes with 503 and 429, this is \"3\"")]
    [InlineData("429:retry-after 86401", "retry-after takes seconds up to 86400, and goes with 503 and 429, this is \"86401\"")]
    [InlineData("slow:for ever", "for takes a length of time up to 1h such as 250ms or 2s, and goes with slow, this is \"ever\"")]
    [InlineData("slow:for 61m", "for takes a length of time up to 1h such as 250ms or 2s, and goes with slow, this is \"61m\"")]
    [InlineData("503:for 2s", "for takes a length of time up to 1h such as 250ms or 2s, and goes with slow, this is \"2s\"")]
    [InlineData("unseen:with 401", "with takes 403 or 404, and goes with unseen, this is \"401\"")]
    [InlineData("503:with 403", "with takes 403 or 404, and goes with unseen, this is \"403\"")]
    [InlineData("503:reads 2", "reads takes a number from 1, and goes with unseen, this is \"2\"")]
    [InlineData("503:first 1:nth 2", "\"nth 2\" says a second time what is hit")]
    public void A_wrong_fault_is_explained(string written, string why)
    {
        Assert.False(FaultSyntax.TryRead(written, out _, out var said));
        Assert.Equal(why, said);
    }

    private static Fault Written(string text) =>
        FaultSyntax.TryRead(text, out var fault, out var why) ? fault : throw new FormatException(why);

    [Fact]
    public void Order_and_spaces_do_not_matter()
    {
        Assert.True(FaultSyntax.TryRead("429 : GET  /a : retry-after 3: every 2", out var first, out _));
        Assert.True(FaultSyntax.TryRead("429:every 2:retry-after 3:GET /a", out var second, out _));

        Assert.Equal(first with { At = null, Text = "" }, second with { At = null, Text = "" });
        Assert.True(first.At!.Matches("GET", "/a") && second.At!.Matches("GET", "/a"));
    }
}
