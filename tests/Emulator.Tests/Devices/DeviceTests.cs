using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Tests.Driving;

namespace PingOneScenarios.Emulator.Tests.Devices;

public sealed class DeviceTests : WithEmulator
{
    [Theory]
    [InlineData("EMAIL", "email", "a@example.com")]
    [InlineData("SMS", "phone", "+15550100100")]
    [InlineData("VOICE", "phone", "+1.5550100100")]
    public async Task A_device_of_a_worker_is_active_at_once(string type, string target, string address)
    {
        var (_, factor) = await Factor.ReadyAsync(this);

        var made = await factor.AddAsync(
            new JsonObject
            {
                ["type"] = type,
                [target] = address,
                ["nickname"] = "mine",
            }.ToJsonString()
        );

        Assert.Equal("ACTIVE", made["status"]);
        Assert.Equal(address, made[target]);
        Assert.Equal("UNLOCKED", made["lock.status"]);
        Assert.Equal("UNBLOCKED", made["block.status"]);
        Assert.Equal("mine", made["nickname"]);
        Assert.Null(made["hidden"]);
        Assert.Equal(made.Text, (await Worker.GetAsync(new Uri(made["_links.self.href"]!).AbsolutePath)).Text);
    }

    [Theory]
    [InlineData("{}", "REQUIRED_VALUE type")]
    [InlineData("""{"type":"PIGEON"}""", "INVALID_VALUE type")]
    [InlineData("""{"type":"EMAIL"}""", "REQUIRED_VALUE email")]
    [InlineData("""{"type":"EMAIL","email":"nobody"}""", "INVALID_VALUE email")]
    [InlineData("""{"type":"SMS"}""", "REQUIRED_VALUE phone")]
    [InlineData("""{"type":"VOICE","phone":"call me"}""", "INVALID_VALUE phone")]
    [InlineData("""{"type":"MOBILE"}""", "INVALID_VALUE type")]
    [InlineData("""{"type":"TOTP","policy":{"id":"00000000-0000-4000-8000-000000000000"} }""", "INVALID_VALUE policy.id")]
    public async Task A_wrong_device_is_refused(string body, string why)
    {
        var (_, factor) = await Factor.ReadyAsync(this);

        var refused = await Worker.SendAsync(HttpMethod.Post, factor.DevicesPath, body);

        Assert.Equal($"400 INVALID_DATA {why}", refused.Failure);
    }

