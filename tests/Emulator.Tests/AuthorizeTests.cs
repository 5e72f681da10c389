using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Tests.Driving;

namespace PingOneScenarios.Emulator.Tests;

public sealed class AuthorizeTests : WithEmulator
{
    private const string Challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    [Holds("3.1-15..17", "3.6-09", "3.6-14", "4.4-01")]
    [Theory]
    [InlineData("OPTIONAL", "response_type=none", "unsupported_response_type")]
    [InlineData("OPTIONAL", "response_mode=query&response_type=code%20none", "unsupported_response_type")]
    [InlineData("OPTIONAL", "response_mode=query&response_type=code%20code", "unsupported_response_type")]
    [InlineData("OPTIONAL", "scope=openid", "invalid_request")]
    [InlineData("OPTIONAL", "response_type=", "invalid_request")]
    [InlineData("OPTIONAL", "response_type=code&response_type=code", "invalid_request")]
    [InlineData("OPTIONAL", "response_type=code&scope=openid%20p1:read:user", "invalid_scope")]
    [InlineData("OPTIONAL", "response_type=code&prompt=none", "login_required")]
    [InlineData("OPTIONAL", "response_type=code&prompt=consent", "invalid_request")]
    [InlineData("OPTIONAL", "response_type=code&max_age=soon", "invalid_request")]
    [InlineData("OPTIONAL", "response_type=code&response_mode=post", "invalid_request")]
    [InlineData("OPTIONAL", "response_type=code&request=a.b.c", "invalid_request_object")]
    [InlineData("OPTIONAL", "response_type=code&request_uri=urn:x", "invalid_request_uri")]
    [InlineData("OPTIONAL", "response_type=code&code_challenge_method=S256", "invalid_request")]
    [InlineData("OPTIONAL", "response_type=code&code_challenge=short", "invalid_request")]
    [InlineData("OPTIONAL", $"response_type=code&code_challenge={Challenge}&code_challenge_method=S512", "invalid_request")]
    [InlineData("OPTIONAL", $"response_type=code&code_challenge={Challenge}", null)]
    [InlineData("OPTIONAL", "response_type=code&scope=openid%20profile%20email", null)]
    [InlineData("OPTIONAL", "response_type=code", null)]
    [InlineData("REQUIRED", "response_type=code", "invalid_request")]
    [InlineData("REQUIRED", $"response_type=code&code_challenge={Challenge}", null)]
    [InlineData("S256_REQUIRED", "response_type=code", "invalid_request")]
    [InlineData("S256_REQUIRED", $"response_type=code&code_challenge={Challenge}", "invalid_request")]
    [InlineData("S256_REQUIRED", $"response_type=code&code_challenge={Challenge}&code_challenge_method=S256", null)]
    public async Task A_broken_rule_goes_back_to_the_client(string pkce, string parameters, string? error)
    {
        var journey = new Journey(this);
        await journey.CreateApplicationAsync("CLIENT_SECRET_JWT", body => body["pkceEnforcement"] = pkce);

        var reply = await AuthorizeAsync($"client_id={journey.ClientId}&redirect_uri={Journey.Redirect}&state=a%26b&{parameters}");

        Assert.Equal(302, reply.Status);
        Assert.Equal(error, reply.InLocation("error"));
        Assert.Equal(error is null, reply.InLocation("flowId") is not null);
        if (error is null)
            return;
        Assert.StartsWith($"https://www.example.com?error={error}&error_description=", reply.Location, StringComparison.Ordinal);
        Assert.Equal("a&b", reply.InLocation("state"));
        Assert.Contains(
            $"(Correlation ID: {reply.Header("Correlation-Id")})",
            reply.InLocation("error_description"),
            StringComparison.Ordinal
        );
    }

    [Holds("3.6-13", "3.6-15")]
    [Theory]
    [InlineData("response_type=code&redirect_uri=https://www.example.com", true)]
    [InlineData("client_id=unknown&response_type=code&redirect_uri=https://www.example.com", true)]
    [InlineData("client_id={id}&response_type=code", true)]
    [InlineData("client_id={id}&response_type=code&redirect_uri=https://www.example.com/", true)]
    [InlineData("client_id={id}&response_type=code&redirect_uri=https://www.example.com/x", true)]
    [InlineData("client_id={id}&response_type=code&redirect_uri=https://evil.example", true)]
    [InlineData("client_id={id}&response_type=code&redirect_uri=https://www.example.com", false)]
    public async Task An_untrusted_redirect_gets_nothing(string parameters, bool enabled)
    {
        var journey = new Journey(this);
        await journey.CreateApplicationAsync("CLIENT_SECRET_JWT", body => body["enabled"] = enabled);

        var reply = await AuthorizeAsync(parameters.Replace("{id}", journey.ClientId, StringComparison.Ordinal));

        Assert.Equal(302, reply.Status);
        Assert.StartsWith($"{Server.AuthPath}/{Server.EnvironmentId}/signon/?error=", reply.Location, StringComparison.Ordinal);
        var error = JsonNode.Parse(reply.InLocation("error")!)!;
        Assert.Equal("INVALID_DATA", error["code"]!.GetValue<string>());
        Assert.Equal(reply.Header("Correlation-Id"), error["id"]!.GetValue<string>());
        Assert.Empty(reply.SetCookies);
    }

