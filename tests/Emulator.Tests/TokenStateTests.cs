using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Tests.Driving;

namespace PingOneScenarios.Emulator.Tests;

/// <summary>Introspection, revocation and userinfo.</summary>
public sealed class TokenStateTests : WithEmulator
{
    private const string Inactive = """{"active":false}""";

    [Holds("1.2-05")]
    [Fact]
    public async Task Introspection_shows_a_live_token_to_its_client()
    {
        var journey = await Journey.ReadyAsync(this);
        var reply = await journey.SignOnAsync();
        var (_, claims) = Secrets.Open(reply["access_token"]!);

        var shown = await journey.IntrospectAsync(reply["access_token"]!);

        Assert.True(
            JsonNode.DeepEquals(
                JsonNode.Parse(
                    $$"""
                    {
                      "active": true, "token_type": "Bearer", "client_id": "{{journey.ClientId}}", "scope": "openid", "sub": "{{journey.UserId}}",
                      "aud": ["https://api.pingone.com"], "iss": "{{claims["iss"]}}", "exp": {{claims["exp"]}}, "iat": {{claims[
                        "iat"
                    ]}}, "sid": "{{claims["sid"]}}"
                    }
                    """
                ),
                shown.Json
            ),
            shown.Text
        );
        Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(Inactive, (await journey.IntrospectAsync(reply["access_token"]!)).Text);
    }

    [Holds("1.2-05")]
    [Fact]
    public async Task Introspection_says_inactive_to_anybody_else_and_about_anything_else()
    {
        var journey = await Journey.ReadyAsync(this);
        var reply = await journey.SignOnAsync();
        var other = new Journey(this);
        await other.CreateApplicationAsync("CLIENT_SECRET_POST");

        var byOther = await User.PostFormAsync($"{Sign}/introspect", [("token", reply["access_token"]!), .. other.AsPost()]);

        Assert.Equal(Inactive, byOther.Text);
        Assert.Equal(Inactive, (await journey.IntrospectAsync("unknown")).Text);
        Assert.Equal("401 invalid_client", (await User.PostFormAsync($"{Sign}/introspect", ("token", "unknown"))).Failure);
        Assert.Equal("400 invalid_request", (await User.PostFormAsync($"{Sign}/introspect", journey.AsJwt())).Failure);
    }

    [Holds("1.2-06")]
    [Fact]
    public async Task A_revoked_refresh_token_is_dead_and_takes_its_family_along()
    {
        var journey = new Journey(this);
        await journey.CreateApplicationAsync(
            "CLIENT_SECRET_POST",
            body => body["grantTypes"] = new JsonArray("AUTHORIZATION_CODE", "REFRESH_TOKEN")
        );
        await journey.CreateUserAsync();
        var reply = await journey.RedeemAsync(await journey.GetCodeAsync(), journey.AsPost());
        var token = reply["refresh_token"]!;

        var revoked = await User.PostFormAsync(
            $"{Sign}/revoke",
            [("token", token), ("token_type_hint", "refresh_token"), .. journey.AsPost()]
        );

        Assert.Equal(200, revoked.Status);
        Assert.Empty(revoked.Body);
        foreach (var dead in new[] { token, reply["access_token"]! })
            Assert.Equal(Inactive, (await User.PostFormAsync($"{Sign}/introspect", [("token", dead), .. journey.AsPost()])).Text);
        Assert.Equal(200, (await User.PostFormAsync($"{Sign}/revoke", [("token", token), .. journey.AsPost()])).Status);
        Assert.Equal("401 invalid_client", (await User.PostFormAsync($"{Sign}/revoke", ("token", token))).Failure);
    }

    [Fact]
    public async Task An_access_token_for_the_PingOne_API_cannot_be_revoked()
    {
        var journey = await Journey.ReadyAsync(this);
        var token = (await journey.SignOnAsync())["access_token"]!;

        Assert.Equal(200, (await User.PostFormAsync($"{Sign}/revoke", [("token", token), .. journey.AsJwt()])).Status);

        Assert.Equal("true", (await journey.IntrospectAsync(token))["active"]);
    }

    [Fact]
    public async Task A_client_cannot_revoke_the_token_of_another()
    {
        var journey = await Journey.ReadyAsync(this);
        var reply = await journey.SignOnAsync();
        var other = new Journey(this);
        await other.CreateApplicationAsync("CLIENT_SECRET_POST");

        Assert.Equal(200, (await User.PostFormAsync($"{Sign}/revoke", [("token", reply["access_token"]!), .. other.AsPost()])).Status);

        Assert.Equal("true", (await journey.IntrospectAsync(reply["access_token"]!))["active"]);
    }

    [Holds("1.2-07", "3.1-62")]
    [Theory]
    [InlineData("openid", "sub")]
    [InlineData("openid email", "sub email")]
    [InlineData("openid profile", "sub name given_name family_name preferred_username updated_at")]
    public async Task Userinfo_says_what_the_scope_allows(string scope, string expected)
    {
        var journey = await Journey.ReadyAsync(this);
        var start = await User.GetAsync(
            $"{Sign}/authorize?client_id={journey.ClientId}&response_type=code&redirect_uri={Journey.Redirect}&scope={Uri.EscapeDataString(scope)}"
        );
        await journey.LogInAsync(start.InLocation("flowId")!);
        var code = (await journey.ResumeAsync(start.InLocation("flowId")!)).InLocation("code")!;
        User.Authorization = $"Bearer {(await journey.RedeemAsync(code, journey.AsJwt()))["access_token"]}";

        var reply = await User.GetAsync($"{Sign}/userinfo");

        Assert.Equal(200, reply.Status);
        Assert.Equal(journey.UserId, reply["sub"]);
        Assert.Equal(expected.Split(' '), reply.Json.AsObject().Select(claim => claim.Key));
        Assert.Equal(reply.Text, (await User.SendAsync(HttpMethod.Post, $"{Sign}/userinfo")).Text);
    }

    [Fact]
    public async Task Userinfo_wants_a_users_token()
    {
        var reply = await User.GetAsync($"{Sign}/userinfo");
        Assert.Equal("401 ACCESS_FAILED INVALID_TOKEN Authentication Credentials", reply.Failure);
        Assert.StartsWith("Bearer", reply.Header("WWW-Authenticate"), StringComparison.Ordinal);
        Assert.Equal(403, (await Worker.GetAsync($"{Sign}/userinfo")).Status);
    }

    [Fact]
    public async Task A_token_dies_with_its_user()
    {
        var journey = await Journey.ReadyAsync(this);
        var reply = await journey.SignOnAsync();

        await Worker.DeleteAsync($"{EnvironmentPath}/users/{journey.UserId}");

        Assert.Equal(Inactive, (await journey.IntrospectAsync(reply["access_token"]!)).Text);
    }
}
