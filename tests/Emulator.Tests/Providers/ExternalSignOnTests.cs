using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Tests.Driving;
using PingOneScenarios.Emulator.Tests.Flows;

namespace PingOneScenarios.Emulator.Tests.Providers;

/// <summary>Users of another environment sign on here.</summary>
public sealed class ExternalSignOnTests : WithEmulator
{
    private const string Registering = """{"enabled":true}""";
    private const string Confirming = """{"enabled":true,"confirmIdentityProviderAttributes":true}""";

    [Holds("1.2-13", "3.7-07", "7.1-09", "7.1-11")]
    [Fact]
    public async Task The_first_sign_on_links_the_account_and_the_next_needs_no_password()
    {
        var abroad = await Abroad.MakeAsync(this);
        var policied = await Policied.WithAsync(this, abroad.Login());
        var flow = await policied.StartAsync();
        Assert.Equal("USERNAME_PASSWORD_REQUIRED", flow["status"]);
        Assert.Equal(("Abroad", "OPENID_CONNECT"), (flow["_embedded.socialProviders.0.name"], flow["_embedded.socialProviders.0.type"]));
        var href = flow["_embedded.socialProviders.0._links.authenticate.href"]!;
        var left = await User.GetAsync(abroad.Path(href));
        Assert.StartsWith($"{Server.AuthPath}/{abroad.EnvironmentId}/as/authorize?", left.Location, StringComparison.Ordinal);
        foreach (var name in new[] { "state", "nonce", "code_challenge", "scope", "client_id" })
            Assert.NotNull(left.InLocation(name));
        Assert.Equal("EXTERNAL_AUTHENTICATION_REQUIRED", (await policied.ReadAsync())["status"]);

        var back = await User.GetAsync(abroad.Path((await abroad.ComeBackAsync(left)).Location));
        Assert.Equal(policied.FlowId, back.InLocation("flowId"));
        var waiting = await policied.ReadAsync();
        Assert.Equal(
            ("ACCOUNT_LINKING_REQUIRED", abroad.UserId),
            (waiting["status"], waiting["_embedded.externalAuthentication.externalId"])
        );
        Assert.Equal("COMPLETED", (await policied.LogInAsync())["status"]);
        Assert.NotNull((await policied.ResumeAsync()).InLocation("code"));

        await policied.StartAsync("&prompt=login");
        var end = await abroad.SignOnAsync(policied.FlowId);
        Assert.NotNull((await User.GetAsync(abroad.Path(end.Location))).InLocation("code"));
        Assert.Equal("Ada", (await Worker.GetAsync($"{EnvironmentPath}/users/{policied.Journey.UserId}"))["name.given"]);
    }

    [Fact]
    public async Task Who_may_register_becomes_a_user()
    {
        var abroad = await Abroad.MakeAsync(this);
        var policied = await Policied.WithAsync(this, abroad.Login(Registering));
        await policied.StartAsync();

        await abroad.SignOnAsync(policied.FlowId);

        var flow = await policied.ReadAsync();
        Assert.Equal(("COMPLETED", abroad.UserId), (flow["status"], flow["_embedded.user.username"]));
        var user = await Worker.GetAsync($"{EnvironmentPath}/users/{flow["_embedded.user.id"]}");
        Assert.Equal(("abroad@example.com", "Ada", "PING_ONE"), (user["email"], user["name.given"], user["identityProvider.type"]));
        var linked = await Worker.GetAsync($"{EnvironmentPath}/users/{user["id"]}/linkedAccounts?expand=identityProviders");
        Assert.Equal(("1", abroad.UserId), (linked["count"], linked["_embedded.linkedAccounts.0.externalId"]));
        Assert.Equal("Abroad", linked["_embedded.linkedAccounts.0._embedded.identityProviders.name"]);
    }

    [Fact]
    public async Task A_provider_that_is_the_authority_makes_its_users_itself()
    {
        var population = (await Worker.SendAsync(HttpMethod.Post, $"{EnvironmentPath}/populations", """{"name":"Theirs"}"""))["id"]!;
        var abroad = await Abroad.MakeAsync(
            this,
            body => body["registration"] = new JsonObject { ["population"] = new JsonObject { ["id"] = population } }
        );
        var policied = await Policied.WithAsync(
            this,
            $$"""{"type":"IDENTITY_PROVIDER","identityProvider":{"id":"{{abroad.ProviderId}}"},"acrValues":"Single_Factor"}"""
        );
        var flow = await policied.StartAsync();
        Assert.Equal("EXTERNAL_AUTHENTICATION_REQUIRED", flow["status"]);
        Assert.Contains(abroad.ProviderId, flow["_links.authenticate.href"], StringComparison.Ordinal);
        Assert.Equal("Single_Factor", (await abroad.LeaveAsync(policied.FlowId)).InLocation("acr_values"));

        await abroad.SignOnAsync(policied.FlowId);

        var id = (await policied.ReadAsync())["_embedded.user.id"];
        var user = await Worker.GetAsync($"{EnvironmentPath}/users/{id}");
        Assert.Equal(
            (population, abroad.ProviderId, "OPENID_CONNECT"),
            (user["population.id"], user["identityProvider.id"], user["identityProvider.type"])
        );
    }

