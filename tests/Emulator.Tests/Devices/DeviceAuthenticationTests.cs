using PingOneScenarios.Emulator.Tests.Driving;

namespace PingOneScenarios.Emulator.Tests.Devices;

public sealed class DeviceAuthenticationTests : WithEmulator
{
    private string Path => $"/{Server.EnvironmentId}/deviceAuthentications";

    [Fact]
    public async Task A_transaction_is_approved_with_a_code_that_says_what_it_is_for()
    {
        var (journey, factor) = await Factor.ReadyAsync(this);
        var device = (await factor.AddEmailAsync())["id"]!;

        var begun = await PostAsync(
            $$"""{"user":{"id":"{{journey.UserId}}"},"notification":{"template":{"name":"transaction","variables":{"sum":"1,000"} } } }"""
        );
        Assert.Equal(201, begun.Status);
        Assert.Equal("OTP_REQUIRED", begun["status"]);
        Assert.Equal(device, begun["selectedDevice.id"]);
        Assert.Equal("se****@example.com", begun["_embedded.devices.0.email"]);
        Assert.NotNull(begun.Json["_links"]!["otp.check"]);
        var message = await factor.LastMessageAsync(Factor.Email);
        Assert.Equal("transaction", message["purpose"]!.GetValue<string>());
        Assert.StartsWith("sum: 1,000.", message["text"]!.GetValue<string>(), StringComparison.Ordinal);

        Assert.Equal("400 INVALID_DATA INVALID_OTP otp", (await ActAsync(begun, "otp.check", Factor.Otp("000"))).Failure);
        var done = await ActAsync(begun, "otp.check", Factor.Otp(await factor.LastCodeAsync()));
        Assert.Equal("COMPLETED", done["status"]);
        Assert.Equal("COMPLETED", (await Worker.GetAsync($"{Path}/{begun["id"]}"))["status"]);
        Assert.Equal("400 INVALID_REQUEST", (await ActAsync(begun, "otp.check", Factor.Otp("000"))).Failure);
    }

    [Theory]
    [InlineData("EMAIL", "email", "once@example.com")]
    [InlineData("SMS", "phone", "+15550100100")]
    public async Task An_address_for_once_needs_no_device(string type, string target, string address)
    {
        var (journey, factor) = await Factor.ReadyAsync(this);

        var begun = await PostAsync(
            $$"""{"user":{"id":"{{journey.UserId}}"},"selectedDevice":{"oneTime":{"type":"{{type}}","{{target}}":"{{address}}"} } }"""
        );

        Assert.Equal("OTP_REQUIRED", begun["status"]);
        Assert.Equal(type, begun["selectedDevice.oneTime.type"]);
        var code = await factor.LastCodeAsync(address);
        for (var left = 2; left > 0; left--)
            Assert.Equal(
                $"{left}",
                (await ActAsync(begun, "otp.check", Factor.Otp(Factor.Wrong(code))))["details.0.innerError.attemptsRemaining"]
            );
        Assert.Equal("COMPLETED", (await ActAsync(begun, "otp.check", Factor.Otp(code)))["status"]);
    }

    [Fact]
    public async Task A_device_is_selected_at_once_or_later()
    {
        var (journey, factor) = await Factor.ReadyAsync(this);
        await factor.AddEmailAsync();
        var sms = (await factor.AddSmsAsync())["id"]!;

        var atOnce = await PostAsync($$"""{"user":{"id":"{{journey.UserId}}"},"selectedDevice":{"id":"{{sms}}"} }""");
        Assert.Equal(sms, atOnce["selectedDevice.id"]);
        var later = await PostAsync($$"""{"user":{"id":"{{journey.UserId}}"} }""");
        Assert.NotEqual(sms, later["selectedDevice.id"]);
        var selected = await ActAsync(later, "device.select", $$"""{"device":{"id":"{{sms}}"},"compatibility":"FULL"}""");
        Assert.Equal(sms, selected["selectedDevice.id"]);
        Assert.Equal("COMPLETED", (await ActAsync(later, "otp.check", Factor.Otp(await factor.LastCodeAsync(Factor.Phone))))["status"]);
    }

