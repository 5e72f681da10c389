using PingOneScenarios.Emulator.Tests.Driving;

namespace PingOneScenarios.Emulator.Tests;

public sealed class DeleteTests : WithEmulator
{
    [Holds("1.5-05", "5.8-01")]
    [Fact]
    public async Task Everything_can_be_taken_back_in_order_and_once()
    {
        var journey = await Journey.ReadyAsync(this);
        string[] paths = [$"users/{journey.UserId}", $"populations/{journey.PopulationId}", $"applications/{journey.ClientId}"];

        foreach (var path in paths)
        {
            Assert.Equal(200, (await Worker.GetAsync($"{EnvironmentPath}/{path}")).Status);
            var gone = await Worker.DeleteAsync($"{EnvironmentPath}/{path}");
            Assert.Equal(204, gone.Status);
            Assert.Empty(gone.Body);
            Assert.Equal("404 NOT_FOUND", (await Worker.DeleteAsync($"{EnvironmentPath}/{path}")).Failure);
            Assert.Equal("404 NOT_FOUND", (await Worker.GetAsync($"{EnvironmentPath}/{path}")).Failure);
        }
    }

    [Holds("5.8-02")]
    [Fact]
    public async Task A_population_with_users_stays()
    {
        var journey = new Journey(this);
        await journey.CreateUserAsync();
        var path = $"{EnvironmentPath}/populations/{journey.PopulationId}";
        Assert.Equal("1", (await Worker.GetAsync(path))["userCount"]);

        Assert.Equal("400 INVALID_DATA CONSTRAINT_VIOLATION", (await Worker.DeleteAsync(path)).Failure);

        await Worker.DeleteAsync($"{EnvironmentPath}/users/{journey.UserId}");
        Assert.Equal("0", (await Worker.GetAsync(path))["userCount"]);
        Assert.Equal(204, (await Worker.DeleteAsync(path)).Status);
    }

    [Holds("3.3-03", "3.4-04", "5.8-02")]
    [Fact]
    public async Task The_default_population_stays_and_can_be_replaced()
    {
        var user = await Worker.SendAsync(HttpMethod.Post, $"{EnvironmentPath}/users", """{"username":"u","email":"a@b.example"}""");
        var first = $"{EnvironmentPath}/populations/{user["population.id"]}";
        await Worker.DeleteAsync($"{EnvironmentPath}/users/{user["id"]}");
        Assert.Equal("true", (await Worker.GetAsync(first))["default"]);
        Assert.Equal("400 INVALID_DATA CONSTRAINT_VIOLATION", (await Worker.DeleteAsync(first)).Failure);

        var second = await Worker.SendAsync(HttpMethod.Post, $"{EnvironmentPath}/populations", """{"name":"new","default":true}""");

        Assert.Equal("true", second["default"]);
        Assert.Equal("false", (await Worker.GetAsync(first))["default"]);
        Assert.Equal(204, (await Worker.DeleteAsync(first)).Status);
    }

    [Fact]
    public async Task Names_are_free_again_after_deleting()
    {
        for (var round = 0; round < 2; round++)
        {
            var journey = new Journey(this);
            await journey.CreateApplicationAsync();
            await journey.CreateUserAsync();
            await Worker.DeleteAsync($"{EnvironmentPath}/users/{journey.UserId}");
            await Worker.DeleteAsync($"{EnvironmentPath}/populations/{journey.PopulationId}");
            await Worker.DeleteAsync($"{EnvironmentPath}/applications/{journey.ClientId}");
        }
    }

    [Holds("5.8-01")]
    [Fact]
    public async Task With_the_user_go_the_codes_and_with_the_application_the_tokens()
    {
        var journey = await Journey.ReadyAsync(this);
        var tokens = await journey.RedeemAsync(await journey.GetCodeAsync(), journey.AsJwt());
        var code = await journey.GetCodeAsync();
        User.Authorization = $"Bearer {tokens["access_token"]}";

        await Worker.DeleteAsync($"{EnvironmentPath}/applications/{journey.ClientId}");
        Assert.Equal(401, (await User.GetAsync($"{Sign}/userinfo")).Status);
        User.Authorization = null;
        Assert.Equal("401 invalid_client", (await journey.RedeemAsync(code, journey.AsJwt())).Failure);
    }

    [Holds("5.8-01")]
    [Fact]
    public async Task A_deleted_user_gets_no_tokens()
    {
        var journey = await Journey.ReadyAsync(this);
        var code = await journey.GetCodeAsync();

        await Worker.DeleteAsync($"{EnvironmentPath}/users/{journey.UserId}");

        Assert.Equal("400 invalid_grant", (await journey.RedeemAsync(code, journey.AsJwt())).Failure);
        Assert.Equal("login_required", (await journey.AuthorizeAsync("&prompt=none")).InLocation("error"));
    }
}
