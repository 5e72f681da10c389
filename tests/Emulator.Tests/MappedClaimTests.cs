using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Tests.Driving;

namespace PingOneScenarios.Emulator.Tests;

/// <summary>Claims that mappings put into access tokens, ID tokens and userinfo.</summary>
public sealed class MappedClaimTests : WithEmulator
{
    private Granting Granting => new(this);

    [Theory]
    [InlineData("${user.email}", "\"do-not-send@example.com\"")]
    [InlineData("${user.name.given}", "\"Test\"")]
    [InlineData("${user.username}", "\"journey-user\"")]
    [InlineData("${user.enabled}", "true")]
    [InlineData("a constant", "\"a constant\"")]
    [InlineData("${'quoted'}", "\"quoted\"")]
    [InlineData("${user.name.given} ${user.name.family}!", "\"Test ApplicationUser!\"")]
    [InlineData("${#root.user.email}", "\"do-not-send@example.com\"")]
    [InlineData("${user.nickname}", null)]
    public async Task An_attribute_of_a_resource_is_a_claim_of_its_access_tokens(string value, string? expected)
    {
        var journey = await Granting.ReadyAsync(this);
        var resource = await Granting.GrantNewAsync(journey.ClientId, "photos", "read");
        await Granting.MakeAsync(
            $"/resources/{resource}/attributes",
            new JsonObject { ["name"] = "mine", ["value"] = value }.ToJsonString()
        );

        var reply = await Granting.SignOnAsync(journey, "openid read");

        Assert.Equal(expected, Secrets.Open(reply["access_token"]!).Claims["mine"]?.ToJsonString());
        Assert.Null(Secrets.Open(reply["id_token"]!).Claims["mine"]);
        // It is a claim of tokens for that resource only.
        Assert.Null(Secrets.Open((await Granting.SignOnAsync(journey, "openid"))["access_token"]!).Claims["mine"]);
    }

    [Holds("6.1-01")]
    [Fact]
    public async Task The_subject_of_a_resource_can_be_another_attribute()
    {
        var journey = await Granting.ReadyAsync(this);
        var resource = await Granting.GrantNewAsync(journey.ClientId, "photos", "read");
        var path = $"{EnvironmentPath}/resources/{resource}/attributes";
        var sub = (await Worker.GetAsync(path))["_embedded.attributes.0.id"];
        await Worker.SendAsync(HttpMethod.Put, $"{path}/{sub}", """{"name":"sub","value":"${user.username}"}""");

        var reply = await Granting.SignOnAsync(journey, "openid read");

        Assert.Equal(Journey.Username, (string?)Secrets.Open(reply["access_token"]!).Claims["sub"]);
        Assert.Equal(journey.UserId, (string?)Secrets.Open(reply["id_token"]!).Claims["sub"]);
    }

    [Theory]
    [InlineData("true", "true", "here", "here")]
    [InlineData("true", "false", "here", null)]
    [InlineData("false", "true", null, "here")]
    public async Task An_attribute_of_an_application_goes_where_it_says(string idToken, string userInfo, string? inToken, string? inInfo)
    {
        var journey = await Granting.ReadyAsync(this);
        await Granting.MakeAsync(
            $"/applications/{journey.ClientId}/attributes",
            $$"""{"name":"mine","value":"here","required":false,"idToken":{{idToken}},"userInfo":{{userInfo}}}"""
        );

        var reply = await Granting.SignOnAsync(journey, "openid");

        Assert.Equal(inToken, (string?)Secrets.Open(reply["id_token"]!).Claims["mine"]);
        User.Authorization = $"Bearer {reply["access_token"]}";
        Assert.Equal(inInfo, (await User.GetAsync($"{Sign}/userinfo"))["mine"]);
    }

    [Fact]
    public async Task An_attribute_of_an_application_may_belong_to_a_scope_and_goes_before_one_of_the_resource()
    {
        var journey = await Granting.ReadyAsync(this);
        var (openId, email) = await Granting.FindAsync("OPENID_CONNECT", "email");
        await Granting.GrantAsync(journey.ClientId, openId, email);
        await Granting.MakeAsync(
            $"/applications/{journey.ClientId}/attributes",
            $$"""{"name":"email","value":"mail of ${user.username}","required":true,"oidcScopes":["{{email}}"]}"""
        );

        Assert.Null(Secrets.Open((await Granting.SignOnAsync(journey, "openid"))["id_token"]!).Claims["email"]);
        Assert.Equal(
            "mail of journey-user",
            (string?)Secrets.Open((await Granting.SignOnAsync(journey, "openid email"))["id_token"]!).Claims["email"]
        );
    }

    [Fact]
    public async Task An_attribute_of_openid_comes_with_the_scope_it_is_mapped_to()
    {
        var journey = await Granting.ReadyAsync(this);
        var (openId, profile) = await Granting.FindAsync("OPENID_CONNECT", "profile");
        var attribute = await Granting.MakeAsync(
            $"/resources/{openId}/attributes",
            """{"name":"nick","value":"${user.username}","userInfo":false}"""
        );
        var scope = $"{EnvironmentPath}/resources/{openId}/scopes/{profile}";
        Assert.Equal(
            200,
            (await Worker.SendAsync(HttpMethod.Put, scope, $$"""{"name":"profile","mappedClaims":["{{attribute}}"]}""")).Status
        );

        var reply = await Granting.SignOnAsync(journey, "openid profile");

        Assert.Equal("journey-user", (string?)Secrets.Open(reply["id_token"]!).Claims["nick"]);
        Assert.Null(Secrets.Open((await Granting.SignOnAsync(journey, "openid"))["id_token"]!).Claims["nick"]);
        User.Authorization = $"Bearer {reply["access_token"]}";
        Assert.Null((await User.GetAsync($"{Sign}/userinfo"))["nick"]);
    }

    [Fact]
    public async Task A_predefined_claim_can_be_mapped_anew()
    {
        var journey = await Granting.ReadyAsync(this);
        var (openId, _) = await Granting.FindAsync("OPENID_CONNECT", "email");
        var path = $"{EnvironmentPath}/resources/{openId}/attributes";
        var found = await Worker.GetAsync($"{path}?filter=name%20eq%20%22nickname%22");
        await Worker.SendAsync(
            HttpMethod.Put,
            $"{path}/{found["_embedded.attributes.0.id"]}",
            """{"name":"nickname","value":"${user.name.family}"}"""
        );

        var reply = await Granting.SignOnAsync(journey, "openid profile");

        Assert.Equal("ApplicationUser", (string?)Secrets.Open(reply["id_token"]!).Claims["nickname"]);
        Assert.Equal(Start.ToUnixTimeSeconds(), (long)Secrets.Open(reply["id_token"]!).Claims["updated_at"]!);
    }
}
