using PingOneScenarios.Emulator.Tests.Driving;

namespace PingOneScenarios.Emulator.Tests;

/// <summary>What a user may do with its own user, by the scopes of the PingOne API that were granted.</summary>
public sealed class SelfServiceTests : WithEmulator
{
    private const string Forbidden = "403 ACCESS_FAILED INSUFFICIENT_PERMISSIONS";

    [Theory]
    [InlineData("p1:read:user", "GET", "", 200)]
    [InlineData("p1:update:user", "GET", "", 403)]
    [InlineData("p1:update:user", "PATCH", "", 200)]
    [InlineData("p1:read:user", "PATCH", "", 403)]
    [InlineData("p1:read:user", "DELETE", "", 403)]
    [InlineData("p1:read:user", "GET", "/password", 403)]
    [InlineData("p1:read:user", "GET", "/roleAssignments", 403)]
    [InlineData("p1:read:user", "GET", "/memberOfGroups", 403)]
    public async Task A_scope_reaches_what_it_names(string scope, string method, string below, int status)
    {
        var (journey, user) = await SignedOnAsync(scope);
        using var _ = user;

        var reply = await user.SendAsync(
            new HttpMethod(method),
            $"{EnvironmentPath}/users/{journey.UserId}{below}",
            method == "PATCH" ? """{"title":"Boss"}""" : null,
            "application/json"
        );

        Assert.Equal(status, reply.Status);
    }

    [Fact]
    public async Task Nobody_reaches_another_user_or_anything_else()
    {
        var (journey, user) = await SignedOnAsync("p1:read:user");
        using var _ = user;
        var other = await Worker.SendAsync(
            HttpMethod.Post,
            $"{EnvironmentPath}/users",
            """{"username":"other","email":"a@b.example"}""",
            "application/json"
        );

        Assert.Equal(journey.UserId, (await user.GetAsync($"{EnvironmentPath}/users/{journey.UserId}"))["id"]);
        foreach (var path in (string[])[$"/users/{other["id"]}", "/users", "/applications", ""])
            Assert.Equal(Forbidden, (await user.GetAsync(EnvironmentPath + path)).Failure);
        Assert.Equal(Forbidden, (await user.GetAsync("/v1/roles")).Failure);
    }

    private async Task<(Journey Journey, Browser User)> SignedOnAsync(string scope)
    {
        var journey = await Journey.ReadyAsync(this);
        var resource = await FirstAsync("resources", "PingOne API");
        var scopes = await Worker.GetAsync($"{EnvironmentPath}/resources/{resource}/scopes?limit=1000");
        var id = scopes.Json["_embedded"]!["scopes"]!.AsArray().Single(row => row!["name"]!.ToString() == scope)!["id"];
        var grant = await Worker.SendAsync(
            HttpMethod.Post,
            $"{EnvironmentPath}/applications/{journey.ClientId}/grants",
            $$$"""{"resource":{"id":"{{{resource}}}"},"scopes":[{"id":"{{{id}}}"}]}""",
            "application/json"
        );
        Assert.Equal(201, grant.Status);
        var authorized = await User.GetAsync(
            $"{Sign}/authorize?client_id={journey.ClientId}&response_type=code&scope=openid%20{scope}&redirect_uri={Journey.Redirect}"
        );
        var flowId = authorized.InLocation("flowId")!;
        await journey.LogInAsync(flowId);
        var tokens = await journey.RedeemAsync((await journey.ResumeAsync(flowId)).InLocation("code")!, journey.AsJwt());
        return (journey, new Browser(Server.Address) { Authorization = $"Bearer {tokens["access_token"]}" });
    }

    private async Task<string> FirstAsync(string collection, string name) =>
        (await Worker.GetAsync($"{EnvironmentPath}/{collection}")).Json["_embedded"]![collection]!
            .AsArray()
            .Single(row => row!["name"]!.ToString() == name)!["id"]!.ToString();
}
