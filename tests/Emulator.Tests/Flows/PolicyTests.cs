using PingOneScenarios.Emulator.Tests.Driving;

namespace PingOneScenarios.Emulator.Tests.Flows;

/// <summary>Which policy a flow goes through, and which of its actions.</summary>
public sealed class PolicyTests : WithEmulator
{
    private const string Login = """{"type":"LOGIN"}""";

    [Fact]
    public async Task An_environment_begins_with_two_policies()
    {
        var reply = await Worker.GetAsync($"{EnvironmentPath}/signOnPolicies");

        Assert.Equal(
            ["Multi_Factor", "Single_Factor"],
            reply.Json["_embedded"]!["signOnPolicies"]!.AsArray().Select(p => (string)p!["name"]!).Order()
        );
        var standard = reply.Json["_embedded"]!["signOnPolicies"]!.AsArray().Single(p => (bool)p!["default"]!)!["id"];
        var deleted = await Worker.SendAsync(HttpMethod.Delete, $"{EnvironmentPath}/signOnPolicies/{standard}", null);
        Assert.Equal("400 INVALID_DATA CONSTRAINT_VIOLATION default", deleted.Failure);
    }

    [Theory]
    [InlineData("""{"name":"a/b"}""", "400 INVALID_DATA INVALID_VALUE name")]
    [InlineData("""{"name":"SINGLE_FACTOR"}""", "400 INVALID_DATA UNIQUENESS_VIOLATION name")]
    [InlineData("""{"description":"x"}""", "400 INVALID_DATA REQUIRED_VALUE name")]
    [InlineData("""{"name":"urn:acr:high"}""", "201")]
    public async Task A_policy_has_a_name_of_its_own(string body, string expected) =>
        Assert.Equal(expected, Told(await Worker.SendAsync(HttpMethod.Post, $"{EnvironmentPath}/signOnPolicies", body)));

