using PingOneScenarios.Emulator.Tests.Driving;

namespace PingOneScenarios.Emulator.Tests.Devices;

public sealed class FactorFlowTests : WithEmulator
{
    private const string Login = """{"priority":5,"type":"LOGIN"}""";
    private const string AnyFactor = """{"priority":10,"type":"MULTI_FACTOR_AUTHENTICATION"}""";
    private const string WrongOtp = "400 INVALID_DATA INVALID_OTP otp";

    private static string By(int priority, string way) =>
        $$"""{"priority":{{priority}},"type":"MULTI_FACTOR_AUTHENTICATION","{{way}}":{"enabled":true} }""";

    [Fact]
    [Holds("7.1-06", "7.2-13")]
    public async Task A_password_and_a_code_by_email_sign_on()
    {
        var (journey, factor) = await Factor.ReadyAsync(this, Login, By(10, "email"));
        await factor.AddEmailAsync();

        var flow = await factor.LogInAsync();
        Assert.Equal("OTP_REQUIRED", flow["status"]);
        Assert.Equal("EMAIL", flow["_embedded.devices.0.type"]);
        Assert.Equal("se****@example.com", flow["_embedded.devices.0.email"]);
        Assert.Equal(flow["_embedded.devices.0.id"], flow["selectedDevice.id"]);
        var done = await factor.CheckAsync(flow["id"]!, await factor.LastCodeAsync());
        Assert.Equal("COMPLETED", done["status"]);

        var tokens = await journey.RedeemAsync((await journey.ResumeAsync(flow["id"]!)).InLocation("code")!, journey.AsJwt());
        var claims = Secrets.Open(tokens["id_token"]!).Claims;
        Assert.Equal("Tested_Policy", claims["acr"]!.GetValue<string>());
        Assert.Equal("""["mfa","otp","pwd"]""", claims["amr"]!.ToJsonString());
    }

    [Fact]
    public async Task A_wrong_code_says_how_many_tries_are_left_and_the_last_one_ends_the_code()
    {
        var (_, factor) = await Factor.ReadyAsync(this, Login, AnyFactor);
        await factor.AddEmailAsync();
        var flow = (await factor.LogInAsync())["id"]!;
        var code = await factor.LastCodeAsync();

        for (var left = 2; left >= 0; left--)
        {
            var refused = await factor.CheckAsync(flow, Factor.Wrong(code));
            Assert.Equal(WrongOtp, refused.Failure);
            Assert.Equal($"{left}", refused["details.0.innerError.attemptsRemaining"]);
        }
        Assert.Equal(WrongOtp, (await factor.CheckAsync(flow, code)).Failure);

        var device = (await factor.ReadFlowAsync(flow))["selectedDevice.id"]!;
        Assert.Equal("OTP_REQUIRED", (await factor.SelectAsync(flow, device))["status"]);
        Assert.Equal("COMPLETED", (await factor.CheckAsync(flow, await factor.LastCodeAsync()))["status"]);
    }

    [Fact]
    public async Task A_code_is_good_for_the_lifetime_of_its_policy_and_too_many_lock_the_device()
    {
        var policy = await Worker.SendAsync(
            HttpMethod.Post,
            $"{EnvironmentPath}/deviceAuthenticationPolicies",
            DevicePolicyTests.Body("Strict")
        );
        var action = $$"""{"priority":10,"type":"MULTI_FACTOR_AUTHENTICATION","deviceAuthenticationPolicy":{"id":"{{policy["id"]}}"} }""";
        var (journey, factor) = await Factor.ReadyAsync(this, Login, action);
        var device = (await factor.AddEmailAsync())["id"]!;
        var flow = (await factor.LogInAsync())["id"]!;
        var code = await factor.LastCodeAsync();

        Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(WrongOtp, (await factor.CheckAsync(flow, code)).Failure);
        Assert.Equal(WrongOtp, (await factor.CheckAsync(flow, code)).Failure);
        var failed = await factor.ReadFlowAsync(flow);
        Assert.Equal("FAILED", failed["status"]);
        Assert.Equal(device, failed["error.unavailableDevices.0.id"]);
        Assert.Equal("access_denied", (await journey.ResumeAsync(flow)).InLocation("error"));
        Assert.Equal("LOCKED", (await Worker.GetAsync($"{factor.DevicesPath}/{device}"))["lock.status"]);
        Assert.Equal("FAILED", (await factor.LogInAsync())["status"]);

        Clock.Advance(TimeSpan.FromMinutes(3));
        await RenewWorkerTokenAsync();
        Assert.Equal("UNLOCKED", (await Worker.GetAsync($"{factor.DevicesPath}/{device}"))["lock.status"]);
        Assert.Equal("OTP_REQUIRED", (await factor.LogInAsync())["status"]);
    }

