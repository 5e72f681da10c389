using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Tests.Driving;

namespace PingOneScenarios.Emulator.Tests;

/// <summary>Refresh tokens: when there is one, what it gives, how long it lives and what happens when it is used again.</summary>
public sealed class RefreshTests : WithEmulator
{
    private const string Inactive = """{"active":false}""";

    private Granting Granting => new(this);

    [Holds("3.1-45", "3.1-46")]
    [Theory]
    [InlineData(null, 1)]
    [InlineData("OPAQUE_TOKEN", 1)]
    [InlineData("JSON_WEB_TOKEN", 3)]
    public async Task A_refresh_token_is_of_the_type_the_application_says(string? type, int parts)
    {
        var journey = await ReadyAsync(body => body["refreshTokenType"] = type);

        var token = (await Granting.SignOnAsync(journey, "openid"))["refresh_token"]!;

        Assert.Equal(parts, token.Split('.').Length >= 3 && token.StartsWith("eyJ", StringComparison.Ordinal) ? 3 : 1);
        if (parts == 3)
        {
            var (_, claims) = Secrets.Open(token);
            Assert.Equal(2592000, (long)claims["exp"]! - (long)claims["iat"]!);
            User.Authorization = $"Bearer {token}";
            Assert.Equal(401, (await User.GetAsync($"{Sign}/userinfo")).Status);
            User.Authorization = null;
        }
        Assert.Equal("200", (await RefreshAsync(journey, token)).Failure);
    }

    [Fact]
    public async Task With_replay_protection_a_second_use_ends_the_family()
    {
        var journey = await ReadyAsync();
        var first = await Granting.SignOnAsync(journey, "openid");
        var second = await RefreshAsync(journey, first["refresh_token"]!);

        Assert.Equal("400 invalid_grant", (await RefreshAsync(journey, first["refresh_token"]!)).Failure);

        Assert.Equal("400 invalid_grant", (await RefreshAsync(journey, second["refresh_token"]!)).Failure);
        Assert.Equal(Inactive, (await IntrospectAsync(journey, second["access_token"]!)).Text);
    }

    [Fact]
    public async Task Without_it_a_second_use_is_only_refused()
    {
        var journey = await ReadyAsync(body => body["additionalRefreshTokenReplayProtectionEnabled"] = false);
        var first = await Granting.SignOnAsync(journey, "openid");
        var second = await RefreshAsync(journey, first["refresh_token"]!);

        Assert.Equal("400 invalid_grant", (await RefreshAsync(journey, first["refresh_token"]!)).Failure);

        Assert.Equal("200", (await RefreshAsync(journey, second["refresh_token"]!)).Failure);
    }

    [Fact]
    public async Task A_used_token_may_be_used_again_for_the_grace_period()
    {
        var journey = await ReadyAsync(body => body["refreshTokenRollingGracePeriodDuration"] = 60);
        var first = await Granting.SignOnAsync(journey, "openid");
        Assert.Equal("200", (await RefreshAsync(journey, first["refresh_token"]!)).Failure);

        Clock.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal("200", (await RefreshAsync(journey, first["refresh_token"]!)).Failure);
        Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("400 invalid_grant", (await RefreshAsync(journey, first["refresh_token"]!)).Failure);
    }

    [Theory]
    [InlineData(600, null, 599, "200")]
    [InlineData(600, null, 600, "400 invalid_grant")]
    [InlineData(600, 600, 599, "200")]
    [InlineData(600, 600, 300, "200")]
    public async Task A_refresh_token_lives_as_long_as_the_application_says(int duration, int? rolling, int after, string expected)
    {
        var journey = await ReadyAsync(body =>
        {
            body["refreshTokenDuration"] = duration;
            body["refreshTokenRollingDuration"] = rolling;
        });
        var first = await Granting.SignOnAsync(journey, "openid");

        Clock.Advance(TimeSpan.FromSeconds(after));
        var second = await RefreshAsync(journey, first["refresh_token"]!);

        Assert.Equal(expected, second.Failure);
        if (expected != "200")
            return;
        // A new one lives as long again, but not beyond the time of the whole family.
        Clock.Advance(TimeSpan.FromSeconds(duration - 1));
        Assert.Equal(rolling is null ? "200" : "400 invalid_grant", (await RefreshAsync(journey, second["refresh_token"]!)).Failure);
    }