    [Fact]
    public async Task Of_policies_one_is_the_default()
    {
        var made = await Worker.SendAsync(HttpMethod.Post, $"{EnvironmentPath}/signOnPolicies", """{"name":"Next","default":true}""");

        var all = (await Worker.GetAsync($"{EnvironmentPath}/signOnPolicies")).Json["_embedded"]!["signOnPolicies"]!.AsArray();
        Assert.Equal((string)made.Json["id"]!, Assert.Single(all, policy => (bool)policy!["default"]!)!["id"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("""{"type":"LOG_ON","priority":1}""", "400 INVALID_DATA INVALID_VALUE type")]
    [InlineData("""{"type":"IDENTITY_PROVIDER","priority":1}""", "400 INVALID_DATA REQUIRED_VALUE identityProvider")]
    [InlineData(
        """{"type":"IDENTITY_PROVIDER","priority":1,"identityProvider":{"id":"x"} }""",
        "400 INVALID_DATA INVALID_VALUE identityProvider"
    )]
    [InlineData("""{"type":"PINGID_AUTHENTICATION","priority":1}""", "400 INVALID_DATA INVALID_VALUE type")]
    [InlineData("""{"type":"LOGIN","priority":1,"socialProviders":[{"id":"x"}]}""", "400 INVALID_DATA INVALID_VALUE socialProviders")]
    [InlineData("""{"type":"LOGIN"}""", "400 INVALID_DATA REQUIRED_VALUE priority")]
    [InlineData("""{"type":"LOGIN","priority":0}""", "400 INVALID_DATA OUT_OF_RANGE priority")]
    [InlineData("""{"type":"LOGIN","priority":1,"recovery":{} }""", "400 INVALID_DATA REQUIRED_VALUE recovery.enabled")]
    [InlineData("""{"type":"AGREEMENT","priority":1,"agreement":{"id":"x"} }""", "400 INVALID_DATA INVALID_VALUE agreement.id")]
    [InlineData(
        """{"type":"PROGRESSIVE_PROFILING","priority":1,"attributes":[]}""",
        "400 INVALID_DATA REQUIRED_VALUE preventMultiplePromptsPerFlow"
    )]
    public async Task An_action_has_the_members_of_its_type(string body, string expected)
    {
        var policy = await Worker.SendAsync(HttpMethod.Post, $"{EnvironmentPath}/signOnPolicies", """{"name":"P"}""");

        Assert.Equal(
            expected,
            Told(await Worker.SendAsync(HttpMethod.Post, $"{EnvironmentPath}/signOnPolicies/{policy["id"]}/actions", body))
        );
    }

    [Fact]
    public async Task A_policy_without_actions_is_not_assigned()
    {
        var journey = await Journey.ReadyAsync(this);
        var policy = await Worker.SendAsync(HttpMethod.Post, $"{EnvironmentPath}/signOnPolicies", """{"name":"P"}""");
        var body = $$"""{"priority":1,"signOnPolicy":{"id":"{{policy["id"]}}"} }""";

        var reply = await Worker.SendAsync(
            HttpMethod.Post,
            $"{EnvironmentPath}/applications/{journey.ClientId}/signOnPolicyAssignments",
            body
        );

        Assert.Equal("400 INVALID_DATA INVALID_VALUE signOnPolicy.id", reply.Failure);
    }

    [Theory]
    [InlineData("", "USERNAME_PASSWORD_REQUIRED")]
    [InlineData("&acr_values=Other", "SIGN_ON_REQUIRED")]
    [InlineData("&acr_values=Unknown%20Other", "SIGN_ON_REQUIRED")]
    [InlineData("&acr_values=Tried_Policy%20Other", "USERNAME_PASSWORD_REQUIRED")]
    [InlineData("&acr_values=Multi_Factor", "USERNAME_PASSWORD_REQUIRED")]
    public async Task The_first_assignment_counts_unless_the_request_names_another(string more, string status)
    {
        var policied = await Policied.WithAsync(this, Login);
        var other = await policied.MakeAsync("signOnPolicies", """{"name":"Other"}""");
        await policied.MakeAsync($"signOnPolicies/{other["id"]}/actions", """{"type":"IDENTIFIER_FIRST","priority":1}""");
        await policied.AssignAsync(other["id"]!, 2);

        Assert.Equal(status, (await policied.StartAsync(more))["status"]);
    }

    [Fact]
    public async Task A_session_satisfies_what_it_was_made_by()
    {
        var policied = await Policied.WithAsync(this, Login);
        await policied.StartAsync();
        await policied.LogInAsync();

        Assert.Equal("COMPLETED", (await policied.StartAsync())["status"]);
        Assert.NotNull((await policied.Journey.AuthorizeAsync("&prompt=none")).InLocation("code"));
    }

    [Holds("7.1-02")]
    [Holds("3.7-07")]
    [Fact]
    public async Task A_condition_asks_for_the_password_again_after_a_time()
    {
        var policied = await Policied.WithAsync(
            this,
            """{"type":"LOGIN","condition":{"secondsSince":"${session.lastSignOn.withAuthenticator.pwd.at}","greater":600} }"""
        );
        await policied.StartAsync();
        await policied.LogInAsync();
        Clock.Advance(TimeSpan.FromSeconds(600));
        Assert.Equal("COMPLETED", (await policied.StartAsync())["status"]);
        Clock.Advance(TimeSpan.FromSeconds(1));

        var flow = await policied.StartAsync();

        Assert.Equal("PASSWORD_REQUIRED", flow["status"]);
        Assert.Equal(Journey.Username, flow["_embedded.user.username"]);
        Assert.Equal("login_required", (await policied.Journey.AuthorizeAsync("&prompt=none")).InLocation("error"));
        Assert.Equal("COMPLETED", (await policied.LogInAsync())["status"]);
    }

    [Holds("7.1-01")]
    [Holds("7.2-02")]
    [Theory]
    [InlineData("""{"username":"journey-user"}""", "200")]
    [InlineData("""{"username":"JOURNEY-USER"}""", "200")]
    [InlineData("""{"username":"nobody"}""", "400 INVALID_DATA INVALID_VALUE username")]
    [InlineData("{}", "400 INVALID_DATA REQUIRED_VALUE username")]
    public async Task Identifier_first_asks_who_before_how(string body, string expected)
    {
        var policied = await Policied.WithAsync(this, """{"type":"IDENTIFIER_FIRST"}""", Login);
        Assert.Equal("SIGN_ON_REQUIRED", (await policied.StartAsync())["status"]);

        var reply = await policied.ActAsync("user.lookup", body);

        Assert.Equal(expected, reply.Failure);
        if (expected != "200")
            return;
        Assert.Equal("PASSWORD_REQUIRED", reply["status"]);
        Assert.Equal(
            "COMPLETED",
            (await policied.ActAsync("usernamePassword.check", $$"""{"password":"{{Secrets.GoodPassword}}"}"""))["status"]
        );
    }

    private static string Told(Reply reply) => reply.Status < 300 ? $"{reply.Status}" : reply.Failure;
}