    [Theory]
    [InlineData("OATH_TOKEN")]
    [InlineData("WHATSAPP")]
    public async Task What_is_not_served_is_said_to_be_not_served(string type)
    {
        var (_, factor) = await Factor.ReadyAsync(this);

        var refused = await Worker.SendAsync(HttpMethod.Post, factor.DevicesPath, $$"""{"type":"{{type}}"}""");

        Assert.Equal("501 NOT_IMPLEMENTED", refused.Failure);
        Assert.Contains($"devices of type {type}", refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sent_code_activates_once_and_not_after_three_wrong_ones()
    {
        var (_, factor) = await Factor.ReadyAsync(this);
        var made = await factor.AddAsync($$"""{"type":"EMAIL","email":"{{Factor.Email}}","status":"ACTIVATION_REQUIRED"}""");
        Assert.Equal("ACTIVATION_REQUIRED", made["status"]);
        Assert.NotNull(made.Json["_links"]!["device.activate"]);
        var id = made["id"]!;
        var code = await factor.LastCodeAsync();

        for (var i = 0; i < 3; i++)
            Assert.Equal(
                "400 INVALID_DATA INVALID_OTP otp",
                (await factor.ActAsync(id, "device.activate", Factor.Otp(Factor.Wrong(code)))).Failure
            );
        Assert.Equal("400 INVALID_DATA INVALID_OTP otp", (await factor.ActAsync(id, "device.activate", Factor.Otp(code))).Failure);

        Assert.Equal(200, (await factor.ActAsync(id, "device.sendActivationCode")).Status);
        var activated = await factor.ActAsync(id, "device.activate", Factor.Otp(await factor.LastCodeAsync()));
        Assert.Equal("ACTIVE", activated["status"]);
        Assert.Equal("400 INVALID_REQUEST", (await factor.ActAsync(id, "device.activate", Factor.Otp(code))).Failure);
    }

    [Fact]
    public async Task A_code_for_activation_runs_out()
    {
        var (_, factor) = await Factor.ReadyAsync(this);
        var made = await factor.AddAsync($$"""{"type":"SMS","phone":"{{Factor.Phone}}","status":"ACTIVATION_REQUIRED"}""");
        var code = await factor.LastCodeAsync(Factor.Phone);

        Clock.Advance(TimeSpan.FromMinutes(30));

        Assert.Equal("400 INVALID_DATA INVALID_OTP otp", (await factor.ActAsync(made["id"]!, "device.activate", Factor.Otp(code))).Failure);
    }

    [Theory]
    [InlineData(-5, true)]
    [InlineData(5, true)]
    [InlineData(-6, false)]
    [InlineData(6, false)]
    public async Task An_authenticator_app_activates_with_a_code_of_five_steps_around(int steps, bool isGood)
    {
        var (_, factor) = await Factor.ReadyAsync(this);
        var made = await factor.AddAsync("""{"type":"TOTP","status":"ACTIVE"}""");

        Assert.Equal("ACTIVATION_REQUIRED", made["status"]);
        Assert.Contains($"secret={made["secret"]}", made["keyUri"], StringComparison.Ordinal);
        Assert.StartsWith("otpauth://totp/", made["keyUri"], StringComparison.Ordinal);
        var read = await Worker.GetAsync($"{factor.DevicesPath}/{made["id"]}");
        Assert.DoesNotContain(made["secret"]!, read.Text, StringComparison.Ordinal);
        var code = Apps.Code(made["secret"]!, Clock.GetUtcNow(), steps);
        Assert.Equal(isGood ? 200 : 400, (await factor.ActAsync(made["id"]!, "device.activate", Factor.Otp(code))).Status);
    }

    [Fact]
    public async Task The_order_is_that_of_activation_until_it_is_set_or_taken_away()
    {
        var (_, factor) = await Factor.ReadyAsync(this);
        var first = (await factor.AddEmailAsync())["id"]!;
        var second = (await factor.AddSmsAsync())["id"]!;
        Assert.Equal([first, second], await OrderAsync());

        var reordered = await PostAsync("devices.reorder", $$"""{"order":[{"id":"{{second}}"},{"id":"{{first}}"}]}""");
        Assert.Equal(200, reordered.Status);
        Assert.Equal([second, first], await OrderAsync());

        Assert.Equal(
            "400 INVALID_DATA INVALID_VALUE order",
            (await PostAsync("devices.reorder", $$"""{"order":[{"id":"{{second}}"}]}""")).Failure
        );
        var removed = await Worker.SendAsync(
            HttpMethod.Delete,
            factor.DevicesPath,
            "",
            "application/vnd.pingidentity.devices.order.remove+json"
        );
        Assert.Equal(204, removed.Status);
        Assert.Empty(await OrderAsync());

        Task<Reply> PostAsync(string action, string body) =>
            Worker.SendAsync(HttpMethod.Post, factor.DevicesPath, body, $"application/vnd.pingidentity.{action}+json");
        async Task<string[]> OrderAsync() =>
            [
                .. (await Worker.GetAsync($"{factor.DevicesPath}?expand=order")).Json["order"]!
                    .AsArray()
                    .Select(item => item!["id"]!.GetValue<string>()),
            ];
    }

    [Fact]
    public async Task A_device_is_blocked_unblocked_named_and_deleted()
    {
        var (_, factor) = await Factor.ReadyAsync(this);
        var id = (await factor.AddEmailAsync())["id"]!;

        Assert.Equal("BLOCKED", (await factor.ActAsync(id, "device.block"))["block.status"]);
        Assert.Equal("UNBLOCKED", (await factor.ActAsync(id, "device.unblock"))["block.status"]);
        Assert.Equal("UNLOCKED", (await factor.ActAsync(id, "device.unlock"))["lock.status"]);
        var named = await Worker.SendAsync(HttpMethod.Put, $"{factor.DevicesPath}/{id}/nickname", """{"nickname":"My phone"}""");
        Assert.Equal("My phone", named["nickname"]);
        Assert.Equal("501 NOT_IMPLEMENTED", (await factor.ActAsync(id, "device.dance")).Failure);
        Assert.Equal(415, (await Worker.SendAsync(HttpMethod.Post, $"{factor.DevicesPath}/{id}", "{}")).Status);
        Assert.Equal(204, (await Worker.DeleteAsync($"{factor.DevicesPath}/{id}")).Status);
        Assert.Equal(404, (await Worker.GetAsync($"{factor.DevicesPath}/{id}")).Status);
    }

    [Fact]
    public async Task A_user_has_no_more_devices_than_the_settings_allow()
    {
        var (_, factor) = await Factor.ReadyAsync(this);
        for (var i = 0; i < 5; i++)
            await factor.AddEmailAsync($"{i}@example.com");

        var refused = await Worker.SendAsync(HttpMethod.Post, factor.DevicesPath, """{"type":"EMAIL","email":"six@example.com"}""");

        Assert.Equal("400 INVALID_DATA LIMIT_EXCEEDED type", refused.Failure);
        Assert.Equal("5", (await Worker.GetAsync(factor.DevicesPath))["count"]);
    }

    [Fact]
    public async Task A_pairing_key_pairs_one_telephone_within_its_time()
    {
        var (journey, factor) = await Factor.ReadyAsync(this);
        var path = $"{EnvironmentPath}/users/{journey.UserId}/pairingKeys";
        var key = await factor.CreatedAsync(path, """{"applications":[]}""");
        Assert.Equal("UNCLAIMED", key["status"]);
        var body = $$"""{"code":"{{key["code"]}}"}""";

        var paired = await User.SendAsync(HttpMethod.Post, "/inbox/pairings", body);

        Assert.Equal("MOBILE", (await Worker.GetAsync($"{factor.DevicesPath}/{paired["device.id"]}"))["type"]);
        Assert.Equal("CLAIMED", (await Worker.GetAsync($"{path}/{key["id"]}"))["status"]);
        Assert.Equal(404, (await User.SendAsync(HttpMethod.Post, "/inbox/pairings", body)).Status);
        var late = await factor.CreatedAsync(path, """{"applications":[]}""");
        Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(404, (await User.SendAsync(HttpMethod.Post, "/inbox/pairings", $$"""{"code":"{{late["code"]}}"}""")).Status);
    }

    [Fact]
    public async Task A_user_that_is_deleted_takes_its_devices_along()
    {
        var (journey, factor) = await Factor.ReadyAsync(this);
        await factor.AddEmailAsync();

        await Worker.DeleteAsync($"{EnvironmentPath}/users/{journey.UserId}");

        Assert.DoesNotContain("\"device\"", (await User.GetAsync("/_emulator/store")).Text, StringComparison.Ordinal);
    }
}
