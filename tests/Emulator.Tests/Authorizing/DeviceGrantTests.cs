using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Tests.Driving;

namespace PingOneScenarios.Emulator.Tests.Authorizing;

public sealed class DeviceGrantTests : WithEmulator
{
    private const string Grant = "urn:ietf:params:oauth:grant-type:device_code";
    private const string Verify = "application/vnd.pingidentity.deviceAuthGrant.userCode.verify+json";
    private const string Consent = "application/vnd.pingidentity.deviceAuthGrant.consent+json";

    [Fact]
    [Holds("1.2-10", "1.2-14", "7.1-15", "7.1-16", "7.2-15", "7.2-16", "6.6-03", "6.6-07")]
    public async Task A_user_lets_a_device_sign_on()
    {
        var journey = await DeviceAsync();
        var codes = await AskAsync(journey);
        Assert.Equal((200, "600", "5"), (codes.Status, codes["expires_in"], codes["interval"]));
        Assert.Matches("^[B-Z]{4}-[B-Z]{4}$", codes["user_code"]);
        Assert.Equal($"{Server.AuthPath}/{Server.EnvironmentId}/device", codes["verification_uri"]);
        Assert.Equal($"{codes["verification_uri"]}?user_code={codes["user_code"]}", codes["verification_uri_complete"]);
        Assert.Equal("400 authorization_pending", (await PollAsync(journey, codes)).Failure);

        var start = await User.GetAsync($"/{Server.EnvironmentId}/device");
        Assert.Equal(302, start.Status);
        Assert.StartsWith($"{Server.AuthPath}/{Server.EnvironmentId}/signon/?flowId=", start.Location, StringComparison.Ordinal);
        var flow = $"/{Server.EnvironmentId}/flows/{start.InLocation("flowId")}";
        Assert.Equal("USERNAME_PASSWORD_REQUIRED", (await User.GetAsync(flow))["status"]);
        var login = await journey.LogInAsync(start.InLocation("flowId")!);
        Assert.Equal("DAG_USER_CODE_REQUIRED", login["status"]);
        Assert.NotNull(login.Json["_links"]!["deviceAuthGrant.userCode.verify"]);
        var typed = codes["user_code"]!.Replace("-", "", StringComparison.Ordinal).ToLowerInvariant();
        var verified = await ActAsync(flow, Verify, new() { ["userCode"] = typed });
        Assert.Equal(("DAG_CONSENT_REQUIRED", "Journey NONE"), (verified["status"], verified["_embedded.application.name"]));
        var consented = await ActAsync(flow, Consent, new() { ["accept"] = true });
        Assert.Equal("COMPLETED", consented["status"]);
        Assert.NotEmpty(consented.SetCookies);

        var tokens = await PollAsync(journey, codes);
        Assert.Equal(200, tokens.Status);
        Assert.Equal(journey.UserId, Secrets.Open(tokens["id_token"]!).Claims["sub"]!.GetValue<string>());
        Assert.Equal("400 invalid_grant", (await PollAsync(journey, codes)).Failure);
    }

    [Fact]
    public async Task A_refusal_is_told_to_both()
    {
        var journey = await DeviceAsync();
        var codes = await AskAsync(journey);
        var flow = await SignOnAsync(journey);
        await ActAsync(flow, Verify, new() { ["userCode"] = codes["user_code"] });

        Assert.Equal("FAILED", (await ActAsync(flow, Consent, new() { ["accept"] = false }))["status"]);

        Assert.Equal("400 access_denied", (await PollAsync(journey, codes)).Failure);
    }

    [Fact]
    public async Task Who_polls_too_often_waits_longer()
    {
        var journey = await DeviceAsync(body => body["devicePollingInterval"] = 2);
        var codes = await AskAsync(journey);
        Assert.Equal("2", codes["interval"]);

        Assert.Equal("400 authorization_pending", (await PollAsync(journey, codes)).Failure);
        Assert.Equal("400 slow_down", (await PollAsync(journey, codes)).Failure);
        Clock.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal("400 slow_down", (await PollAsync(journey, codes)).Failure);
        Clock.Advance(TimeSpan.FromSeconds(12));
        Assert.Equal("400 authorization_pending", (await PollAsync(journey, codes)).Failure);
    }

    [Fact]
    public async Task Codes_end_when_the_application_says()
    {
        var journey = await DeviceAsync(body => body["deviceTimeout"] = 30);
        var codes = await AskAsync(journey);
        var flow = await SignOnAsync(journey);
        Clock.Advance(TimeSpan.FromSeconds(31));

        Assert.Equal("400 expired_token", (await PollAsync(journey, codes)).Failure);
        Assert.Equal(
            "400 INVALID_DATA INVALID_VALUE userCode",
            (await ActAsync(flow, Verify, new() { ["userCode"] = codes["user_code"] })).Failure
        );
    }

