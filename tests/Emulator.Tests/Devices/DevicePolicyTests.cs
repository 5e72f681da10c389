using PingOneScenarios.Emulator.Tests.Driving;

namespace PingOneScenarios.Emulator.Tests.Devices;

public sealed class DevicePolicyTests : WithEmulator
{
    internal const string Sent =
        """{"enabled":true,"otp":{"lifeTime":{"duration":1,"timeUnit":"MINUTES"},"failure":{"count":2,"coolDown":{"duration":3,"timeUnit":"MINUTES"} } } }""";

    internal const string App = """{"enabled":true,"otp":{"failure":{"count":3,"coolDown":{"duration":2,"timeUnit":"MINUTES"} } } }""";

    private string Policies => $"{EnvironmentPath}/deviceAuthenticationPolicies";

    internal static string Body(string name, string more = "") =>
        $$"""{"name":"{{name}}","sms":{{Sent}},"voice":{{Sent}},"email":{{Sent}},"mobile":{{App}},"totp":{{App}},"default":false{{more}}}""";

    [Fact]
    [Holds("5.7-28")]
    public async Task One_policy_is_there_and_stays_the_default_until_another_is()
    {
        var first = (await Worker.GetAsync(Policies)).Json["_embedded"]!["deviceAuthenticationPolicies"]![0]!;
        var id = first["id"]!.GetValue<string>();
        Assert.True(first["default"]!.GetValue<bool>());
        Assert.Equal("400 INVALID_DATA CONSTRAINT_VIOLATION default", (await Worker.DeleteAsync($"{Policies}/{id}")).Failure);

        var made = await Worker.SendAsync(HttpMethod.Post, Policies, Body("Second"));
        Assert.Equal(201, made.Status);
        Assert.Equal(
            "400 INVALID_DATA UNIQUENESS_VIOLATION name",
            (await Worker.SendAsync(HttpMethod.Post, Policies, Body("SECOND"))).Failure
        );
        var changed = await Worker.SendAsync(
            HttpMethod.Put,
            $"{Policies}/{made["id"]}",
            Body("Second").Replace("\"default\":false", "\"default\":true", StringComparison.Ordinal)
        );
        Assert.Equal(200, changed.Status);
        Assert.Equal("false", (await Worker.GetAsync($"{Policies}/{id}"))["default"]);
        Assert.Equal(204, (await Worker.DeleteAsync($"{Policies}/{id}")).Status);
    }

    [Theory]
    [InlineData("{}", "REQUIRED_VALUE name")]
    [InlineData("""{"name":"n"}""", "REQUIRED_VALUE sms")]
    public async Task A_wrong_policy_is_refused(string body, string why) =>
        Assert.Equal($"400 INVALID_DATA {why}", (await Worker.SendAsync(HttpMethod.Post, Policies, body)).Failure);

    [Fact]
    public async Task Settings_are_read_changed_and_reset()
    {
        var path = $"{EnvironmentPath}/mfaSettings";
        Assert.Equal("5", (await Worker.GetAsync(path))["pairing.maxAllowedDevices"]);

        var changed = await Worker.SendAsync(
            HttpMethod.Put,
            path,
            """{"pairing":{"maxAllowedDevices":3,"pairingKeyFormat":"ALPHANUMERIC"},"users":{"mfaEnabled":true} }"""
        );
        Assert.Equal("3", changed["pairing.maxAllowedDevices"]);
        Assert.Equal(
            "400 INVALID_DATA OUT_OF_RANGE pairing.maxAllowedDevices",
            (await Worker.SendAsync(HttpMethod.Put, path, """{"pairing":{"maxAllowedDevices":16,"pairingKeyFormat":"NUMERIC"} }""")).Failure
        );
        var journey = new Journey(this);
        await journey.CreateUserAsync();
        Assert.Equal("true", (await Worker.GetAsync($"{EnvironmentPath}/users/{journey.UserId}"))["mfaEnabled"]);

        Assert.Equal(204, (await Worker.DeleteAsync(path)).Status);
        Assert.Equal("5", (await Worker.GetAsync(path))["pairing.maxAllowedDevices"]);
        Assert.DoesNotContain("mfaSettings", (await User.GetAsync("/_emulator/store")).Text, StringComparison.Ordinal);
    }

    [Fact]
    [Holds("5.6-02")]
    public async Task A_user_has_no_mfa_until_it_is_switched_on()
    {
        var (journey, factor) = await Factor.ReadyAsync(this);
        var path = $"{EnvironmentPath}/users/{journey.UserId}";
        Assert.Equal("true", (await Worker.GetAsync(path))["mfaEnabled"]);

        var off = await factor.SetEnabledAsync(false);

        Assert.Equal("false", off["mfaEnabled"]);
        Assert.Equal("false", (await Worker.GetAsync($"{path}/mfaEnabled"))["mfaEnabled"]);
        Assert.Equal("false", (await Worker.GetAsync(path))["mfaEnabled"]);
        Assert.Equal(
            "400 INVALID_DATA REQUIRED_VALUE mfaEnabled",
            (await Worker.SendAsync(HttpMethod.Put, $"{path}/mfaEnabled", "{}")).Failure
        );
    }

    [Fact]
    public async Task Push_credentials_are_kept_and_never_shown()
    {
        var journey = new Journey(this);
        await journey.CreateApplicationAsync();
        var path = $"{EnvironmentPath}/applications/{journey.ClientId}/pushCredentials";

        var made = await Worker.SendAsync(HttpMethod.Post, path, """{"type":"HMS","clientId":"c","clientSecret":"hidden-one"}""");

        Assert.Equal(201, made.Status);
        Assert.DoesNotContain("hidden-one", made.Text + (await Worker.GetAsync(path)).Text, StringComparison.Ordinal);
        Assert.Equal(
            "400 INVALID_DATA REQUIRED_VALUE token",
            (await Worker.SendAsync(HttpMethod.Post, path, """{"type":"APNS","key":"k","teamId":"t"}""")).Failure
        );
    }
}