    [Fact]
    [Holds("7.1-05", "7.2-12")]
    public async Task Of_several_devices_without_an_order_one_is_selected()
    {
        var (_, factor) = await Factor.ReadyAsync(this, Login, AnyFactor);
        await factor.AddEmailAsync();
        var sms = (await factor.AddSmsAsync())["id"]!;
        var usual = await factor.LogInAsync();
        Assert.Equal("OTP_REQUIRED", usual["status"]);
        Assert.Equal("EMAIL", usual["_embedded.devices.0.type"]);

        await Worker.SendAsync(HttpMethod.Delete, factor.DevicesPath, "", "application/vnd.pingidentity.devices.order.remove+json");
        User.Cookies.Clear();
        var flow = await factor.LogInAsync();
        Assert.Equal("DEVICE_SELECTION_REQUIRED", flow["status"]);
        Assert.Null(flow["selectedDevice.id"]);
        Assert.Equal(
            "400 INVALID_DATA INVALID_VALUE device.id",
            (await factor.SelectAsync(flow["id"]!, "00000000-0000-4000-8000-000000000000")).Failure
        );
        Assert.Equal("OTP_REQUIRED", (await factor.SelectAsync(flow["id"]!, sms))["status"]);
        Assert.Equal("COMPLETED", (await factor.CheckAsync(flow["id"]!, await factor.LastCodeAsync(Factor.Phone)))["status"]);
    }

    [Theory]
    [InlineData("BYPASS", "COMPLETED")]
    [InlineData("BLOCK", "FAILED")]
    public async Task A_user_without_devices_goes_through_or_not(string mode, string status)
    {
        var action = $$"""{"priority":10,"type":"MULTI_FACTOR_AUTHENTICATION","noDevicesMode":"{{mode}}"}""";
        var (_, factor) = await Factor.ReadyAsync(this, Login, action);

        Assert.Equal(status, (await factor.LogInAsync())["status"]);

        await factor.AddEmailAsync();
        User.Cookies.Clear();
        Assert.Equal("OTP_REQUIRED", (await factor.LogInAsync())["status"]);
        await factor.SetEnabledAsync(false);
        User.Cookies.Clear();
        Assert.Equal(status, (await factor.LogInAsync())["status"]);
    }

    [Fact]
    public async Task An_app_signs_on_with_each_of_its_codes_once()
    {
        var (_, factor) = await Factor.ReadyAsync(this, Login, By(10, "authenticator"));
        var secret = await factor.AddAppAsync();
        var first = (await factor.LogInAsync())["id"]!;
        Assert.Equal("COMPLETED", (await factor.CheckAsync(first, Apps.Code(secret, Clock.GetUtcNow())))["status"]);

        User.Cookies.Clear();
        var flow = (await factor.LogInAsync())["id"]!;
        Assert.Equal(WrongOtp, (await factor.CheckAsync(flow, Apps.Code(secret, Clock.GetUtcNow()))).Failure);
        Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal("COMPLETED", (await factor.CheckAsync(flow, Apps.Code(secret, Clock.GetUtcNow())))["status"]);
    }

    [Fact]
    public async Task Two_actions_ask_one_after_the_other()
    {
        var (_, factor) = await Factor.ReadyAsync(this, By(1, "email"), By(2, "sms"));
        await factor.AddEmailAsync();
        await factor.AddSmsAsync();
        var flow = await StartAsync();
        Assert.Equal("OTP_REQUIRED", (await LookUpAsync(factor, flow))["status"]);

        var second = await factor.CheckAsync(flow, await factor.LastCodeAsync());

        Assert.Equal("OTP_REQUIRED", second["status"]);
        Assert.Equal("SMS", second["_embedded.devices.0.type"]);
        Assert.Equal("COMPLETED", (await factor.CheckAsync(flow, await factor.LastCodeAsync(Factor.Phone)))["status"]);
    }

