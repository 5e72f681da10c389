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

    [Theory]
    [InlineData("", "\"\" is no kind of fault; there are drop-before, drop-after, 503, 429")]
    [InlineData("drop", "\"drop\" is no kind of fault; there are drop-before, drop-after, 503, 429")]
    [InlineData("502:nth 1", "\"502\" is no kind of fault; there are drop-before, drop-after, 503, 429")]
    [InlineData("503:nth", "\"nth\" is neither a method and a path nor one of every, nth, retry-after with a number")]
    [InlineData("503:", "\"\" is neither a method and a path nor one of every, nth, retry-after with a number")]
    [InlineData("503:nth 0", "nth takes a number from 1, this is \"0\"")]
    [InlineData("503:nth -1", "nth takes a number from 1, this is \"-1\"")]
    [InlineData("503:every 2.5", "every takes a number from 1, this is \"2.5\"")]
    [InlineData("503:every 99999999999", "every takes a number from 1, this is \"99999999999\"")]
    [InlineData("503:every 2:nth 3", "\"nth 3\" says a second time what is hit")]
    [InlineData("503:GET /a:GET /b", "\"GET /b\" says a second time what is hit")]
    [InlineData("503:get /a", "\"get /a\" is neither a method and a path nor one of every, nth, retry-after with a number")]
    [InlineData("503:GET a", "\"GET a\" is neither a method and a path nor one of every, nth, retry-after with a number")]
    [InlineData("503:/a", "\"/a\" is neither a method and a path nor one of every, nth, retry-after with a number")]
    [InlineData("drop-after:retry-after 3", "retry-after takes seconds up to 86400, and goes with 503 and 429, this is \"3\"")]
    [InlineData("429:retry-after 86401", "retry-after takes seconds up to 86400, and goes with 503 and 429, this is \"86401\"")]
    public void A_wrong_fault_is_explained(string written, string why)
    {
        Assert.False(FaultSyntax.TryRead(written, out _, out var said));
        Assert.Equal(why, said);
    }

    [Fact]
    public void Order_and_spaces_do_not_matter()
    {
        Assert.True(FaultSyntax.TryRead("429 : GET  /a : retry-after 3: every 2", out var first, out _));
        Assert.True(FaultSyntax.TryRead("429:every 2:retry-after 3:GET /a", out var second, out _));

        Assert.Equal(first with { At = null }, second with { At = null });
        Assert.True(first.At!.Matches("GET", "/a") && second.At!.Matches("GET", "/a"));
    }
}
