using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Tests.Driving;

namespace PingOneScenarios.Emulator.Tests;

public sealed class TokenTests : WithEmulator
{
    private const string Verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    private const string Challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    private const string Form = "application/x-www-form-urlencoded";
    private const string Inactive = """{"active":false}""";

    [Holds("6.1-01")]
    [Fact]
    public async Task An_access_token_carries_PingOnes_claims()
    {
        var journey = await Journey.ReadyAsync(this);
        var reply = await journey.SignOnAsync();

        var (_, claims) = Secrets.Open(reply["access_token"]!);

        var now = Start.ToUnixTimeSeconds();
        Assert.True(
            JsonNode.DeepEquals(
                JsonNode.Parse(
                    $$"""
                    {
                      "client_id": "{{journey.ClientId}}", "iss": "{{Server.AuthPath}}/{{Server.EnvironmentId}}/as", "iat": {{now}}, "exp": {{now
                        + 3600}},
                      "aud": ["https://api.pingone.com"], "scope": "openid", "sub": "{{journey.UserId}}", "sid": "{{claims["sid"]}}",
                      "env": "{{Server.EnvironmentId}}", "org": "{{Server.OrganizationId}}", "jti": "{{claims["jti"]}}",
                      "auth_time": {{now}}, "acr": "Single_Factor"
                    }
                    """
                ),
                claims
            ),
            claims.ToJsonString()
        );
    }

    [Holds("3.6-08", "6.1-02")]
    [Fact]
    public async Task An_id_token_carries_PingOnes_claims()
    {
        var journey = await Journey.ReadyAsync(this);
        var reply = await journey.SignOnAsync("&nonce=n-0S6_WzA2Mj");

        var (header, claims) = Secrets.Open(reply["id_token"]!);

        var now = Start.ToUnixTimeSeconds();
        var half = SHA256.HashData(Encoding.ASCII.GetBytes(reply["access_token"]!)).AsSpan(0, 16);
        Assert.Equal("""{"alg":"RS256","kid":"public-development-key"}""", header.ToJsonString());
        Assert.True(
            JsonNode.DeepEquals(
                JsonNode.Parse(
                    $$"""
                    {
                      "iss": "{{Server.AuthPath}}/{{Server.EnvironmentId}}/as", "sub": "{{journey.UserId}}", "aud": "{{journey.ClientId}}",
                      "iat": {{now}}, "exp": {{now + 3600}}, "auth_time": {{now}}, "acr": "Single_Factor", "amr": ["pwd"],
                      "nonce": "n-0S6_WzA2Mj", "sid": "{{claims["sid"]}}", "at_hash": "{{Base64Url.EncodeToString(half)}}",
                      "env": "{{Server.EnvironmentId}}", "org": "{{Server.OrganizationId}}", "p1.region": "NA1"
                    }
                    """
                ),
                claims
            ),
            claims.ToJsonString()
        );
    }

    [Fact]
    public async Task A_nonce_that_was_not_sent_is_not_in_the_id_token()
    {
        var reply = await (await Journey.ReadyAsync(this)).SignOnAsync();

        Assert.Null(Secrets.Open(reply["id_token"]!).Claims["nonce"]);
    }

    [Fact]
    public async Task Auth_time_is_when_the_user_signed_on()
    {
        var journey = await Journey.ReadyAsync(this);
        await journey.SignOnAsync();
        Clock.Advance(TimeSpan.FromMinutes(5));
        var flowId = (await journey.AuthorizeAsync()).InLocation("flowId")!;
        var code = (await journey.ResumeAsync(flowId)).InLocation("code")!;

        var (_, claims) = Secrets.Open((await journey.RedeemAsync(code, journey.AsJwt()))["id_token"]!);

        Assert.Equal(Start.ToUnixTimeSeconds(), claims["auth_time"]!.GetValue<long>());
        Assert.Equal(Start.ToUnixTimeSeconds() + 300, claims["iat"]!.GetValue<long>());
    }

