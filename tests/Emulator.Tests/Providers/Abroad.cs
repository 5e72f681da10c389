using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Tests.Driving;

namespace PingOneScenarios.Emulator.Tests.Providers;

/// <summary>Another environment of the same emulator that is an identity provider of the first, with one user.</summary>
internal sealed class Abroad(WithEmulator house)
{
    public const string Username = "abroad";

    public string EnvironmentId { get; private set; } = "";

    public string ClientId { get; private set; } = "";

    public string ProviderId { get; private set; } = "";

    public string UserId { get; private set; } = "";

    private string Environment => $"/v1/environments/{EnvironmentId}";

    /// <param name="house">Whose environment trusts the new one.</param>
    /// <param name="change">Of the provider's body, before it is sent.</param>
    public static async Task<Abroad> MakeAsync(WithEmulator house, Action<JsonObject>? change = null)
    {
        var abroad = new Abroad(house);
        var license = (await house.Worker.GetAsync(house.EnvironmentPath))["license.id"];
        abroad.EnvironmentId = await abroad.PostAsync(
            "/v1/environments",
            $$"""{"name":"Abroad","type":"SANDBOX","region":"EU","license":{"id":"{{license}}"} }"""
        );
        var application = Journey.ApplicationBody("CLIENT_SECRET_BASIC");
        application["redirectUris"] = new JsonArray($"{house.Server.AuthPath}/{house.Server.EnvironmentId}/rp/callback/openid_connect");
        abroad.ClientId = await abroad.PostAsync($"{abroad.Environment}/applications", application.ToJsonString());
        abroad.UserId = await abroad.PostAsync(
            $"{abroad.Environment}/users",
            $$"""{"username":"{{Username}}","email":"abroad@example.com","name":{"given":"Ada"} }"""
        );
        await house.Worker.SendAsync(
            HttpMethod.Put,
            $"{abroad.Environment}/users/{abroad.UserId}/password",
            $$"""{"value":"{{Secrets.GoodPassword}}"}""",
            "application/vnd.pingidentity.password.set+json"
        );
        await abroad.BeTrustedAsync(change);
        return abroad;
    }

    /// <summary>From the flow to the provider, through its sign-on, and back: the answer of the callback.</summary>
    public async Task<Reply> SignOnAsync(string flowId)
    {
        var back = await ComeBackAsync(await LeaveAsync(flowId));
        return await house.User.GetAsync(Path(back.Location));
    }

    public Task<Reply> LeaveAsync(string flowId, string more = "") =>
        house.User.GetAsync($"/{house.Server.EnvironmentId}/rp/authenticate?providerId={ProviderId}&flowId={flowId}{more}");

    /// <summary>The answer that leads to the callback.</summary>
    public async Task<Reply> ComeBackAsync(Reply left)
    {
        Assert.True(left.Status == 302, left.Text);
        var flow = (await house.User.GetAsync(Path(left.Location))).InLocation("flowId")!;
        await house.User.SendAsync(
            HttpMethod.Post,
            $"/{EnvironmentId}/flows/{flow}",
            $$"""{"username":"{{Username}}","password":"{{Secrets.GoodPassword}}"}""",
            "application/vnd.pingidentity.usernamePassword.check+json"
        );
        return await ResumeAsync(flow);
    }

    public string Path(string address)
    {
        Assert.StartsWith(house.Server.AuthPath, address, StringComparison.Ordinal);
        return address[house.Server.AuthPath.Length..];
    }

    public Task<Reply> MapAsync(string name, string value, string update = "EMPTY_ONLY") =>
        house.Worker.SendAsync(
            HttpMethod.Post,
            $"{house.EnvironmentPath}/identityProviders/{ProviderId}/attributes",
            new JsonObject
            {
                ["name"] = name,
                ["value"] = value,
                ["update"] = update,
            }.ToJsonString()
        );

    /// <summary>A body of an OpenID provider at an address.</summary>
    public static JsonObject Body(string issuer, string clientId = "c", string secret = "not-a-real-secret") =>
        new()
        {
            ["name"] = "Abroad",
            ["enabled"] = true,
            ["type"] = "OPENID_CONNECT",
            ["clientId"] = clientId,
            ["clientSecret"] = secret,
            ["issuer"] = issuer,
            ["authorizationEndpoint"] = $"{issuer}/authorize",
            ["tokenEndpoint"] = $"{issuer}/token",
            ["jwksEndpoint"] = $"{issuer}/jwks",
            ["userInfoEndpoint"] = $"{issuer}/userinfo",
            ["scopes"] = new JsonArray("openid", "profile", "email"),
            ["tokenEndpointAuthMethod"] = "CLIENT_SECRET_BASIC",
            ["pkceMethod"] = "S256",
        };

    /// <summary>The action of a policy that lets users choose this provider.</summary>
    public string Login(string registration = """{"enabled":false}""") =>
        $$"""{"type":"LOGIN","socialProviders":[{"id":"{{ProviderId}}"}],"registration":{{registration}} }""";

    private async Task BeTrustedAsync(Action<JsonObject>? change)
    {
        var secret = (await house.Worker.GetAsync($"{Environment}/applications/{ClientId}/secret"))["secret"]!;
        var body = Body($"{house.Server.AuthPath}/{EnvironmentId}/as", ClientId, secret);
        change?.Invoke(body);
        ProviderId = await PostAsync($"{house.EnvironmentPath}/identityProviders", body.ToJsonString());
        Assert.Equal(201, (await MapAsync("email", "${providerAttributes.email}")).Status);
        Assert.Equal(201, (await MapAsync("name.given", "${providerAttributes.given_name}", "ALWAYS")).Status);
    }

    private Task<Reply> ResumeAsync(string flow) => house.User.GetAsync($"/{EnvironmentId}/as/resume?flowId={flow}");

    private async Task<string> PostAsync(string path, string body)
    {
        var reply = await house.Worker.SendAsync(HttpMethod.Post, path, body);
        Assert.True(reply.Status < 300, reply.Text);
        return reply["id"]!;
    }
}