    [Fact]
    public async Task Without_a_password_the_username_is_looked_up_first()
    {
        var (journey, factor) = await Factor.ReadyAsync(this, By(1, "email"));
        await factor.AddEmailAsync();
        var flow = await StartAsync();
        Assert.Equal("SIGN_ON_REQUIRED", (await factor.ReadFlowAsync(flow))["status"]);
        Assert.NotNull((await factor.ReadFlowAsync(flow)).Json["_links"]!["user.lookup"]);
        Assert.Equal(
            "400 INVALID_DATA INVALID_VALUE username",
            (await factor.PostAsync(flow, "user.lookup", """{"username":"nobody"}""")).Failure
        );

        Assert.Equal("OTP_REQUIRED", (await LookUpAsync(factor, flow))["status"]);
        await factor.CheckAsync(flow, await factor.LastCodeAsync());

        var tokens = await journey.RedeemAsync((await journey.ResumeAsync(flow)).InLocation("code")!, journey.AsJwt());
        Assert.Equal("""["otp"]""", Secrets.Open(tokens["id_token"]!).Claims["amr"]!.ToJsonString());
    }

    [Theory]
    [InlineData("approve", "COMPLETED")]
    [InlineData("deny", "FAILED")]
    [Holds("7.1-07")]
    public async Task A_push_is_answered_on_the_telephone(string answer, string status)
    {
        var (_, factor) = await Factor.ReadyAsync(this, Login, AnyFactor);
        await factor.AddTelephoneAsync();
        var flow = await factor.LogInAsync();
        Assert.Equal("PUSH_CONFIRMATION_REQUIRED", flow["status"]);
        Assert.Equal("PUSH_CONFIRMATION_REQUIRED", (await factor.ReadFlowAsync(flow["id"]!))["status"]);
        var message = await factor.LastMessageAsync(Journey.Username);
        Assert.Equal("PUSH", message["channel"]!.GetValue<string>());
        var path = $"/inbox/messages/{message["id"]}/{answer}";

        Assert.Equal(204, (await User.SendAsync(HttpMethod.Post, path)).Status);

        Assert.Equal(404, (await User.SendAsync(HttpMethod.Post, path)).Status);
        Assert.Equal(status, (await factor.ReadFlowAsync(flow["id"]!))["status"]);
    }

    [Fact]
    [Holds("7.1-08")]
    public async Task A_push_nobody_answers_times_out_and_can_be_sent_again()
    {
        var (_, factor) = await Factor.ReadyAsync(this, Login, AnyFactor);
        var telephone = await factor.AddTelephoneAsync();
        var flow = (await factor.LogInAsync())["id"]!;
        var message = await factor.LastMessageAsync(Journey.Username);

        Clock.Advance(TimeSpan.FromSeconds(40));

        Assert.Equal("PUSH_CONFIRMATION_TIMED_OUT", (await factor.ReadFlowAsync(flow))["status"]);
        Assert.Equal(404, (await User.SendAsync(HttpMethod.Post, $"/inbox/messages/{message["id"]}/approve")).Status);
        Assert.Equal("PUSH_CONFIRMATION_REQUIRED", (await factor.SelectAsync(flow, telephone))["status"]);
    }

    private async Task<string> StartAsync()
    {
        var clients = (await Worker.GetAsync($"{EnvironmentPath}/applications")).Json["_embedded"]!["applications"]!.AsArray();
        var client = clients.First(one => one!["name"]!.GetValue<string>().StartsWith("Journey", StringComparison.Ordinal))!["id"];
        var sent = await User.GetAsync(
            $"{Sign}/authorize?client_id={client}&response_type=code&scope=openid&redirect_uri={Journey.Redirect}"
        );
        return sent.InLocation("flowId")!;
    }

    private static Task<Reply> LookUpAsync(Factor factor, string flow) =>
        factor.PostAsync(flow, "user.lookup", $$"""{"username":"{{Journey.Username}}"}""");
}