    [Holds("1.4-03", "6.2-01")]
    [Theory]
    // Each row keeps to one check more than the row above it, and breaks all that come later.
    [InlineData("application/json", "", "400 invalid_request", "The request must have the content type")]
    [InlineData(Form, "", "400 invalid_request", "The parameter grant_type is missing")]
    [InlineData(Form, "grant_type=", "400 invalid_request", "The parameter grant_type is missing")]
    [InlineData(Form, "grant_type=password", "400 unsupported_grant_type", "Unsupported grant type: password")]
    [InlineData(Form, "grant_type=refresh_token", "401 invalid_client", "Request denied: No client authentication")]
    [InlineData(Form, "grant_type=refresh_token&{client}", "400 unauthorized_client", "The grant type is not enabled")]
    [InlineData(Form, "grant_type=authorization_code&{client}", "400 invalid_request", "The parameter code is missing")]
    [InlineData(Form, "grant_type=authorization_code&{client}&code=unknown", "400 invalid_grant", "The authorization code is unknown")]
    [InlineData(Form, "grant_type=authorization_code&{client}&code={code}", "400 invalid_grant", "The redirect_uri differs")]
    [InlineData(
        Form,
        "grant_type=authorization_code&{client}&code={code}&redirect_uri=https://www.example.com",
        "400 invalid_grant",
        "The code_verifier is missing"
    )]
    public async Task The_checks_run_in_their_order(string mediaType, string body, string expected, string why)
    {
        var journey = await Journey.ReadyAsync(this);
        var client = $"client_assertion_type={Secrets.JwtBearer}&client_assertion={journey.Assertion()}";
        var code = await journey.GetCodeAsync($"&code_challenge={Challenge}");
        body = body.Replace("{client}", client, StringComparison.Ordinal).Replace("{code}", code, StringComparison.Ordinal);

        var reply = await User.SendAsync(HttpMethod.Post, $"{Sign}/token", body, mediaType);

        Assert.Equal(expected, reply.Failure);
        Assert.StartsWith(why, reply["error_description"], StringComparison.Ordinal);
        Assert.Equal("no-store", reply.Header("Cache-Control"));
        Assert.Equal("application/json;charset=UTF-8", reply.ContentType?.Replace(" ", "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_field_sent_twice_is_refused()
    {
        var reply = await User.PostFormAsync($"{Sign}/token", ("grant_type", "client_credentials"), ("grant_type", "client_credentials"));

        Assert.Equal("400 invalid_request", reply.Failure);
    }

    [Holds("3.10-03")]
    [Theory]
    [InlineData("https://www.example.com/", "400 invalid_grant")]
    [InlineData("https://www.example.com/x", "400 invalid_grant")]
    [InlineData("", "400 invalid_grant")]
    [InlineData("https://www.example.com", "200")]
    public async Task The_redirect_uri_must_be_the_one_of_authorize(string redirect, string expected)
    {
        var journey = await Journey.ReadyAsync(this);
        var code = await journey.GetCodeAsync();

        var reply = await User.PostFormAsync(
            $"{Sign}/token",
            [("grant_type", "authorization_code"), ("code", code), ("redirect_uri", redirect), .. journey.AsJwt()]
        );

        Assert.Equal(expected, reply.Failure);
    }

    [Fact]
    public async Task A_code_of_another_client_is_unknown()
    {
        var journey = await Journey.ReadyAsync(this);
        var code = await journey.GetCodeAsync();
        var other = new Journey(this);
        await other.CreateApplicationAsync("CLIENT_SECRET_POST");

        Assert.Equal("400 invalid_grant", (await journey.RedeemAsync(code, other.AsPost())).Failure);
        Assert.Equal("200", (await journey.RedeemAsync(code, journey.AsJwt())).Failure);
    }

    [Holds("3.10-02")]
    [Theory]
    [InlineData(59, "200")]
    [InlineData(60, "400 invalid_grant")]
    public async Task A_code_lives_sixty_seconds(int seconds, string expected)
    {
        var journey = await Journey.ReadyAsync(this);
        var code = await journey.GetCodeAsync();
        Clock.Advance(TimeSpan.FromSeconds(seconds));

        Assert.Equal(expected, (await journey.RedeemAsync(code, journey.AsJwt())).Failure);
    }

    [Holds("3.10-02")]
    [Theory]
    [InlineData(0)]
    [InlineData(600)]
    public async Task Using_a_code_twice_ends_the_tokens_of_the_first_use(int secondsBetween)
    {
        var journey = await Journey.ReadyAsync(this);
        var code = await journey.GetCodeAsync();
        var token = (await journey.RedeemAsync(code, journey.AsJwt()))["access_token"]!;
        Assert.Equal("true", (await journey.IntrospectAsync(token))["active"]);
        Clock.Advance(TimeSpan.FromSeconds(secondsBetween));

        Assert.Equal("400 invalid_grant", (await journey.RedeemAsync(code, journey.AsJwt())).Failure);

        Assert.Equal(Inactive, (await journey.IntrospectAsync(token)).Text);
        User.Authorization = $"Bearer {token}";
        Assert.Equal(401, (await User.GetAsync($"{Sign}/userinfo")).Status);
    }

    [Fact]
    public async Task Of_many_uses_of_a_code_at_once_one_gets_tokens()
    {
        var journey = await Journey.ReadyAsync(this);
        var code = await journey.GetCodeAsync();

        var replies = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => journey.RedeemAsync(code, journey.AsJwt())));

        Assert.Single(replies, reply => reply.Status == 200);
        Assert.Equal(19, replies.Count(reply => reply.Failure == "400 invalid_grant"));
    }

    [Holds("4.4-01", "4.4-02")]
    [Theory]
    [InlineData($"&code_challenge={Challenge}&code_challenge_method=S256", Verifier, "200")]
    [InlineData($"&code_challenge={Challenge}&code_challenge_method=S256", Challenge, "400 invalid_grant")]
    [InlineData($"&code_challenge={Challenge}&code_challenge_method=S256", "short", "400 invalid_grant")]
    [InlineData($"&code_challenge={Challenge}&code_challenge_method=S256", "", "400 invalid_grant")]
    [InlineData(
        "&code_challenge=jg9lfrvtQGd1zcYSGEzgj5iyAQFC-RNn1m_AzS7tNiY&code_challenge_method=S256",
        "a-short-verifier",
        "400 invalid_grant"
    )]
    [InlineData($"&code_challenge={Verifier}&code_challenge_method=plain", Verifier, "200")]
    [InlineData($"&code_challenge={Verifier}", Verifier, "200")]
    [InlineData($"&code_challenge={Verifier}", Challenge, "400 invalid_grant")]
    [InlineData($"&code_challenge={Verifier}", "", "400 invalid_grant")]
    [InlineData("", "", "200")]
    public async Task The_verifier_must_fit_the_challenge(string challenge, string verifier, string expected)
    {
        var journey = await Journey.ReadyAsync(this);
        var code = await journey.GetCodeAsync(challenge);

        Assert.Equal(expected, (await journey.RedeemAsync(code, [.. journey.AsJwt(), ("code_verifier", verifier)])).Failure);
    }

    [Holds("2-03", "5.4-02", "6.2-01")]
    [Theory]
    [InlineData("SERVICE", "CLIENT_SECRET_POST", "400 invalid_scope")]
    [InlineData("WORKER", "CLIENT_SECRET_POST", "200")]
    [InlineData("WORKER", "NONE", "400 unauthorized_client")]
    public async Task Client_credentials_are_for_workers(string type, string method, string expected)
    {
        var journey = new Journey(this);
        await journey.CreateApplicationAsync(
            method,
            body => (body["type"], body["grantTypes"]) = (type, new JsonArray("CLIENT_CREDENTIALS"))
        );

        var reply = await User.PostFormAsync(
            $"{Sign}/token",
            [("grant_type", "client_credentials"), .. method == "NONE" ? [("client_id", journey.ClientId)] : journey.AsPost()]
        );

        Assert.Equal(expected, reply.Failure);
        if (expected == "400 invalid_scope")
            Assert.StartsWith("At least one scope must be granted (Correlation ID: ", reply["error_description"], StringComparison.Ordinal);
        if (expected != "200")
            return;
        // It is a worker, but nobody gave it a role.
        User.Authorization = $"Bearer {reply["access_token"]}";
        Assert.Equal(403, (await User.GetAsync($"{EnvironmentPath}/users/unknown")).Status);
    }

    [Holds("3.10-04")]
    [Fact]
    public async Task A_refresh_token_is_exchanged_once()
    {
        var journey = new Journey(this);
        await journey.CreateApplicationAsync(
            "CLIENT_SECRET_POST",
            body => body["grantTypes"] = new JsonArray("AUTHORIZATION_CODE", "REFRESH_TOKEN")
        );
        await journey.CreateUserAsync();
        var first = await journey.RedeemAsync(await journey.GetCodeAsync(), journey.AsPost());

        var second = await RefreshAsync(journey, first["refresh_token"]!);
        Assert.Equal("200", second.Failure);
        Assert.NotEqual(first["refresh_token"], second["refresh_token"]);
        Assert.Equal(
            ["access_token", "token_type", "expires_in", "scope", "refresh_token", "id_token"],
            second.Json.AsObject().Select(m => m.Key)
        );

        User.Authorization = $"Bearer {second["refresh_token"]}";
        Assert.Equal(401, (await User.GetAsync($"{Sign}/userinfo")).Status);
        User.Authorization = null;
        Assert.Equal("400 invalid_grant", (await RefreshAsync(journey, first["refresh_token"]!)).Failure);
        Assert.Equal("400 invalid_grant", (await RefreshAsync(journey, second["refresh_token"]!)).Failure);
        Assert.Equal("400 invalid_grant", (await RefreshAsync(journey, first["access_token"]!)).Failure);
    }

    private Task<Reply> RefreshAsync(Journey journey, string token) =>
        User.PostFormAsync($"{Sign}/token", [("grant_type", "refresh_token"), ("refresh_token", token), .. journey.AsPost()]);
}
