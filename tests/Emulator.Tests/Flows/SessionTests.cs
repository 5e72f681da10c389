using PingOneScenarios.Emulator.Tests.Driving;

namespace PingOneScenarios.Emulator.Tests.Flows;

/// <summary>Sessions of a user: found, ended, and signed off.</summary>
public sealed class SessionTests : WithEmulator
{
    [Fact]
    public async Task A_session_is_found_and_ended()
    {
        var journey = await Journey.ReadyAsync(this);
        await journey.GetCodeAsync();
        var session = Assert.Single(await SessionsAsync(journey))!;
        var path = $"{EnvironmentPath}/users/{journey.UserId}/sessions/{session["id"]}";
        Assert.Equal("127.0.0.1", (await Worker.GetAsync(path))["lastSignOn.remoteIp"]);

        Assert.Equal(204, (await Worker.SendAsync(HttpMethod.Delete, path, null)).Status);

        Assert.Empty(await SessionsAsync(journey));
        Assert.Equal("404 NOT_FOUND", (await Worker.GetAsync(path)).Failure);
        Assert.Equal("404 NOT_FOUND", (await Worker.SendAsync(HttpMethod.Delete, path, null)).Failure);
        Assert.Equal("login_required", (await journey.AuthorizeAsync("&prompt=none")).InLocation("error"));
    }

    [Fact]
    public async Task A_session_that_is_used_lasts_and_one_that_is_not_ends_after_thirty_days()
    {
        var journey = await Journey.ReadyAsync(this);
        await journey.GetCodeAsync();
        Clock.Advance(TimeSpan.FromDays(29));
        await journey.GetCodeAsync();
        Clock.Advance(TimeSpan.FromDays(29));
        Assert.NotNull((await journey.AuthorizeAsync("&prompt=none")).InLocation("code"));

        Clock.Advance(TimeSpan.FromDays(1));

        Assert.Equal("login_required", (await journey.AuthorizeAsync("&prompt=none")).InLocation("error"));
    }

    [Fact]
    public async Task A_browser_keeps_one_session_and_a_user_ten()
    {
        var journey = await Journey.ReadyAsync(this);
        await journey.GetCodeAsync();
        await journey.GetCodeAsync();
        Assert.Single(await SessionsAsync(journey));

        for (var i = 0; i < 11; i++)
        {
            User.Cookies.Clear();
            Clock.Advance(TimeSpan.FromSeconds(1));
            await journey.GetCodeAsync();
        }

        Assert.Equal(10, (await SessionsAsync(journey)).Count);
    }

    [Holds("1.2-09")]
    [Theory]
    [InlineData("signoff", "")]
    [InlineData("signoff", "?id_token_hint={hint}")]
    [InlineData("signoff", "?id_token_hint={hint}&post_logout_redirect_uri=https://not.registered.example")]
    public async Task Signing_off_ends_the_session(string endpoint, string query)
    {
        var journey = await Journey.ReadyAsync(this);
        var hint = (await journey.SignOnAsync())["id_token"];

        var reply = await User.GetAsync($"{Sign}/{endpoint}{query.Replace("{hint}", hint, StringComparison.Ordinal)}");

        Assert.Equal(302, reply.Status);
        Assert.StartsWith($"{Server.AuthPath}/{Server.EnvironmentId}/signon/", reply.Location, StringComparison.Ordinal);
        Assert.Empty(await SessionsAsync(journey));
        Assert.Equal("login_required", (await journey.AuthorizeAsync("&prompt=none")).InLocation("error"));
    }

    [Theory]
    [InlineData("x")]
    [InlineData("a.b.c")]
    [InlineData("{hint}x")]
    [InlineData("..")]
    public async Task A_hint_that_is_none_of_ours_signs_nobody_off(string hint)
    {
        var journey = await Journey.ReadyAsync(this);
        var right = (await journey.SignOnAsync())["id_token"];

        var reply = await User.GetAsync($"{Sign}/signoff?id_token_hint={hint.Replace("{hint}", right, StringComparison.Ordinal)}");

        Assert.Equal("400 invalid_request", reply.Failure);
        Assert.Single(await SessionsAsync(journey));
    }

    [Fact]
    public async Task A_registered_address_is_gone_to_with_the_state()
    {
        var journey = new Journey(this);
        await journey.CreateApplicationAsync(change: body =>
            body["postLogoutRedirectUris"] = new System.Text.Json.Nodes.JsonArray("https://www.example.com/bye")
        );
        await journey.CreateUserAsync();
        var hint = (await journey.SignOnAsync())["id_token"];

        var reply = await User.GetAsync(
            $"{Sign}/signoff?id_token_hint={hint}&post_logout_redirect_uri=https://www.example.com/bye&state=a%20b"
        );

        Assert.Equal("https://www.example.com/bye?state=a%20b", reply.Location);
    }

    [Fact]
    public async Task The_provider_signs_off_by_the_hint_only_where_that_is_allowed()
    {
        var journey = await Journey.ReadyAsync(this);
        var hint = (await journey.SignOnAsync())["id_token"];

        Assert.Equal("400 invalid_request", (await User.GetAsync($"{Sign}/idpSignoff?id_token_hint={hint}")).Failure);
        Assert.Single(await SessionsAsync(journey));
    }

    private async Task<System.Text.Json.Nodes.JsonArray> SessionsAsync(Journey journey) =>
        (await Worker.GetAsync($"{EnvironmentPath}/users/{journey.UserId}/sessions")).Json["_embedded"]!["sessions"]!.AsArray();
}
