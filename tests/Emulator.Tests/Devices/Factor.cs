using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Tests.Driving;

namespace PingOneScenarios.Emulator.Tests.Devices;

/// <summary>What a test of multi-factor authentication needs before the call it is about: a policy, devices, the code that was sent.</summary>
internal sealed class Factor(WithEmulator house, Journey journey)
{
    public const string Email = "second@example.com";
    public const string Phone = "+15550100100";
    private const string Vendor = "application/vnd.pingidentity.";

    public string DevicesPath => $"{house.EnvironmentPath}/users/{journey.UserId}/devices";

    /// <summary>An application whose policy has these actions, and a user with a password whose MFA is on.</summary>
    public static async Task<(Journey Journey, Factor Factor)> ReadyAsync(WithEmulator house, params string[] actions)
    {
        var journey = await Journey.ReadyAsync(house);
        var factor = new Factor(house, journey);
        if (actions.Length > 0)
            await factor.AssignAsync(actions);
        await factor.SetEnabledAsync(true);
        return (journey, factor);
    }

    public async Task AssignAsync(params string[] actions)
    {
        var policyId = (await CreatedAsync($"{house.EnvironmentPath}/signOnPolicies", """{"name":"Tested_Policy"}"""))["id"];
        foreach (var action in actions)
            await CreatedAsync($"{house.EnvironmentPath}/signOnPolicies/{policyId}/actions", action);
        await CreatedAsync(
            $"{house.EnvironmentPath}/applications/{journey.ClientId}/signOnPolicyAssignments",
            $$"""{"priority":1,"signOnPolicy":{"id":"{{policyId}}"} }"""
        );
    }

    public Task<Reply> SetEnabledAsync(bool isEnabled) =>
        house.Worker.SendAsync(
            HttpMethod.Put,
            $"{house.EnvironmentPath}/users/{journey.UserId}/mfaEnabled",
            $$"""{"mfaEnabled":{{(isEnabled ? "true" : "false")}}}"""
        );

    public Task<Reply> AddEmailAsync(string address = Email) => AddAsync($$"""{"type":"EMAIL","email":"{{address}}"}""");

    public Task<Reply> AddSmsAsync() => AddAsync($$"""{"type":"SMS","phone":"{{Phone}}"}""");

    public Task<Reply> AddAsync(string body) => CreatedAsync(DevicesPath, body);

    /// <summary>An authenticator app, active: its secret.</summary>
    public async Task<string> AddAppAsync()
    {
        var made = await AddAsync("""{"type":"TOTP"}""");
        var secret = made["secret"]!;
        Assert.Equal("ACTIVE", (await ActAsync(made["id"]!, "device.activate", Otp(Apps.Code(secret, house.Clock.GetUtcNow()))))["status"]);
        return secret;
    }

    /// <summary>A paired telephone: its id.</summary>
    public async Task<string> AddTelephoneAsync()
    {
        var key = await CreatedAsync($"{house.EnvironmentPath}/users/{journey.UserId}/pairingKeys", """{"applications":[]}""");
        var paired = await house.User.SendAsync(HttpMethod.Post, "/inbox/pairings", $$"""{"code":"{{key["code"]}}"}""");
        Assert.Equal(201, paired.Status);
        return paired["device.id"]!;
    }

    public Task<Reply> ActAsync(string deviceId, string action, string body = "") =>
        house.Worker.SendAsync(HttpMethod.Post, $"{DevicesPath}/{deviceId}", body, $"{Vendor}{action}+json");

    public Task<Reply> PostAsync(string flowId, string action, string body) =>
        house.User.SendAsync(HttpMethod.Post, $"/{house.Server.EnvironmentId}/flows/{flowId}", body, $"{Vendor}{action}+json");

    public Task<Reply> CheckAsync(string flowId, string code) => PostAsync(flowId, "otp.check", Otp(code));

    public Task<Reply> SelectAsync(string flowId, string deviceId) =>
        PostAsync(flowId, "device.select", $$"""{"device":{"id":"{{deviceId}}"} }""");

    public Task<Reply> ReadFlowAsync(string flowId) => house.User.GetAsync($"/{house.Server.EnvironmentId}/flows/{flowId}");

    /// <summary>Authorize, then the password: the flow as it answers.</summary>
    public async Task<Reply> LogInAsync()
    {
        var flowId = (await journey.AuthorizeAsync()).InLocation("flowId")!;
        return await journey.LogInAsync(flowId);
    }

    /// <summary>What was sent there last.</summary>
    public async Task<JsonNode> LastMessageAsync(string to)
    {
        var inbox = await house.User.GetAsync($"/inbox/messages?to={Uri.EscapeDataString(to)}");
        return inbox.Json["messages"]!.AsArray()[^1]!;
    }

    public async Task<string> LastCodeAsync(string to = Email) => (await LastMessageAsync(to))["code"]!.GetValue<string>();

    public static string Otp(string code) => $$"""{"otp":"{{code}}"}""";

    /// <summary>A code of six digits that is not this one.</summary>
    public static string Wrong(string code) => code == "111111" ? "222222" : "111111";

    public async Task<Reply> CreatedAsync(string path, string body)
    {
        var reply = await house.Worker.SendAsync(HttpMethod.Post, path, body);
        Assert.True(reply.Status == 201, $"{path}: {reply.Text}");
        return reply;
    }
}