    [Fact]
    public async Task The_scope_may_become_narrower_for_one_access_token()
    {
        var journey = await ReadyAsync();
        await Granting.GrantNewAsync(journey.ClientId, "photos", "read", "edit");
        var first = await Granting.SignOnAsync(journey, "openid read edit");

        var narrow = await Granting.TokenAsync("refresh_token", journey, ("refresh_token", first["refresh_token"]!), ("scope", "read"));
        Assert.Equal("read", narrow["scope"]);
        Assert.Null(narrow["id_token"]);
        Assert.Equal("read", (string?)Secrets.Open(narrow["access_token"]!).Claims["scope"]);

        var whole = await RefreshAsync(journey, narrow["refresh_token"]!);
        Assert.Equal("openid read edit", whole["scope"]);
        Assert.NotNull(whole["id_token"]);
        var wide = await Granting.TokenAsync(
            "refresh_token",
            journey,
            ("refresh_token", whole["refresh_token"]!),
            ("scope", "read profile")
        );
        Assert.Equal("400 invalid_scope", wide.Failure);
        // What was refused was not used.
        Assert.Equal("200", (await RefreshAsync(journey, whole["refresh_token"]!)).Failure);
    }

    [Fact]
    public async Task An_application_with_offline_access_has_to_ask_for_it()
    {
        var journey = await ReadyAsync();
        Assert.NotNull((await Granting.SignOnAsync(journey, "openid"))["refresh_token"]);
        var (openId, offline) = await Granting.FindAsync("OPENID_CONNECT", "offline_access");
        await Granting.GrantAsync(journey.ClientId, openId, offline);

        Assert.Null((await Granting.SignOnAsync(journey, "openid"))["refresh_token"]);
        var reply = await Granting.SignOnAsync(journey, "openid offline_access");

        Assert.Equal("openid offline_access", reply["scope"]);
        Assert.Equal("200", (await RefreshAsync(journey, reply["refresh_token"]!)).Failure);
    }

    [Fact]
    public async Task Offline_access_alone_is_enough_to_refresh()
    {
        var journey = await Granting.ReadyAsync(this);
        var (openId, offline) = await Granting.FindAsync("OPENID_CONNECT", "offline_access");
        await Granting.GrantAsync(journey.ClientId, openId, offline);

        var reply = await Granting.SignOnAsync(journey, "openid offline_access");

        Assert.Equal("200", (await RefreshAsync(journey, reply["refresh_token"]!)).Failure);
    }

    [Fact]
    public async Task A_refresh_token_belongs_to_its_client_and_its_user()
    {
        var journey = await ReadyAsync();
        var first = await Granting.SignOnAsync(journey, "openid");
        var other = new Journey(this);
        await other.CreateApplicationAsync(
            "CLIENT_SECRET_POST",
            body => (body["name"], body["grantTypes"]) = ("other", new JsonArray("AUTHORIZATION_CODE", "REFRESH_TOKEN"))
        );

        Assert.Equal("400 invalid_grant", (await RefreshAsync(other, first["refresh_token"]!)).Failure);
        Assert.Equal("400 invalid_grant", (await RefreshAsync(journey, first["access_token"]!)).Failure);
        Assert.Equal("400 invalid_request", (await Granting.TokenAsync("refresh_token", journey)).Failure);
        await Worker.DeleteAsync($"{EnvironmentPath}/users/{journey.UserId}");
        Assert.Equal("400 invalid_grant", (await RefreshAsync(journey, first["refresh_token"]!)).Failure);
    }

    private async Task<Journey> ReadyAsync(Action<JsonObject>? change = null) =>
        await Granting.ReadyAsync(
            this,
            body =>
            {
                body["grantTypes"] = new JsonArray("AUTHORIZATION_CODE", "REFRESH_TOKEN");
                change?.Invoke(body);
            }
        );

    private Task<Reply> RefreshAsync(Journey journey, string token) =>
        Granting.TokenAsync("refresh_token", journey, ("refresh_token", token));

    private Task<Reply> IntrospectAsync(Journey journey, string token) =>
        User.PostFormAsync($"{Sign}/introspect", [("token", token), .. journey.AsPost()]);
}
