using PingOneScenarios.Emulator.Tests.Driving;

namespace PingOneScenarios.Emulator.Tests;

public sealed class SecretRotationTests : WithEmulator
{
    [Holds("3.2-06", "4.1-20")]
    [Theory]
    [InlineData("CLIENT_SECRET_JWT")]
    [InlineData("CLIENT_SECRET_POST")]
    public async Task The_previous_secret_serves_until_it_expires(string method)
    {
        var (journey, old) = await RotatedAsync(method, """{"previous":{"expiresAt":"2026-04-20T16:29:34.570Z"}}""");

        Assert.Equal("200", await RedeemWithAsync(journey, method, journey.ClientSecret));
        Assert.Equal("200", await RedeemWithAsync(journey, method, old));
        Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal("401 invalid_client", await RedeemWithAsync(journey, method, old));
        Assert.Equal("200", await RedeemWithAsync(journey, method, journey.ClientSecret));
    }

    [Holds("3.2-03")]
    [Fact]
    public async Task The_secret_shows_the_previous_one_and_when_it_was_used()
    {
        var (journey, old) = await RotatedAsync("CLIENT_SECRET_JWT", """{"previous":{"expiresAt":"2026-04-20T16:29:34.570Z"}}""");
        var path = $"{EnvironmentPath}/applications/{journey.ClientId}/secret";

        var unused = await Worker.GetAsync(path);
        Assert.Equal(old, unused["previous.secret"]);
        Assert.Equal("2026-04-20T16:29:34.570Z", unused["previous.expiresAt"]);
        Assert.Null(unused["previous.lastUsed"]);

        await RedeemWithAsync(journey, "CLIENT_SECRET_JWT", old);
        Assert.Equal("2026-04-20T16:19:34.570Z", (await Worker.GetAsync(path))["previous.lastUsed"]);

        Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Null((await Worker.GetAsync(path))["previous"]);
    }

    [Holds("1.5-06", "3.2-04")]
    [Fact]
    public async Task Without_a_body_the_old_secret_stops_at_once()
    {
        var (journey, old) = await RotatedAsync("CLIENT_SECRET_JWT", null);

        Assert.Equal("401 invalid_client", await RedeemWithAsync(journey, "CLIENT_SECRET_JWT", old));
        Assert.Equal("200", await RedeemWithAsync(journey, "CLIENT_SECRET_JWT", journey.ClientSecret));
    }

    [Holds("3.2-05")]
    [Fact]
    public async Task Deleting_drops_the_previous_secret_only()
    {
        var (journey, old) = await RotatedAsync("CLIENT_SECRET_JWT", """{"previous":{"expiresAt":"2026-04-20T16:29:34.570Z"}}""");

        var reply = await Worker.DeleteAsync($"{EnvironmentPath}/applications/{journey.ClientId}/secret");

        Assert.Equal(204, reply.Status);
        Assert.Empty(reply.Body);
        Assert.Equal("401 invalid_client", await RedeemWithAsync(journey, "CLIENT_SECRET_JWT", old));
        Assert.Equal("200", await RedeemWithAsync(journey, "CLIENT_SECRET_JWT", journey.ClientSecret));
    }

    [Holds("3.2-03")]
    [Theory]
    [InlineData("2026-04-20T16:20:34.569Z", "400 INVALID_DATA INVALID_VALUE previous.expiresAt")]
    [InlineData("2026-04-20T16:20:34.570Z", "200")]
    [InlineData("2026-05-20T16:19:34.570Z", "200")]
    [InlineData("2026-05-20T16:19:34.571Z", "400 INVALID_DATA INVALID_VALUE previous.expiresAt")]
    [InlineData("tomorrow", "400 INVALID_DATA INVALID_VALUE previous.expiresAt")]
    public async Task The_overlap_is_one_minute_to_thirty_days(string expiresAt, string expected)
    {
        var journey = new Journey(this);
        await journey.CreateApplicationAsync();

        Assert.Equal(expected, (await RotateAsync(journey, $$"""{"previous":{"expiresAt":"{{expiresAt}}"} }""")).Failure);
    }

    private async Task<(Journey Journey, string Old)> RotatedAsync(string method, string? body)
    {
        var journey = new Journey(this);
        await journey.CreateApplicationAsync(method);
        await journey.CreateUserAsync();
        var old = journey.ClientSecret;
        var reply = await RotateAsync(journey, body);
        Assert.Equal(200, reply.Status);
        journey.ClientSecret = reply["secret"]!;
        Assert.NotEqual(old, journey.ClientSecret);
        return (journey, old);
    }

    private Task<Reply> RotateAsync(Journey journey, string? body) =>
        Worker.SendAsync(HttpMethod.Post, $"{EnvironmentPath}/applications/{journey.ClientId}/secret", body);

    private static async Task<string> RedeemWithAsync(Journey journey, string method, string secret)
    {
        var code = await journey.GetCodeAsync();
        var current = journey.ClientSecret;
        journey.ClientSecret = secret;
        var reply = await journey.RedeemAsync(code, method == "CLIENT_SECRET_JWT" ? journey.AsJwt() : journey.AsPost());
        journey.ClientSecret = current;
        return reply.Failure;
    }
}