    [Holds("3.6-06")]
    [Fact]
    public async Task A_form_is_as_good_as_a_query()
    {
        var journey = new Journey(this);
        await journey.CreateApplicationAsync();

        var reply = await User.PostFormAsync(
            $"{Sign}/authorize",
            ("client_id", journey.ClientId),
            ("response_type", "code"),
            ("redirect_uri", Journey.Redirect)
        );

        Assert.Equal(302, reply.Status);
        Assert.NotNull(reply.InLocation("flowId"));
    }

    [Holds("3.6-04")]
    [Fact]
    public async Task A_login_page_of_the_application_replaces_the_hosted_one()
    {
        var journey = new Journey(this);
        await journey.CreateApplicationAsync("CLIENT_SECRET_JWT", body => body["loginPageUrl"] = "https://login.example.com/start");

        var reply = await journey.AuthorizeAsync();

        Assert.StartsWith(
            $"https://login.example.com/start?environmentId={Server.EnvironmentId}&flowId=",
            reply.Location,
            StringComparison.Ordinal
        );
    }

    [Holds("3.6-08", "3.9-01")]
    [Fact]
    public async Task State_comes_back_with_the_code()
    {
        var journey = await Journey.ReadyAsync(this);
        var flowId = (await journey.AuthorizeAsync("&state=x%20y%26z")).InLocation("flowId")!;
        await journey.LogInAsync(flowId);

        var reply = await journey.ResumeAsync(flowId);

        Assert.Equal("x y&z", reply.InLocation("state"));
        Assert.EndsWith("&state=x%20y%26z", reply.Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_fragment_mode_the_code_is_in_the_fragment()
    {
        var journey = await Journey.ReadyAsync(this);
        var flowId = (await journey.AuthorizeAsync("&response_mode=fragment")).InLocation("flowId")!;
        await journey.LogInAsync(flowId);

        Assert.Matches("^https://www.example.com#code=[0-9a-f-]{36}$", (await journey.ResumeAsync(flowId)).Location);
    }

    [Holds("3.9-02", "3.10-03")]
    [Fact]
    public async Task In_flow_mode_nothing_redirects()
    {
        var journey = await Journey.ReadyAsync(this);
        var flow = await AuthorizeAsync($"client_id={journey.ClientId}&response_type=code&scope=openid&state=s&response_mode=pi.flow");
        Assert.Equal(200, flow.Status);
        Assert.Equal("USERNAME_PASSWORD_REQUIRED", flow["status"]);
        await journey.LogInAsync(flow["id"]!);

        var resumed = await journey.ResumeAsync(flow["id"]!);

        Assert.Equal(200, resumed.Status);
        Assert.Equal("s", resumed["authorizeResponse.state"]);
        var token = await User.PostFormAsync(
            $"{Sign}/token",
            [("grant_type", "authorization_code"), ("code", resumed["authorizeResponse.code"]!), .. journey.AsJwt()]
        );
        Assert.Equal(200, token.Status);
    }

    [Holds("3.6-09", "3.7-07")]
    [Fact]
    public async Task A_live_session_needs_no_second_sign_on()
    {
        var journey = await Journey.ReadyAsync(this);
        await journey.GetCodeAsync();

        var flowId = (await journey.AuthorizeAsync()).InLocation("flowId")!;
        Assert.Equal("COMPLETED", (await User.GetAsync($"/{Server.EnvironmentId}/flows/{flowId}"))["status"]);
        Assert.NotNull((await journey.ResumeAsync(flowId)).InLocation("code"));
        Assert.NotNull((await journey.AuthorizeAsync("&prompt=none")).InLocation("code"));
    }

    [Holds("3.6-09", "3.6-10")]
    [Theory]
    [InlineData("&prompt=login", "USERNAME_PASSWORD_REQUIRED")]
    [InlineData("&max_age=59", "USERNAME_PASSWORD_REQUIRED")]
    [InlineData("&max_age=60", "COMPLETED")]
    public async Task Prompt_and_max_age_decide_whether_the_session_is_fresh_enough(string more, string expected)
    {
        var journey = await Journey.ReadyAsync(this);
        await journey.GetCodeAsync();
        Clock.Advance(TimeSpan.FromSeconds(60));

        var flowId = (await journey.AuthorizeAsync(more)).InLocation("flowId")!;

        Assert.Equal(expected, (await User.GetAsync($"/{Server.EnvironmentId}/flows/{flowId}"))["status"]);
    }

    private Task<Reply> AuthorizeAsync(string query) => User.GetAsync($"{Sign}/authorize?{query}");
}
