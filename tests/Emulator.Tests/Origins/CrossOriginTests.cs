using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Tests.Driving;

namespace PingOneScenarios.Emulator.Tests.Origins;

/// <summary>What a browser is told of pages of other origins.</summary>
public sealed class CrossOriginTests : WithEmulator
{
    private const string Listed = "https://shop.example.com";
    private const string Other = "https://evil.example";

    private string Flows => $"/{Server.EnvironmentId}/flows";

    [Theory]
    [InlineData(null, "authorize", Listed, false)]
    [InlineData(null, "token", Listed, false)]
    [InlineData(null, "signoff", Listed, false)]
    [InlineData(null, "revoke", Listed, true)]
    [InlineData(null, "par", "null", true)]
    [InlineData("""{"behavior":"ALLOW_NO_ORIGINS"}""", "authorize", Listed, false)]
    [InlineData("""{"behavior":"ALLOW_NO_ORIGINS"}""", "revoke", Listed, false)]
    [InlineData("""{"behavior":"ALLOW_SPECIFIC_ORIGINS","origins":["https://shop.example.com"]}""", "authorize", Listed, true)]
    [InlineData("""{"behavior":"ALLOW_SPECIFIC_ORIGINS","origins":["https://shop.example.com"]}""", "authorize", Other, false)]
    [InlineData("""{"behavior":"ALLOW_SPECIFIC_ORIGINS","origins":["https://shop.example.com"]}""", "token", Listed, true)]
    [InlineData("""{"behavior":"ALLOW_SPECIFIC_ORIGINS","origins":["https://shop.example.com"]}""", "token", Other, false)]
    [InlineData("""{"behavior":"ALLOW_SPECIFIC_ORIGINS","origins":["https://shop.example.com"]}""", "revoke", Other, false)]
    [InlineData("""{"behavior":"ALLOW_SPECIFIC_ORIGINS","origins":["https://shop.example.com"]}""", "token", "null", false)]
    public async Task The_settings_of_the_application_decide(string? settings, string place, string origin, bool isAllowed)
    {
        var journey = await ReadyAsync(settings);
        User.Authorization = null;

        var reply = place is "authorize" or "signoff"
            ? await GetAsync($"{Sign}/{place}?client_id={journey.ClientId}&response_type=code&redirect_uri=x", origin)
            : await PostAsync($"{Sign}/{place}", $"client_id={journey.ClientId}&token=x", origin);

        Assert.Equal(isAllowed ? origin : null, reply.Header("Access-Control-Allow-Origin"));
        Assert.Equal(isAllowed && place == "authorize" ? "true" : null, reply.Header("Access-Control-Allow-Credentials"));
        Assert.Equal("Origin", reply.Header("Vary"));
    }

    [Fact]
    public async Task An_assertion_or_a_basic_header_says_the_client_too()
    {
        var journey = await ReadyAsync(Specific(Listed));
        var assertion = await PostAsync($"{Sign}/token", $"client_assertion={journey.Assertion()}", Listed);
        User.Authorization = Secrets.Basic(journey.ClientId, "wrong");
        var basic = await PostAsync($"{Sign}/token", "grant_type=client_credentials", Listed);
        User.Authorization = Secrets.Basic("nobody", "wrong");
        var unknown = await PostAsync($"{Sign}/token", "grant_type=client_credentials", Listed);

        Assert.Equal(
            [Listed, Listed, null],
            new[] { assertion, basic, unknown }.Select(reply => reply.Header("Access-Control-Allow-Origin"))
        );
    }

    [Theory]
    [InlineData(null, Other, true)]
    [InlineData("""{"behavior":"ALLOW_NO_ORIGINS"}""", Other, false)]
    [InlineData("""{"behavior":"ALLOW_SPECIFIC_ORIGINS","origins":["https://*.example.com"]}""", Listed, true)]
    [InlineData("""{"behavior":"ALLOW_SPECIFIC_ORIGINS","origins":["https://*.example.com"]}""", Other, false)]
    public async Task A_flow_is_about_the_application_that_began_it(string? settings, string origin, bool isAllowed)
    {
        var journey = await ReadyAsync(settings);
        var flow = (await journey.AuthorizeAsync()).InLocation("flowId");

        var read = await GetAsync($"{Flows}/{flow}", origin);
        var asked = await AskAsync($"{Flows}/{flow}", origin, "POST", "content-type");

        Assert.Equal(200, read.Status);
        Assert.Equal(isAllowed ? (origin, "true") : (null, null), Told(read));
        Assert.Equal((isAllowed ? 204 : 403, isAllowed ? origin : null), (asked.Status, asked.Header("Access-Control-Allow-Origin")));
    }

    [Fact]
    public async Task The_end_of_a_flow_is_told_of_though_the_flow_is_gone_then()
    {
        var journey = await ReadyAsync(Specific(Listed));
        var flow = (await journey.AuthorizeAsync()).InLocation("flowId")!;
        await journey.LogInAsync(flow);

        var resumed = await GetAsync($"{Sign}/resume?flowId={flow}", Listed);
        var again = await GetAsync($"{Sign}/resume?flowId={flow}", Listed);

        Assert.Equal((302, (Listed, "true")), (resumed.Status, Told(resumed)));
        Assert.Equal((404, (null, null)), (again.Status, Told(again)));
    }