    [Holds("7.1-10")]
    [Fact]
    public async Task What_the_provider_said_is_confirmed_first()
    {
        var abroad = await Abroad.MakeAsync(this);
        var policied = await Policied.WithAsync(this, abroad.Login(Confirming));
        await policied.StartAsync();
        await abroad.SignOnAsync(policied.FlowId);
        var flow = await policied.ReadAsync();
        Assert.Equal("ACCOUNT_CONFIRMATION_REQUIRED", flow["status"]);
        Assert.Equal("abroad@example.com", flow["_embedded.externalAuthentication.attributes.email.value"]);
        Assert.NotNull(flow.Json["_links"]!["user.confirm"]);
        Assert.Equal("400 INVALID_DATA REQUIRED_VALUE username", (await policied.ActAsync("user.confirm")).Failure);
        Assert.Equal(
            "400 INVALID_DATA INVALID_VALUE email",
            (await policied.ActAsync("user.confirm", """{"username":"u","email":"no"}""")).Failure
        );

        var done = await policied.ActAsync(
            "user.confirm",
            """{"username":"chosen","nickname":"not given","name":{"given":"Eva","family":"not given"} }"""
        );

        Assert.Equal(("COMPLETED", "chosen"), (done["status"], done["_embedded.user.username"]));
        var user = await Worker.GetAsync($"{EnvironmentPath}/users/{done["_embedded.user.id"]}");
        Assert.Equal(("Eva", null, null), (user["name.given"], user["name.family"], user["nickname"]));
    }

    [Fact]
    public async Task A_name_that_is_taken_is_proved_before_it_is_linked()
    {
        var abroad = await Abroad.MakeAsync(this);
        var policied = await Policied.WithAsync(this, abroad.Login(Confirming));
        await policied.StartAsync();
        await abroad.SignOnAsync(policied.FlowId);

        var asked = await policied.ActAsync("user.confirm", $$"""{"username":"{{Journey.Username}}"}""");

        Assert.Equal("ACCOUNT_LINKING_REQUIRED", asked["status"]);
        Assert.Equal("400 INVALID_DATA INVALID_CREDENTIALS", (await policied.LogInAsync("wrong")).Failure);
        Assert.Equal("COMPLETED", (await policied.LogInAsync())["status"]);
        var linked = await Worker.GetAsync($"{EnvironmentPath}/users/{policied.Journey.UserId}/linkedAccounts");
        Assert.Equal("1", linked["count"]);
    }

    [Fact]
    public async Task An_unknown_name_may_belong_to_a_provider()
    {
        var abroad = await Abroad.MakeAsync(this);
        var policied = await Policied.WithAsync(
            this,
            $$"""
            {"type":"IDENTIFIER_FIRST","registration":{"enabled":true},
             "discoveryRules":[{"condition":{"contains":"@example.com","value":"${identifier}"},"identityProvider":{"id":"{{abroad.ProviderId}}"} }]}
            """
        );
        await policied.StartAsync();
        Assert.Equal(
            "400 INVALID_DATA INVALID_VALUE username",
            (await policied.ActAsync("user.lookup", """{"username":"a@example.org"}""")).Failure
        );

        var sent = await policied.ActAsync("user.lookup", """{"username":"a@EXAMPLE.com"}""");

        Assert.Equal("EXTERNAL_AUTHENTICATION_REQUIRED", sent["status"]);
        await abroad.SignOnAsync(policied.FlowId);
        Assert.Equal("COMPLETED", (await policied.ReadAsync())["status"]);
    }

    [Fact]
    public async Task Who_begins_again_is_asked_here()
    {
        var abroad = await Abroad.MakeAsync(this);
        var policied = await Policied.WithAsync(this, abroad.Login());
        await policied.StartAsync();
        var left = await abroad.LeaveAsync(policied.FlowId);

        Assert.Equal("USERNAME_PASSWORD_REQUIRED", (await policied.ActAsync("session.reset"))["status"]);

        var back = await abroad.ComeBackAsync(left);
        Assert.Equal("400 INVALID_REQUEST", (await User.GetAsync(abroad.Path(back.Location))).Failure);
        Assert.Equal("COMPLETED", (await policied.LogInAsync())["status"]);
    }

