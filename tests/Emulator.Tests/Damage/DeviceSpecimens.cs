using PingOneScenarios.Emulator.Tests.Driving;

namespace PingOneScenarios.Emulator.Tests.Damage;

/// <summary>What routes of multi-factor authentication are about: a device, a key, an authentication, a message that waits for an answer.</summary>
internal static class DeviceSpecimens
{
    /// <summary>Their ids, by the names routes have for them.</summary>
    public static async Task<Dictionary<string, string>> GatherAsync(WithEmulator house, string userId)
    {
        var user = $"{house.EnvironmentPath}/users/{userId}";
        await house.Worker.SendAsync(HttpMethod.Put, $"{user}/mfaEnabled", """{"mfaEnabled":true}""");
        var device = await PostAsync($"{user}/devices", """{"type":"EMAIL","email":"a@b.example","status":"ACTIVATION_REQUIRED"}""");
        var claimed = await PostAsync($"{user}/pairingKeys", "{}");
        var telephone = await PostAsync("/inbox/pairings", $$"""{"code":"{{claimed["code"]}}"}""");
        var authentications = $"/{house.Server.EnvironmentId}/deviceAuthentications";
        var waiting = $$"""{"user":{"id":"{{userId}}"},"selectedDevice":{"id":"{{telephone["device.id"]}}"} }""";
        await PostAsync(authentications, waiting);
        var messages = await house.User.GetAsync("/inbox/messages");
        var once = $$"""{"user":{"id":"{{userId}}"},"selectedDevice":{"oneTime":{"type":"EMAIL","email":"a@b.example"} } }""";
        return new()
        {
            ["deviceID"] = device["id"]!,
            ["pairingKeyID"] = (await PostAsync($"{user}/pairingKeys", "{}"))["id"]!,
            ["deviceAuthID"] = (await PostAsync(authentications, once))["id"]!,
            ["messageID"] = messages.Json["messages"]!.AsArray()[^1]!["id"]!.GetValue<string>(),
            ["pairingCode"] = (await PostAsync($"{user}/pairingKeys", "{}"))["code"]!,
        };

        async Task<Reply> PostAsync(string path, string body)
        {
            var reply = await house.Worker.SendAsync(HttpMethod.Post, path, body);
            Assert.True(reply.Status == 201, $"{path}: {reply.Text}");
            return reply;
        }
    }
}