    [Theory]
    [InlineData("{}", "400 INVALID_DATA REQUIRED_VALUE userCode")]
    [InlineData("""{"userCode": "BBBB-BBBB"}""", "400 INVALID_DATA INVALID_VALUE userCode")]
    [InlineData("""{"userCode": ""}""", "400 INVALID_DATA EMPTY_VALUE userCode")]
    public async Task A_wrong_user_code_may_be_mended(string body, string failure)
    {
        var journey = await DeviceAsync();
        var codes = await AskAsync(journey);
        var flow = await SignOnAsync(journey);

        Assert.Equal(failure, (await ActAsync(flow, Verify, JsonNode.Parse(body)!.AsObject())).Failure);

        Assert.Equal("DAG_CONSENT_REQUIRED", (await ActAsync(flow, Verify, new() { ["userCode"] = codes["user_code"] }))["status"]);
    }

    [Theory]
    [InlineData("devicePathId", "tv-1", "/device/tv-1")]
    [InlineData("deviceCustomVerificationUri", "https://tv.example.com/go", "https://tv.example.com/go")]
    [InlineData("deviceCustomVerificationUri", "https://tv.example.com/go?x=1", "https://tv.example.com/go?x=1")]
    public async Task The_page_is_the_one_of_the_application(string name, string value, string page)
    {
        var journey = await DeviceAsync(body => body[name] = value);

        var codes = await AskAsync(journey);

        Assert.EndsWith(page, codes["verification_uri"], StringComparison.Ordinal);
        Assert.EndsWith(
            $"{(value.Contains('?') ? '&' : '?')}user_code={codes["user_code"]}",
            codes["verification_uri_complete"],
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("{id}", 302)]
    [InlineData("tv-1", 302)]
    [InlineData("unknown", 404)]
    public async Task The_path_may_name_the_application(string identifier, int status)
    {
        var journey = await DeviceAsync(body => body["devicePathId"] = "tv-1");

        var reply = await User.GetAsync(
            $"/{Server.EnvironmentId}/device/{identifier.Replace("{id}", journey.ClientId, StringComparison.Ordinal)}"
        );

        Assert.Equal(status, reply.Status);
    }

    [Fact]
    public async Task A_code_of_another_application_is_unknown_to_the_page_of_this_one()
    {
        var journey = await DeviceAsync();
        var codes = await AskAsync(journey);
        var other = await DeviceAsync(body => body["name"] = "Other", withUser: false);

        var flow = await SignOnAsync(journey, $"/{other.ClientId}");

        Assert.Equal(
            "400 INVALID_DATA INVALID_VALUE userCode",
            (await ActAsync(flow, Verify, new() { ["userCode"] = codes["user_code"] })).Failure
        );
        Assert.Equal("400 invalid_grant", (await PollAsync(other, codes)).Failure);
    }

    [Theory]
    [InlineData("AUTHORIZATION_CODE", "openid", "400 unauthorized_client")]
    [InlineData("DEVICE_CODE", "openid p1:x", "400 invalid_scope")]
    public async Task Only_what_the_application_may_is_given(string grant, string scope, string failure)
    {
        var journey = await DeviceAsync(body => body["grantTypes"] = new JsonArray(grant));

        Assert.Equal(failure, (await AskAsync(journey, scope)).Failure);
    }

    private async Task<Journey> DeviceAsync(Action<JsonObject>? change = null, bool withUser = true)
    {
        var journey = new Journey(this);
        await journey.CreateApplicationAsync(
            "NONE",
            body =>
            {
                body["type"] = "NATIVE_APP";
                body["grantTypes"] = new JsonArray("DEVICE_CODE");
                change?.Invoke(body);
            }
        );
        if (withUser)
            await journey.CreateUserAsync();
        return journey;
    }

    private async Task<string> SignOnAsync(Journey journey, string application = "")
    {
        var start = await User.GetAsync($"/{Server.EnvironmentId}/device{application}");
        await journey.LogInAsync(start.InLocation("flowId")!);
        return $"/{Server.EnvironmentId}/flows/{start.InLocation("flowId")}";
    }

    private Task<Reply> AskAsync(Journey journey, string scope = "openid") =>
        User.PostFormAsync($"{Sign}/device_authorization", ("client_id", journey.ClientId), ("scope", scope));

    private Task<Reply> PollAsync(Journey journey, Reply codes) =>
        User.PostFormAsync($"{Sign}/token", ("grant_type", Grant), ("device_code", codes["device_code"]!), ("client_id", journey.ClientId));

    private Task<Reply> ActAsync(string flow, string type, JsonObject body) =>
        User.SendAsync(HttpMethod.Post, flow, body.ToJsonString(), type);
}