    [Theory]
    [InlineData("clientSecret", "wrong-secret", "gave no tokens")]
    [InlineData("issuer", "https://other.example", "iss is not")]
    [InlineData("jwksEndpoint", "http://127.0.0.1:9/jwks", "keys cannot be had")]
    [InlineData("tokenEndpoint", "http://127.0.0.1:9/token", "gave no tokens")]
    public async Task Who_is_not_believed_is_not_signed_on(string member, string value, string why)
    {
        var abroad = await Abroad.MakeAsync(this, body => body[member] = value);
        var policied = await Policied.WithAsync(this, abroad.Login(Registering));
        await policied.StartAsync();

        await abroad.SignOnAsync(policied.FlowId);

        Assert.Equal("FAILED", (await policied.ReadAsync())["status"]);
        var end = await policied.ResumeAsync();
        Assert.Equal("access_denied", end.InLocation("error"));
        Assert.Contains(why, end.InLocation("error_description"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CLIENT_SECRET_POST")]
    [InlineData("NONE")]
    public async Task The_code_is_exchanged_as_the_provider_wants_it(string method)
    {
        var abroad = await Abroad.MakeAsync(this, body => body["tokenEndpointAuthMethod"] = method);
        var application = Journey.ApplicationBody(method);
        application["redirectUris"] = new JsonArray($"{Server.AuthPath}/{Server.EnvironmentId}/rp/callback/openid_connect");
        var changed = await Worker.SendAsync(
            HttpMethod.Put,
            $"/v1/environments/{abroad.EnvironmentId}/applications/{abroad.ClientId}",
            application.ToJsonString()
        );
        Assert.Equal(200, changed.Status);
        var policied = await Policied.WithAsync(this, abroad.Login(Registering));
        await policied.StartAsync();

        await abroad.SignOnAsync(policied.FlowId);

        Assert.Equal("COMPLETED", (await policied.ReadAsync())["status"]);
    }

    [Fact]
    public async Task A_state_serves_once_in_its_browser_and_for_fifteen_minutes()
    {
        var abroad = await Abroad.MakeAsync(this);
        var policied = await Policied.WithAsync(this, abroad.Login());
        await policied.StartAsync();
        var back = abroad.Path((await abroad.ComeBackAsync(await abroad.LeaveAsync(policied.FlowId))).Location);
        using (var stranger = new Browser(Server.Address))
            Assert.StartsWith("401", (await stranger.GetAsync(back)).Failure, StringComparison.Ordinal);
        Assert.Equal(302, (await User.GetAsync(back)).Status);
        Assert.Equal("400 INVALID_REQUEST", (await User.GetAsync(back)).Failure);

        await policied.StartAsync();
        var late = abroad.Path((await abroad.ComeBackAsync(await abroad.LeaveAsync(policied.FlowId))).Location);
        Clock.Advance(TimeSpan.FromMinutes(15));
        Assert.Equal("400 INVALID_REQUEST", (await User.GetAsync(late)).Failure);
    }

    [Fact]
    public async Task Who_refuses_over_there_is_not_signed_on()
    {
        var abroad = await Abroad.MakeAsync(this);
        var policied = await Policied.WithAsync(this, abroad.Login());
        await policied.StartAsync();
        var state = (await abroad.LeaveAsync(policied.FlowId)).InLocation("state");

        var back = await User.GetAsync($"/{Server.EnvironmentId}/rp/callback/openid_connect?state={state}&error=access_denied");

        Assert.Equal("access_denied", (await User.GetAsync(abroad.Path(back.Location))).InLocation("error"));
    }

    [Fact]
    public async Task Another_provider_than_the_policy_names_is_not_gone_to()
    {
        var abroad = await Abroad.MakeAsync(this);
        var policied = await Policied.WithAsync(this, """{"type":"LOGIN"}""");
        Assert.Null((await policied.StartAsync())["_embedded.socialProviders"]);

        Assert.Equal("400 INVALID_REQUEST", (await abroad.LeaveAsync(policied.FlowId)).Failure);
        Assert.Equal("404 NOT_FOUND", (await abroad.LeaveAsync(Guid.Empty.ToString())).Failure);
        var nowhere = $"/{Server.EnvironmentId}/rp/authenticate?providerId={Guid.Empty}&flowId={policied.FlowId}";
        Assert.Equal("404 NOT_FOUND", (await User.GetAsync(nowhere)).Failure);
    }

    [Fact]
    public async Task A_locked_user_stays_out_where_the_policy_says_so()
    {
        var abroad = await Abroad.MakeAsync(this);
        var login = abroad.Login().Replace("\"type\"", "\"enforceLockoutForIdentityProviders\":true,\"type\"", StringComparison.Ordinal);
        var policied = await Policied.WithAsync(this, login);
        var user = $"{EnvironmentPath}/users/{policied.Journey.UserId}";
        var linked = await Worker.SendAsync(
            HttpMethod.Post,
            $"{user}/linkedAccounts",
            $$"""{"identityProvider":{"id":"{{abroad.ProviderId}}"},"externalId":"{{abroad.UserId}}"}""",
            "application/vnd.pingidentity.account.link+json"
        );
        Assert.Equal(201, linked.Status);
        await Worker.SendAsync(HttpMethod.Post, user, "{}", "application/vnd.pingidentity.account.lock+json");
        await policied.StartAsync();

        await abroad.SignOnAsync(policied.FlowId);

        Assert.Equal("FAILED", (await policied.ReadAsync())["status"]);
    }
}