    [Theory]
    [InlineData("/as/jwks")]
    [InlineData("/as/.well-known/openid-configuration")]
    [InlineData("/as/userinfo")]
    [InlineData("/deviceAuthentications/none")]
    public async Task Where_no_cookie_counts_and_no_client_is_named_any_page_may_read(string path)
    {
        var reply = await GetAsync($"/{Server.EnvironmentId}{path}", Other);
        var asked = await AskAsync($"/{Server.EnvironmentId}{path}", Other, "GET", "authorization");

        Assert.Equal((Other, null), Told(reply));
        Assert.Equal((204, "authorization"), (asked.Status, asked.Header("Access-Control-Allow-Headers")));
    }

    [Theory]
    [InlineData(Listed, 204)]
    [InlineData(Other, 403)]
    public async Task One_application_that_would_allow_it_is_enough_for_a_preflight(string origin, int status)
    {
        await ReadyAsync(Specific(Listed));

        var asked = await AskAsync($"{Sign}/token", origin, "POST", "content-type, x-requested-with");

        Assert.Equal(status, asked.Status);
        Assert.Equal(status == 204 ? "POST" : null, asked.Header("Access-Control-Allow-Methods"));
        Assert.Equal(status == 204 ? "content-type, x-requested-with" : null, asked.Header("Access-Control-Allow-Headers"));
        Assert.Equal("Origin", asked.Header("Vary"));
    }

    [Theory]
    [InlineData("x;y")]
    [InlineData("accept, x=y")]
    [InlineData("<script>")]
    public async Task What_is_no_name_of_a_header_is_not_said_back(string headers) =>
        Assert.Null((await AskAsync($"{Sign}/jwks", Other, "GET", headers)).Header("Access-Control-Allow-Headers"));

    [Fact]
    public async Task Without_an_origin_or_a_method_that_is_asked_for_nothing_is_new()
    {
        var plain = await User.GetAsync($"{Sign}/jwks");
        var options = await User.SendAsync(HttpMethod.Options, $"{Sign}/jwks", headers: [("Origin", Other)]);
        var unknown = await AskAsync("/10000000-0000-4000-8000-000000000000/as/jwks", Other, "GET", "accept");

        Assert.Equal((200, (null, null), null), (plain.Status, Told(plain), plain.Header("Vary")));
        Assert.Equal((405, (Other, null)), (options.Status, Told(options)));
        Assert.Equal((405, (null, null)), (unknown.Status, Told(unknown)));
    }

    [Theory]
    [InlineData("/inbox/messages")]
    [InlineData("/_emulator/store")]
    [InlineData("/__emulator/state")]
    [InlineData("/jwks/name")]
    [InlineData("/{env}/signon/")]
    public async Task Nothing_beside_the_sign_on_side_is_told_to_other_pages(string path)
    {
        await ReadyAsync(Specific(Other));
        path = path.Replace("{env}", Server.EnvironmentId, StringComparison.Ordinal);

        var reply = await GetAsync(path, Other);
        var asked = await AskAsync(path, Other, "GET", "accept");

        Assert.Equal((null, null), Told(reply));
        Assert.Equal((null, null), Told(asked));
        Assert.NotEqual(204, asked.Status);
    }

    [Fact]
    public async Task The_management_api_names_its_own_origin_whoever_asks()
    {
        await ReadyAsync(Specific(Other));

        var reply = await Worker.SendAsync(HttpMethod.Get, $"{EnvironmentPath}/users", headers: [("Origin", Other)]);
        var asked = await AskAsync($"{EnvironmentPath}/users", Other, "GET", "authorization");

        Assert.Equal((Server.AuthPath, null), Told(reply));
        Assert.Equal((405, (Server.AuthPath, null)), (asked.Status, Told(asked)));
    }

    private static (string?, string?) Told(Reply reply) =>
        (reply.Header("Access-Control-Allow-Origin"), reply.Header("Access-Control-Allow-Credentials"));

    private static string Specific(string origin) => $$"""{"behavior":"ALLOW_SPECIFIC_ORIGINS","origins":["{{origin}}"]}""";

    private async Task<Journey> ReadyAsync(string? settings)
    {
        var journey = new Journey(this);
        await journey.CreateApplicationAsync(change: body => body["corsSettings"] = settings is null ? null : JsonNode.Parse(settings));
        await journey.CreateUserAsync();
        return journey;
    }

    private Task<Reply> GetAsync(string path, string origin) => User.SendAsync(HttpMethod.Get, path, headers: [("Origin", origin)]);

    private Task<Reply> PostAsync(string path, string form, string origin) =>
        User.SendAsync(HttpMethod.Post, path, form, "application/x-www-form-urlencoded", [("Origin", origin)]);

    private Task<Reply> AskAsync(string path, string origin, string method, string headers) =>
        User.SendAsync(
            HttpMethod.Options,
            path,
            headers: [("Origin", origin), ("Access-Control-Request-Method", method), ("Access-Control-Request-Headers", headers)]
        );
}
