using PingOneScenarios.Emulator.Tests.Driving;

namespace PingOneScenarios.Emulator.Tests.Authorizing;

public sealed class PushedRequestTests : WithEmulator
{
    [Holds("1.2-02", "3.6-12")]
    [Theory]
    [InlineData("CLIENT_SECRET_BASIC")]
    [InlineData("CLIENT_SECRET_POST")]
    [InlineData("CLIENT_SECRET_JWT")]
    [InlineData("NONE")]
    public async Task A_pushed_request_serves_once(string method)
    {
        var journey = new Journey(this);
        await journey.CreateApplicationAsync(method, body => body["parRequirement"] = "REQUIRED");
        await journey.CreateUserAsync();
        var pushed = await PushAsync(journey, method, ("response_type", "code"), ("state", "s"), ("redirect_uri", Journey.Redirect));
        Assert.Equal((201, "60"), (pushed.Status, pushed["expires_in"]));
        Assert.Matches("^urn:ietf:params:oauth:request_uri:[0-9a-f-]{36}$", pushed["request_uri"]);

        var flowId = (await UseAsync(journey, pushed)).InLocation("flowId")!;

        await journey.LogInAsync(flowId);
        var end = await journey.ResumeAsync(flowId);
        Assert.NotNull(end.InLocation("code"));
        Assert.Equal("s", end.InLocation("state"));
        Assert.Contains("request_uri", (await UseAsync(journey, pushed)).InLocation("error"), StringComparison.Ordinal);
    }

    [Holds("3.2-07")]
    [Theory]
    [InlineData("CLIENT_SECRET_BASIC")]
    [InlineData("CLIENT_SECRET_POST")]
    [InlineData("CLIENT_SECRET_JWT")]
    public async Task The_previous_secret_serves_until_it_expires(string method)
    {
        var journey = new Journey(this);
        await journey.CreateApplicationAsync(method);
        await Worker.SendAsync(
            HttpMethod.Post,
            $"{EnvironmentPath}/applications/{journey.ClientId}/secret",
            """{"previous":{"expiresAt":"2026-04-20T16:21:34.570Z"} }"""
        );
        (string, string)[] asked = [("response_type", "code"), ("redirect_uri", Journey.Redirect)];

        Assert.Equal(201, (await PushAsync(journey, method, asked)).Status);
        Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal("401 invalid_client", (await PushAsync(journey, method, asked)).Failure);
    }

    [Fact]
    public async Task It_lives_as_long_as_the_application_says()
    {
        var journey = new Journey(this);
        await journey.CreateApplicationAsync("NONE", body => body["parTimeout"] = 10);
        var pushed = await PushAsync(journey, "NONE", ("response_type", "code"), ("redirect_uri", Journey.Redirect));
        Assert.Equal("10", pushed["expires_in"]);
        Clock.Advance(TimeSpan.FromSeconds(11));

        Assert.Null((await UseAsync(journey, pushed)).InLocation("flowId"));
    }

    [Fact]
    public async Task Nothing_beside_it_counts()
    {
        var journey = new Journey(this);
        await journey.CreateApplicationAsync("NONE");
        var pushed = await PushAsync(
            journey,
            "NONE",
            ("response_type", "code"),
            ("redirect_uri", Journey.Redirect),
            ("prompt", "none"),
            ("state", "own")
        );

        var reply = await UseAsync(journey, pushed, "&prompt=login&state=other&redirect_uri=https://evil.example");

        Assert.StartsWith("https://www.example.com?error=login_required", reply.Location, StringComparison.Ordinal);
        Assert.Equal("own", reply.InLocation("state"));
    }

    [Fact]
    public async Task Another_client_cannot_use_it_nor_use_it_up()
    {
        var journey = new Journey(this);
        await journey.CreateApplicationAsync("NONE");
        var pushed = await PushAsync(journey, "NONE", ("response_type", "code"), ("redirect_uri", Journey.Redirect));
        var other = new Journey(this);
        await other.CreateApplicationAsync("NONE", body => body["name"] = "Other");

        Assert.Null((await UseAsync(other, pushed)).InLocation("flowId"));
        Assert.NotNull((await UseAsync(journey, pushed)).InLocation("flowId"));
    }