    [Fact]
    public async Task Without_a_usable_device_it_has_failed_and_says_which_could_not_be_used()
    {
        var (journey, factor) = await Factor.ReadyAsync(this);
        var device = (await factor.AddEmailAsync())["id"]!;
        await factor.ActAsync(device, "device.block");

        var failed = await PostAsync($$"""{"user":{"id":"{{journey.UserId}}"} }""");

        Assert.Equal("FAILED", failed["status"]);
        Assert.Equal("NO_USABLE_DEVICES", failed["error.code"]);
        Assert.Equal(device, failed["error.unavailableDevices.0.id"]);
    }

    [Theory]
    [InlineData("approve", "COMPLETED")]
    [InlineData("deny", "FAILED")]
    public async Task A_push_is_answered_on_the_telephone(string answer, string status)
    {
        var (journey, factor) = await Factor.ReadyAsync(this);
        await factor.AddTelephoneAsync();
        var begun = await PostAsync($$"""{"user":{"id":"{{journey.UserId}}"} }""");
        Assert.Equal("PUSH_CONFIRMATION_REQUIRED", begun["status"]);

        var message = await factor.LastMessageAsync(Journey.Username);
        await User.SendAsync(HttpMethod.Post, $"/inbox/messages/{message["id"]}/{answer}");

        Assert.Equal(status, (await Worker.GetAsync($"{Path}/{begun["id"]}"))["status"]);
    }

    [Theory]
    [InlineData("{}", "REQUIRED_VALUE user.id")]
    [InlineData("""{"user":{}}""", "REQUIRED_VALUE user.id")]
    [InlineData("""{"user":{"id":"nobody"} }""", "INVALID_VALUE user.id")]
    [InlineData("""{"user":{"id":"{userID}"},"policy":{"id":"none"} }""", "INVALID_VALUE policy.id")]
    [InlineData("""{"user":{"id":"{userID}"},"selectedDevice":{"id":"none"} }""", "INVALID_VALUE selectedDevice.id")]
    [InlineData(
        """{"user":{"id":"{userID}"},"selectedDevice":{"oneTime":{"type":"TOTP"} } }""",
        "INVALID_VALUE selectedDevice.oneTime.type"
    )]
    public async Task A_wrong_beginning_is_refused(string body, string why)
    {
        var (journey, _) = await Factor.ReadyAsync(this);

        var refused = await PostAsync(body.Replace("{userID}", journey.UserId, StringComparison.Ordinal));

        Assert.Equal($"400 INVALID_DATA {why}", refused.Failure);
    }

    [Fact]
    public async Task It_needs_a_worker_and_ends_when_nobody_uses_it()
    {
        var (journey, factor) = await Factor.ReadyAsync(this);
        await factor.AddEmailAsync();
        var body = $$"""{"user":{"id":"{{journey.UserId}}"} }""";
        Assert.Equal(401, (await User.SendAsync(HttpMethod.Post, Path, body)).Status);
        var begun = await PostAsync(body);
        Assert.Equal("501 NOT_IMPLEMENTED", (await ActAsync(begun, "device.dance", "{}")).Failure);
        Assert.Equal(415, (await Worker.SendAsync(HttpMethod.Post, $"{Path}/{begun["id"]}", "{}")).Status);
        Assert.Equal("501 NOT_IMPLEMENTED", (await PostAsync("""{"mobilePayload":"x"}""")).Failure);

        Clock.Advance(TimeSpan.FromMinutes(15));

        Assert.Equal(404, (await Worker.GetAsync($"{Path}/{begun["id"]}")).Status);
    }

    private Task<Reply> PostAsync(string body) => Worker.SendAsync(HttpMethod.Post, Path, body);

    private Task<Reply> ActAsync(Reply begun, string action, string body) =>
        Worker.SendAsync(HttpMethod.Post, $"{Path}/{begun["id"]}", body, $"application/vnd.pingidentity.{action}+json");
}
