using System.Text.Json.Nodes;

namespace PingOneScenarios.Emulator.Tests.Driving;

/// <summary>The calls before the one a test is about, each a short line: an application, a user, a code.</summary>
internal sealed class Journey(WithEmulator house)
{
    public const string Redirect = "https://www.example.com";
    public const string Username = "journey-user";

    private const string CheckPassword = "application/vnd.pingidentity.usernamePassword.check+json";

    /// <summary>The application's id, set by <see cref="CreateApplicationAsync"/>.</summary>
    public string ClientId { get; private set; } = "";

    public string ClientSecret { get; set; } = "";

    public string PopulationId { get; private set; } = "";

    public string UserId { get; private set; } = "";

    /// <summary>An application with CLIENT_SECRET_JWT and a user with a password.</summary>
    public static async Task<Journey> ReadyAsync(WithEmulator house)
    {
        var journey = new Journey(house);
        await journey.CreateApplicationAsync();
        await journey.CreateUserAsync();
        return journey;
    }

    public static JsonObject ApplicationBody(string authMethod = "CLIENT_SECRET_JWT") =>
        new()
        {
            ["enabled"] = true,
            ["name"] = $"Journey {authMethod}",
            ["description"] = "This is an OIDC web application.",
            ["type"] = "WEB_APP",
            ["protocol"] = "OPENID_CONNECT",
            ["grantTypes"] = new JsonArray("AUTHORIZATION_CODE"),
            ["redirectUris"] = new JsonArray(Redirect),
            ["responseTypes"] = new JsonArray("CODE"),
            ["tokenEndpointAuthMethod"] = authMethod,
        };

    public async Task<Reply> CreateApplicationAsync(string authMethod = "CLIENT_SECRET_JWT", Action<JsonObject>? change = null)
    {
        var body = ApplicationBody(authMethod);
        change?.Invoke(body);
        var reply = await house.Worker.SendAsync(HttpMethod.Post, $"{house.EnvironmentPath}/applications", body.ToJsonString());
        Assert.Equal(201, reply.Status);
        ClientId = reply["id"]!;
        ClientSecret = (await house.Worker.GetAsync($"{house.EnvironmentPath}/applications/{ClientId}/secret"))["secret"]!;
        return reply;
    }

    public async Task CreateUserAsync(string username = Username, bool withPassword = true, bool forceChange = false, bool enabled = true)
    {
        var population = new JsonObject { ["name"] = $"Population of {username}" };
        var made = await house.Worker.SendAsync(HttpMethod.Post, $"{house.EnvironmentPath}/populations", population.ToJsonString());
        PopulationId = made["id"]!;
        var user = new JsonObject
        {
            ["email"] = "do-not-send@example.com",
            ["name"] = new JsonObject { ["given"] = "Test", ["family"] = "ApplicationUser" },
            ["population"] = new JsonObject { ["id"] = PopulationId },
            ["username"] = username,
            ["enabled"] = enabled,
        };
        var reply = await house.Worker.SendAsync(HttpMethod.Post, $"{house.EnvironmentPath}/users", user.ToJsonString());
        Assert.Equal(201, reply.Status);
        UserId = reply["id"]!;
        if (withPassword)
            Assert.Equal(200, (await SetPasswordAsync(Secrets.GoodPassword, forceChange)).Status);
    }

    public Task<Reply> SetPasswordAsync(string password, bool forceChange = false) =>
        house.Worker.SendAsync(
            HttpMethod.Put,
            $"{house.EnvironmentPath}/users/{UserId}/password",
            new JsonObject { ["value"] = password, ["forceChange"] = forceChange }.ToJsonString(),
            "application/vnd.pingidentity.password.set+json"
        );

    /// <summary>The four parameters of the use case, then <paramref name="more"/>.</summary>
    public Task<Reply> AuthorizeAsync(string more = "") =>
        house.User.GetAsync(
            $"{house.Sign}/authorize?client_id={ClientId}&response_type=code&scope=openid&redirect_uri={Uri.EscapeDataString(Redirect)}{more}"
        );

    public Task<Reply> LogInAsync(string flowId, string username = Username, string password = Secrets.GoodPassword) =>
        house.User.SendAsync(
            HttpMethod.Post,
            $"/{house.Server.EnvironmentId}/flows/{flowId}",
            new JsonObject { ["username"] = username, ["password"] = password }.ToJsonString(),
            CheckPassword
        );

    public Task<Reply> ResumeAsync(string flowId) => house.User.GetAsync($"{house.Sign}/resume?flowId={flowId}");

    /// <summary>Authorize, log in, resume: a fresh authorization code.</summary>
    public async Task<string> GetCodeAsync(string more = "")
    {
        var flowId = (await AuthorizeAsync(more + "&prompt=login")).InLocation("flowId")!;
        Assert.Equal("COMPLETED", (await LogInAsync(flowId))["status"]);
        return (await ResumeAsync(flowId)).InLocation("code")!;
    }

    public JsonObject Claims()
    {
        var now = house.Clock.GetUtcNow().ToUnixTimeSeconds();
        return new JsonObject
        {
            ["iss"] = ClientId,
            ["sub"] = ClientId,
            ["aud"] = $"{house.Server.AuthPath}{house.Sign}/token",
            ["iat"] = now,
            ["exp"] = now + 300,
        };
    }

    public string Assertion(string algorithm = "HS256") => Secrets.Sign(algorithm, ClientSecret, Claims());

    /// <summary>The form fields of a client that uses CLIENT_SECRET_JWT.</summary>
    public (string, string)[] AsJwt(string? assertion = null) =>
        [("client_assertion_type", Secrets.JwtBearer), ("client_assertion", assertion ?? Assertion())];

    /// <summary>The form fields of a client that uses CLIENT_SECRET_POST.</summary>
    public (string, string)[] AsPost() => [("client_id", ClientId), ("client_secret", ClientSecret)];

    public Task<Reply> RedeemAsync(string code, params IEnumerable<(string, string)> fields) =>
        house.User.PostFormAsync(
            $"{house.Sign}/token",
            [("grant_type", "authorization_code"), ("code", code), ("redirect_uri", Redirect), .. fields]
        );

    public Task<Reply> IntrospectAsync(string token) =>
        house.User.PostFormAsync($"{house.Sign}/introspect", [("token", token), .. AsJwt()]);

    /// <summary>A whole sign-on of a client that uses CLIENT_SECRET_JWT: the token answer.</summary>
    public async Task<Reply> SignOnAsync(string more = "")
    {
        var reply = await RedeemAsync(await GetCodeAsync(more), AsJwt());
        Assert.Equal(200, reply.Status);
        return reply;
    }
}