    [Theory]
    [InlineData("response_type=code", "400 invalid_request")]
    [InlineData("response_type=code&redirect_uri=https://evil.example", "400 invalid_request")]
    [InlineData("redirect_uri=https://www.example.com", "400 invalid_request")]
    [InlineData("redirect_uri=https://www.example.com&response_type=token", "400 unsupported_response_type")]
    [InlineData("redirect_uri=https://www.example.com&response_type=code&scope=p1:x", "400 invalid_scope")]
    [InlineData("redirect_uri=https://www.example.com&response_type=code&request_uri=urn:x", "400 invalid_request")]
    [InlineData("redirect_uri=https://www.example.com&response_type=code&request=a.b", "400 invalid_request_object")]
    [InlineData("redirect_uri=https://www.example.com&response_type=code&client_secret=wrong", "401 invalid_client")]
    public async Task What_authorize_would_refuse_is_refused_at_once(string form, string failure)
    {
        var journey = new Journey(this);
        await journey.CreateApplicationAsync("NONE");

        var reply = await User.SendAsync(
            HttpMethod.Post,
            $"{Sign}/par",
            $"client_id={journey.ClientId}&{form}",
            "application/x-www-form-urlencoded"
        );

        Assert.Equal(failure, reply.Failure);
    }

    [Fact]
    public async Task An_application_that_must_push_cannot_do_without()
    {
        var journey = new Journey(this);
        await journey.CreateApplicationAsync("NONE", body => body["parRequirement"] = "REQUIRED");

        Assert.Equal("invalid_request", (await journey.AuthorizeAsync()).InLocation("error"));
    }

    [Holds("4.1-22")]
    [Theory]
    [InlineData("/as/par", 201)]
    [InlineData("/as/token", 201)]
    [InlineData("/as", 201)]
    [InlineData("/as/revoke", 401)]
    [InlineData("", 401)]
    public async Task An_assertion_is_for_the_endpoint_the_token_endpoint_or_the_issuer(string path, int status)
    {
        var journey = new Journey(this);
        await journey.CreateApplicationAsync();
        var claims = journey.Claims();
        claims["aud"] = $"{Server.AuthPath}/{Server.EnvironmentId}{path}";

        var reply = await PushAsync([
            ("response_type", "code"),
            ("redirect_uri", Journey.Redirect),
            .. journey.AsJwt(Secrets.Sign("HS256", journey.ClientSecret, claims)),
        ]);

        Assert.Equal(status, reply.Status);
    }

    [Fact]
    public async Task The_previous_secret_serves_while_it_overlaps()
    {
        var journey = new Journey(this);
        await journey.CreateApplicationAsync("CLIENT_SECRET_POST");
        var end = Clock.GetUtcNow().AddMinutes(5).ToString("O");
        await Worker.SendAsync(
            HttpMethod.Post,
            $"{EnvironmentPath}/applications/{journey.ClientId}/secret",
            $$"""{"previous": {"expiresAt": "{{end}}"} }"""
        );

        Task<Reply> Push() => PushAsync([("response_type", "code"), ("redirect_uri", Journey.Redirect), .. journey.AsPost()]);

        Assert.Equal(201, (await Push()).Status);
        Clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal("401 invalid_client", (await Push()).Failure);
    }

    private Task<Reply> UseAsync(Journey journey, Reply pushed, string more = "") =>
        User.GetAsync($"{Sign}/authorize?client_id={journey.ClientId}&request_uri={Uri.EscapeDataString(pushed["request_uri"]!)}{more}");

    private async Task<Reply> PushAsync(Journey journey, string method, params (string, string)[] fields)
    {
        User.Authorization = method == "CLIENT_SECRET_BASIC" ? Secrets.Basic(journey.ClientId, journey.ClientSecret) : null;
        var reply = await PushAsync([
            .. fields,
            .. method switch
            {
                "CLIENT_SECRET_POST" => journey.AsPost(),
                "CLIENT_SECRET_JWT" => journey.AsJwt(),
                "NONE" => [("client_id", journey.ClientId)],
                _ => Array.Empty<(string, string)>(),
            },
        ]);
        User.Authorization = null;
        return reply;
    }

    private Task<Reply> PushAsync((string, string)[] fields) => User.PostFormAsync($"{Sign}/par", fields);
}
