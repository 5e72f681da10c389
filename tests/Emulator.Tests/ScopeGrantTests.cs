using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Tests.Driving;

namespace PingOneScenarios.Emulator.Tests;

/// <summary>Which scopes an application is given, and what an access token with them is for.</summary>
public sealed class ScopeGrantTests : WithEmulator
{
    private Granting Granting => new(this);

    [Holds("3.1-63")]
    [Fact]
    public async Task A_granted_scope_makes_a_token_for_its_resource()
    {
        var journey = await Granting.ReadyAsync(this);
        await Granting.GrantNewAsync(journey.ClientId, "photos", "read", "edit");

        var reply = await Granting.SignOnAsync(journey, "openid read");

        var (_, claims) = Secrets.Open(reply["access_token"]!);
        Assert.Equal("7200 openid read", $"{reply["expires_in"]} {reply["scope"]}");
        Assert.Equal("""["https://photos.example.com"]""", claims["aud"]!.ToJsonString());
        Assert.Equal(7200, (long)claims["exp"]! - (long)claims["iat"]!);
        Assert.Equal(journey.UserId, (string?)claims["sub"]);
        // Only a token for the PingOne API says where it comes from.
        Assert.Null(claims["env"]);
        Assert.Equal("openid read", (string?)claims["scope"]);
        Assert.Equal(journey.ClientId, (string?)Secrets.Open(reply["id_token"]!).Claims["aud"]);
    }

    [Theory]
    [InlineData("openid play", "invalid_scope", "At least one scope is unknown or not granted")]
    [InlineData("offline_access", "invalid_scope", "At least one scope is unknown or not granted")]
    [InlineData("read listen", "invalid_scope", "May not request scopes for multiple resources")]
    [InlineData("p1:read:user read", "invalid_scope", "May not request scopes for multiple resources")]
    [InlineData("openid profile email address phone read", null, null)]
    [InlineData("openid p1:read:user", null, null)]
    public async Task Authorize_judges_scopes(string scope, string? error, string? why)
    {
        var journey = await Granting.ReadyAsync(this);
        await Granting.GrantNewAsync(journey.ClientId, "photos", "read");
        await Granting.GrantNewAsync(journey.ClientId, "music", "listen");
        var (api, self) = await Granting.FindAsync("PINGONE_API", "p1:read:user");
        await Granting.GrantAsync(journey.ClientId, api, self);

        var reply = await Granting.AuthorizeAsync(journey, scope);

        Assert.Equal(error, reply.InLocation("error"));
        Assert.StartsWith(why ?? "", reply.InLocation("error_description") ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scopes_of_several_resources_of_ones_own_can_be_allowed()
    {
        var journey = await Granting.ReadyAsync(this, body => body["requestScopesForMultipleResourcesEnabled"] = true);
        await Granting.GrantNewAsync(journey.ClientId, "photos", "read");
        await Granting.GrantNewAsync(journey.ClientId, "music", "listen");
        var (api, self) = await Granting.FindAsync("PINGONE_API", "p1:read:user");
        await Granting.GrantAsync(journey.ClientId, api, self);

        var (_, claims) = Secrets.Open((await Granting.SignOnAsync(journey, "read listen"))["access_token"]!);

        Assert.Equal(
            ["https://music.example.com", "https://photos.example.com"],
            claims["aud"]!.AsArray().Select(one => (string)one!).Order()
        );
        Assert.Equal("invalid_scope", (await Granting.AuthorizeAsync(journey, "read p1:read:user")).InLocation("error"));
    }

    [Fact]
    public async Task Nothing_asked_for_is_everything_granted()
    {
        var journey = await Granting.ReadyAsync(this);
        await Granting.GrantNewAsync(journey.ClientId, "photos", "read");

        Assert.Equal("openid profile email address phone read", (await Granting.SignOnAsync(journey, ""))["scope"]);
    }

    [Fact]
    public async Task A_scope_that_is_taken_away_is_not_granted_any_more()
    {
        var journey = await Granting.ReadyAsync(this);
        var resource = await Granting.GrantNewAsync(journey.ClientId, "photos", "read");
        Assert.Null((await Granting.AuthorizeAsync(journey, "read")).InLocation("error"));

        await Worker.DeleteAsync($"{EnvironmentPath}/resources/{resource}");

        Assert.Equal("invalid_scope", (await Granting.AuthorizeAsync(journey, "read")).InLocation("error"));
    }

    [Theory]
    [InlineData("", "200", "read edit")]
    [InlineData("edit", "200", "edit")]
    [InlineData("edit play", "400 invalid_scope", null)]
    [InlineData("openid", "400 invalid_scope", null)]
    public async Task A_client_gets_its_granted_scopes(string scope, string status, string? granted)
    {
        var journey = new Journey(this);
        await journey.CreateApplicationAsync("CLIENT_SECRET_POST", AsService);
        await Granting.GrantNewAsync(journey.ClientId, "photos", "read", "edit");

        var reply = await Granting.TokenAsync("client_credentials", journey, ("scope", scope));

        Assert.Equal(status, reply.Failure);
        Assert.Equal(granted, reply["scope"]);
        if (granted is not null)
        {
            var (_, claims) = Secrets.Open(reply["access_token"]!);
            Assert.Null(claims["sub"]);
            Assert.Equal("""["https://photos.example.com"]""", claims["aud"]!.ToJsonString());
        }
    }

    [Holds("2-02")]
    [Fact]
    public async Task A_workers_scopes_of_PingOne_change_nothing()
    {
        User.Authorization = Secrets.Basic(Server.WorkerClientId, Server.WorkerClientSecret);

        var reply = await User.PostFormAsync($"{Sign}/token", ("grant_type", "client_credentials"), ("scope", "p1:read:env:user"));

        Assert.Equal("200", reply.Failure);
        Assert.Null(reply["scope"]);
    }

    private static void AsService(JsonObject body)
    {
        body["type"] = "SERVICE";
        body["grantTypes"] = new JsonArray("CLIENT_CREDENTIALS");
        body.Remove("redirectUris");
        body.Remove("responseTypes");
    }
}
