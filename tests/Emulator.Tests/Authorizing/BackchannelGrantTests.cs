using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Tests.Driving;

namespace PingOneScenarios.Emulator.Tests.Authorizing;

public sealed class BackchannelGrantTests : WithEmulator
{
    private const string Grant = "urn:openid:params:grant-type:ciba";

    [Theory]
    [Holds("1.2-11", "4.1-22")]
    [InlineData("CLIENT_SECRET_JWT", "username")]
    [InlineData("CLIENT_SECRET_POST", "email")]
    [InlineData("CLIENT_SECRET_BASIC", "id")]
    [InlineData("CLIENT_SECRET_POST", "login_hint_token")]
    [InlineData("CLIENT_SECRET_POST", "id_token_hint")]
    public async Task A_user_approves_elsewhere(string method, string hint)
    {
        var journey = await ClientAsync(method);
        var asked = await AskAsync(journey, method, await HintAsync(journey, hint), ("binding_message", "Pump 5"));
        Assert.Equal((200, "120", "2"), (asked.Status, asked["expires_in"], asked["interval"]));
        Assert.Equal("400 authorization_pending", (await PollAsync(journey, method, asked)).Failure);
        Assert.Equal("400 slow_down", (await PollAsync(journey, method, asked)).Failure);

        var message = (await User.GetAsync($"/inbox/messages?to={Journey.Username}")).Json["messages"]![0]!;
        Assert.Equal(("PUSH", "ciba_authorization"), (message["channel"]!.ToString(), message["purpose"]!.ToString()));
        Assert.EndsWith(": Pump 5", message["text"]!.ToString(), StringComparison.Ordinal);
        Assert.Equal(204, (await User.PostFormAsync($"/inbox/messages/{message["id"]}/approve")).Status);

        var tokens = await PollAsync(journey, method, asked);
        Assert.Equal(200, tokens.Status);
        Assert.Equal(journey.UserId, Secrets.Open(tokens["id_token"]!).Claims["sub"]!.GetValue<string>());
        Assert.Equal("400 invalid_grant", (await PollAsync(journey, method, asked)).Failure);
        Assert.Equal("404 NOT_FOUND", (await User.PostFormAsync($"/inbox/messages/{message["id"]}/deny")).Failure);
    }

    [Fact]
    public async Task A_refusal_ends_it()
    {
        var journey = await ClientAsync("CLIENT_SECRET_POST");
        var asked = await AskAsync(journey, "CLIENT_SECRET_POST", ("login_hint", Journey.Username));
        var message = (await User.GetAsync("/inbox/messages")).Json["messages"]![0]!;

        await User.PostFormAsync($"/inbox/messages/{message["id"]}/deny");

        Assert.Equal("400 access_denied", (await PollAsync(journey, "CLIENT_SECRET_POST", asked)).Failure);
    }

    [Fact]
    public async Task Two_minutes_end_it()
    {
        var journey = await ClientAsync("CLIENT_SECRET_POST");
        var asked = await AskAsync(journey, "CLIENT_SECRET_POST", ("login_hint", Journey.Username));
        var message = (await User.GetAsync("/inbox/messages")).Json["messages"]![0]!;
        Clock.Advance(TimeSpan.FromSeconds(120));

        Assert.Equal("400 expired_token", (await PollAsync(journey, "CLIENT_SECRET_POST", asked)).Failure);
        Assert.Equal(404, (await User.PostFormAsync($"/inbox/messages/{message["id"]}/approve")).Status);
    }

    [Theory]
    [InlineData("openid", "", "400 invalid_request")]
    [InlineData("openid", "login_hint=a&login_hint_token=b", "400 invalid_request")]
    [InlineData("openid", "login_hint=nobody", "400 unknown_user_id")]
    [InlineData("openid", "login_hint_token=a.b.c", "400 invalid_request")]
    [InlineData("openid", "id_token_hint=a.b.c", "400 invalid_request")]
    [InlineData("profile", "login_hint=journey-user", "400 invalid_scope")]
    [InlineData("openid p1:x", "login_hint=journey-user", "400 invalid_scope")]
    public async Task A_request_that_breaks_a_rule_asks_nobody(string scope, string hints, string failure)
    {
        var journey = await ClientAsync("CLIENT_SECRET_POST");

        var reply = await User.SendAsync(
            HttpMethod.Post,
            $"{Sign}/cibaAuthorization",
            $"client_id={journey.ClientId}&client_secret={Uri.EscapeDataString(journey.ClientSecret)}&scope={Uri.EscapeDataString(scope)}&{hints}",
            "application/x-www-form-urlencoded"
        );

        Assert.Equal(failure, reply.Failure);
        Assert.Empty((await User.GetAsync("/inbox/messages")).Json["messages"]!.AsArray());
    }

    [Theory]
    [InlineData("NONE", "CIBA")]
    [InlineData("CLIENT_SECRET_POST", "CLIENT_CREDENTIALS")]
    public async Task Not_every_application_may(string method, string grant)
    {
        var journey = await ClientAsync(method, grant);

        Assert.Equal("400 unauthorized_client", (await AskAsync(journey, method, ("login_hint", Journey.Username))).Failure);
    }

    private async Task<Journey> ClientAsync(string method, string grant = "CIBA")
    {
        var journey = new Journey(this);
        await journey.CreateApplicationAsync(method, body => body["grantTypes"] = new JsonArray("AUTHORIZATION_CODE", grant));
        await journey.CreateUserAsync();
        return journey;
    }

    private async Task<(string, string)> HintAsync(Journey journey, string kind) =>
        kind switch
        {
            "username" => ("login_hint", Journey.Username),
            "email" => ("login_hint", "Do-Not-Send@example.com"),
            "id" => ("login_hint", journey.UserId),
            "login_hint_token" => (
                kind,
                Secrets.Sign(
                    "HS256",
                    journey.ClientSecret,
                    new()
                    {
                        ["iss"] = journey.ClientId,
                        ["aud"] = $"{Server.AuthPath}{Sign}",
                        ["sub"] = journey.UserId,
                    }
                )
            ),
            _ => (kind, (await journey.RedeemAsync(await journey.GetCodeAsync(), journey.AsPost()))["id_token"]!),
        };

    private Task<Reply> AskAsync(Journey journey, string method, params (string, string)[] fields) =>
        PostAsync(journey, method, "cibaAuthorization", [("scope", "openid"), .. fields]);

    private Task<Reply> PollAsync(Journey journey, string method, Reply asked) =>
        PostAsync(journey, method, "token", ("grant_type", Grant), ("auth_req_id", asked["auth_req_id"]!));

    private async Task<Reply> PostAsync(Journey journey, string method, string path, params (string, string)[] fields)
    {
        User.Authorization = method == "CLIENT_SECRET_BASIC" ? Secrets.Basic(journey.ClientId, journey.ClientSecret) : null;
        var reply = await User.PostFormAsync(
            $"{Sign}/{path}",
            [
                .. fields,
                .. method switch
                {
                    "CLIENT_SECRET_POST" => journey.AsPost(),
                    "CLIENT_SECRET_JWT" => journey.AsJwt(),
                    "NONE" => [("client_id", journey.ClientId)],
                    _ => Array.Empty<(string, string)>(),
                },
            ]
        );
        User.Authorization = null;
        return reply;
    }
}
