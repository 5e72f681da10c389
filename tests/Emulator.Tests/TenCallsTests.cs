using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Tests.Driving;

namespace PingOneScenarios.Emulator.Tests;

/// <summary>The use case "Configure CLIENT_SECRET_JWT as the token auth method", call by call, with the whole bodies.</summary>
public sealed class TenCallsTests : WithEmulator
{
    [Holds(
        "1.2-01",
        "1.2-03..04",
        "1.5-05",
        "3.1-47",
        "3.1-49..50",
        "3.1-53",
        "3.1-55..59",
        "3.1-64",
        "3.1-69..72",
        "3.2-01..02",
        "3.3-01",
        "3.4-01",
        "3.4-16..34",
        "3.5-01",
        "3.6-01",
        "3.6-03",
        "3.7-01",
        "3.7-04",
        "3.8-01",
        "3.9-01",
        "3.10-01"
    )]
    [Fact]
    public async Task The_ten_calls_answer_as_the_use_case_says()
    {
        var application = await CallAsync("applications", Journey.ApplicationBody());
        Assert.Equal(201, application.Status);
        var appId = application["id"]!;
        Bodies.Same(Bodies.Application(Server, appId, application["signing.keyRotationPolicy.id"]!), application);

        var secret = await Worker.GetAsync($"{EnvironmentPath}/applications/{appId}/secret");
        Assert.Equal(200, secret.Status);
        Assert.Matches("^[A-Za-z0-9._~-]{64}$", secret["secret"]);
        Bodies.Same(Bodies.Secret(Server, appId, secret["secret"]!), secret);

        var populationBody = new JsonObject { ["name"] = "appJwtPopulation_1", ["description"] = "Population for client secret jwt users" };
        var population = await CallAsync("populations", populationBody);
        Assert.Equal(201, population.Status);
        Bodies.Same(Bodies.Population(Server, population["id"]!), population);

        var user = await CallAsync("users", Bodies.UserRequest(population["id"]!));
        Assert.Equal(201, user.Status);
        Bodies.Same(Bodies.User(Server, user["id"]!, population["id"]!), user);

        var password = await Worker.SendAsync(
            HttpMethod.Put,
            $"{EnvironmentPath}/users/{user["id"]}/password",
            $$"""{"value":"{{Secrets.GoodPassword}}","forceChange":false}""",
            "application/vnd.pingidentity.password.set+json"
        );
        Assert.Equal(200, password.Status);
        Bodies.Same(Bodies.Password(Server, user["id"]!, password["passwordPolicy.id"]!), password);

        await SignOnAsync(appId, secret["secret"]!, user["id"]!);
    }

    private Task<Reply> CallAsync(string collection, JsonObject body) =>
        Worker.SendAsync(HttpMethod.Post, $"{EnvironmentPath}/{collection}", body.ToJsonString());

    private async Task SignOnAsync(string appId, string secret, string userId)
    {
        var authorize = await User.GetAsync(
            $"{Sign}/authorize?client_id={appId}&response_type=code&scope=openid&redirect_uri=https://www.example.com"
        );
        Assert.Equal(302, authorize.Status);
        var flowId = authorize.InLocation("flowId")!;
        Assert.Equal($"{Server.AuthPath}/{Server.EnvironmentId}/signon/?flowId={flowId}", authorize.Location);

        var flow = await User.GetAsync($"/{Server.EnvironmentId}/flows/{flowId}");
        Assert.Equal(200, flow.Status);
        Bodies.Same(Bodies.Flow(Server, flowId), flow);

        var login = await User.SendAsync(
            HttpMethod.Post,
            $"/{Server.EnvironmentId}/flows/{flowId}",
            $$"""{"username":"appJwtUser_1","password":"{{Secrets.GoodPassword}}"}""",
            "application/vnd.pingidentity.usernamePassword.check+json"
        );
        Assert.Equal(200, login.Status);
        Bodies.Same(Bodies.CompletedFlow(Server, flowId, login["session.id"]!, userId), login);
        Assert.StartsWith("ST=", login.SetCookies[0], StringComparison.Ordinal);

        var resume = await User.GetAsync($"{Sign}/resume?flowId={flowId}");
        Assert.Equal(302, resume.Status);
        var code = resume.InLocation("code")!;
        Assert.Equal($"https://www.example.com?code={code}", resume.Location);

        var now = Start.ToUnixTimeSeconds();
        var claims = new JsonObject
        {
            ["iss"] = appId,
            ["sub"] = appId,
            ["aud"] = $"{Server.AuthPath}{Sign}/token",
            ["exp"] = now + 300,
        };
        var token = await User.PostFormAsync(
            $"{Sign}/token",
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", "https://www.example.com"),
            ("scope", "openid"),
            ("client_assertion", Secrets.Sign("HS256", secret, claims)),
            ("client_assertion_type", Secrets.JwtBearer)
        );
        Assert.Equal(200, token.Status);
        Assert.Equal("no-store", token.Header("Cache-Control"));
        Assert.Equal(["access_token", "token_type", "expires_in", "scope", "id_token"], token.Json.AsObject().Select(member => member.Key));
        Assert.Equal("Bearer", token["token_type"]);
        Assert.Equal("3600", token["expires_in"]);
        Assert.Equal("openid", token["scope"]);
    }
}
