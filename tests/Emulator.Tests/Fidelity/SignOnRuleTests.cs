using PingOneScenarios.Emulator.Tests.Driving;

namespace PingOneScenarios.Emulator.Tests.Fidelity;

/// <summary>Parameters of a sign-on, and what becomes of them.</summary>
public sealed class SignOnRuleTests : WithEmulator
{
    [Holds("3.6-07")]
    [Theory]
    [InlineData("")]
    [InlineData("&scope=")]
    public async Task No_scope_asks_for_all_that_is_granted(string scope)
    {
        var journey = await Journey.ReadyAsync(this);
        var start = await User.GetAsync(
            $"{Sign}/authorize?client_id={journey.ClientId}&response_type=code&redirect_uri={Journey.Redirect}{scope}"
        );
        await journey.LogInAsync(start.InLocation("flowId")!);
        var code = (await journey.ResumeAsync(start.InLocation("flowId")!)).InLocation("code")!;

        var tokens = await journey.RedeemAsync(code, journey.AsJwt());

        Assert.Equal(200, tokens.Status);
        Assert.Equal(["openid", "profile", "email", "address", "phone"], tokens["scope"]!.Split(' '));
        Assert.NotNull(tokens["id_token"]);
    }

    [Holds("3.6-10")]
    [Theory]
    [InlineData("&acr_values=Single_Factor")]
    [InlineData("&login_hint=journey-user")]
    [InlineData("&acr_values=Single_Factor&login_hint=do-not-send@example.com&max_age=100")]
    public async Task Hints_are_taken(string hints)
    {
        var journey = await Journey.ReadyAsync(this);

        var flowId = (await journey.AuthorizeAsync(hints)).InLocation("flowId");

        Assert.NotNull(flowId);
        await journey.LogInAsync(flowId);
        Assert.NotNull((await journey.ResumeAsync(flowId)).InLocation("code"));
    }

    [Holds("3.7-03")]
    [Fact]
    public async Task A_flow_offers_no_registration_that_nobody_enabled()
    {
        var journey = await Journey.ReadyAsync(this);
        var flowId = (await journey.AuthorizeAsync()).InLocation("flowId");

        Assert.Null((await User.GetAsync($"/{Server.EnvironmentId}/flows/{flowId}")).Json["_links"]!["user.register"]);
    }

    [Holds("7.2-01")]
    [Fact]
    public async Task Resetting_the_session_drops_it()
    {
        var journey = await Journey.ReadyAsync(this);
        await journey.GetCodeAsync();
        var flowId = (await journey.AuthorizeAsync("&prompt=login")).InLocation("flowId");
        var path = $"/{Server.EnvironmentId}/flows/{flowId}";
        Assert.NotNull((await journey.AuthorizeAsync("&prompt=none")).InLocation("code"));

        var reply = await User.SendAsync(HttpMethod.Post, path, "{}", "application/vnd.pingidentity.session.reset+json");

        Assert.Equal("USERNAME_PASSWORD_REQUIRED", reply["status"]);
        Assert.Equal("login_required", (await journey.AuthorizeAsync("&prompt=none")).InLocation("error"));
    }

    [Holds("6.1-02")]
    [Theory]
    [InlineData("openid email", "email")]
    [InlineData("openid profile", "given_name")]
    public async Task An_id_token_has_the_claims_of_the_scopes(string scope, string claim)
    {
        var journey = await Journey.ReadyAsync(this);
        var start = await User.GetAsync(
            $"{Sign}/authorize?client_id={journey.ClientId}&response_type=code&redirect_uri={Journey.Redirect}&scope={Uri.EscapeDataString(scope)}"
        );
        await journey.LogInAsync(start.InLocation("flowId")!);
        var code = (await journey.ResumeAsync(start.InLocation("flowId")!)).InLocation("code")!;

        var tokens = await journey.RedeemAsync(code, journey.AsJwt());

        Assert.NotNull(Secrets.Open(tokens["id_token"]!).Claims[claim]);
        Assert.Null(Secrets.Open((await journey.SignOnAsync())["id_token"]!).Claims[claim]);
    }
}
