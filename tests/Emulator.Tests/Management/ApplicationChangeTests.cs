using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Tests.Driving;

namespace PingOneScenarios.Emulator.Tests.Management;

public sealed class ApplicationChangeTests : WithEmulator
{
    private const string Saml =
        """{"enabled":true,"name":"S","type":"WEB_APP","protocol":"SAML","acsUrls":["https://sp.example.com/acs"],"assertionDuration":60,"spEntityId":"urn:sp"}""";
    private const string WsFed =
        """{"enabled":true,"name":"W","type":"CUSTOM_APP","protocol":"WS_FED","domainName":"example.com","replyUrl":"https://rp.example.com","idpSigning":{"algorithm":"SHA256withRSA","key":{"id":"k"}}}""";
    private const string Link =
        """{"enabled":true,"name":"L","type":"PORTAL_LINK_APP","protocol":"EXTERNAL_LINK","homePageUrl":"https://www.example.com","externalId":"e"}""";

    private string Applications => $"{EnvironmentPath}/applications";

    [Holds("3.1-65")]
    [Fact]
    public async Task Metadata_is_kept_until_a_PUT_has_none()
    {
        var journey = new Journey(this);
        var made = await journey.CreateApplicationAsync();
        var path = made["_links.metadata.href"]![Server.AuthPath.Length..];
        var empty = await Worker.GetAsync(path);
        Assert.Equal((200, journey.ClientId, null), (empty.Status, empty["application.id"], empty["metadata"]));

        var noted = await Worker.SendAsync(HttpMethod.Put, path, """{"metadata":{"Contact":"Kelly","Deep":{"a":[1,null]} } }""");

        Assert.Equal((200, "Kelly"), (noted.Status, noted["metadata.Contact"]));
        await Worker.SendAsync(
            HttpMethod.Put,
            $"{EnvironmentPath}/applications/{journey.ClientId}",
            Journey.ApplicationBody().ToJsonString()
        );
        Assert.Equal(noted.Text, (await Worker.GetAsync(path)).Text);
        Assert.Equal(
            "400 INVALID_DATA INVALID_VALUE metadata",
            (await Worker.SendAsync(HttpMethod.Put, path, """{"metadata":"x"}""")).Failure
        );
        Assert.Null((await Worker.SendAsync(HttpMethod.Put, path, "{}"))["metadata"]);
        Assert.Equal("404 NOT_FOUND", (await Worker.GetAsync($"{EnvironmentPath}/applications/{Guid.Empty}/metadata")).Failure);
    }

    [Holds("1.5-01")]
    [Fact]
    public async Task Put_replaces_the_application_and_keeps_its_secret()
    {
        var journey = new Journey(this);
        var made = await journey.CreateApplicationAsync(
            "CLIENT_SECRET_POST",
            body =>
            {
                body["grantTypes"] = new JsonArray("AUTHORIZATION_CODE", "REFRESH_TOKEN");
                body["assignActorRoles"] = true;
                body["parTimeout"] = 5;
                body["homePageUrl"] = "https://www.example.com/home";
                body["postLogoutRedirectUris"] = new JsonArray("https://www.example.com/bye");
                body["corsSettings"] = JsonNode.Parse("""{"behavior":"ALLOW_SPECIFIC_ORIGINS","origins":["https://www.example.com"]}""");
                body["refreshTokenType"] = "JSON_WEB_TOKEN";
            }
        );
        Assert.Equal("https://www.example.com", made["corsSettings.origins.0"]);
        Assert.Equal(("JSON_WEB_TOKEN", "5"), (made["refreshTokenType"], made["parTimeout"]));
        Clock.Advance(TimeSpan.FromSeconds(1));

        var body = Journey.ApplicationBody("CLIENT_SECRET_JWT");
        var replaced = await Worker.SendAsync(HttpMethod.Put, $"{Applications}/{journey.ClientId}", body.ToJsonString());

        Assert.Equal("200", replaced.Failure);
        foreach (var (name, value) in body)
            Assert.True(JsonNode.DeepEquals(value, replaced.Json[name]), name);
        Assert.Equal("60", replaced["parTimeout"]);
        // Only POST sets it.
        Assert.Equal("true", replaced["assignActorRoles"]);
        foreach (var name in (string[])["homePageUrl", "corsSettings", "postLogoutRedirectUris", "refreshTokenType"])
            Assert.Null(replaced.Json[name]);
        Assert.NotEqual(made["updatedAt"], replaced["updatedAt"]);
        Assert.Equal(journey.ClientSecret, (await Worker.GetAsync($"{Applications}/{journey.ClientId}/secret"))["secret"]);
        await journey.CreateUserAsync();
        await journey.SignOnAsync();
    }

    [Theory]
    [InlineData("name", "\"taken\"", "400 INVALID_DATA UNIQUENESS_VIOLATION name")]
    [InlineData("name", "\"Mine\"", "200")]
    [InlineData("type", "\"NATIVE_APP\"", "400 INVALID_DATA INVALID_VALUE type")]
    [InlineData("protocol", "\"SAML\"", "400 INVALID_DATA REQUIRED_VALUE acsUrls")]
    [InlineData("enabled", "null", "400 INVALID_DATA REQUIRED_VALUE enabled")]
    [InlineData("redirectUris", """["https://www.example.com/th*/callback"]""", "400 INVALID_DATA INVALID_VALUE redirectUris")]
    [InlineData("corsSettings", """{"behavior":"ALLOW_SPECIFIC_ORIGINS"}""", "400 INVALID_DATA REQUIRED_VALUE corsSettings.origins")]
    [InlineData("corsSettings", """{"behavior":"ALLOW_NO_ORIGINS"}""", "200")]
    [InlineData(
        "corsSettings",
        """{"behavior":"ALLOW_NO_ORIGINS","origins":["https://a.example"]}""",
        "400 INVALID_DATA INVALID_VALUE corsSettings.origins"
    )]
    [InlineData(
        "corsSettings",
        """{"behavior":"ALLOW_SPECIFIC_ORIGINS","origins":["https://a.example/path"]}""",
        "400 INVALID_DATA INVALID_VALUE corsSettings.origins"
    )]
    [InlineData("refreshTokenType", "\"OPAQUE\"", "400 INVALID_DATA INVALID_VALUE refreshTokenType")]
    [InlineData("devicePathId", "\"a b\"", "400 INVALID_DATA INVALID_VALUE devicePathId")]
    public async Task A_change_is_refused_for_the_cause(string name, string value, string expected)
    {
        var journey = new Journey(this);
        await journey.CreateApplicationAsync("NONE", body => body["name"] = "Taken");
        await journey.CreateApplicationAsync("NONE", body => body["name"] = "Mine");
        var body = Journey.ApplicationBody("NONE");
        body["name"] = "Mine";
        body[name] = JsonNode.Parse(value);

        var reply = await Worker.SendAsync(HttpMethod.Put, $"{Applications}/{journey.ClientId}", body.ToJsonString());

        Assert.Equal(expected, reply.Failure);
        if (name == "redirectUris")
            Assert.Equal("Wildcards are not allowed in redirect URIs.", reply["details.0.message"]);
    }

    [Holds("3.1-40", "3.1-41", "3.1-42", "3.1-38")]
    [Theory]
    [InlineData(Saml)]
    [InlineData(WsFed)]
    [InlineData(Link)]
    public async Task An_application_of_another_protocol_is_kept_and_shown(string body)
    {
        var made = await Worker.SendAsync(HttpMethod.Post, Applications, body);

        Assert.Equal("201", made.Failure);
        foreach (var (name, value) in JsonNode.Parse(body)!.AsObject())
            Assert.True(JsonNode.DeepEquals(value, made.Json[name]), name);
        Assert.Null(made["clientId"]);
        Assert.True(JsonNode.DeepEquals(made.Json, (await Worker.GetAsync($"{Applications}/{made["id"]}")).Json));
        var replaced = await Worker.SendAsync(
            HttpMethod.Put,
            $"{Applications}/{made["id"]}",
            body.Replace("true", "false", StringComparison.Ordinal)
        );
        Assert.Equal("false", replaced["enabled"]);
        Assert.Equal(204, (await Worker.DeleteAsync($"{Applications}/{made["id"]}")).Status);
    }

    [Theory]
    [InlineData("acsUrls", "400 INVALID_DATA REQUIRED_VALUE acsUrls")]
    [InlineData("assertionDuration", "400 INVALID_DATA REQUIRED_VALUE assertionDuration")]
    [InlineData("spEntityId", "400 INVALID_DATA REQUIRED_VALUE spEntityId")]
    [InlineData("", "400 INVALID_DATA UNIQUENESS_VIOLATION spEntityId")]
    public async Task A_service_provider_has_its_required_members_and_its_own_entity_id(string missing, string expected)
    {
        await Worker.SendAsync(HttpMethod.Post, Applications, Saml);
        var body = JsonNode.Parse(Saml)!.AsObject();
        body["name"] = "T";
        body.Remove(missing);

        Assert.Equal(expected, (await Worker.SendAsync(HttpMethod.Post, Applications, body.ToJsonString())).Failure);
    }

    [Holds("3.1-34..37")]
    [Theory]
    [InlineData("PING_ONE_SELF_SERVICE")]
    [InlineData("PING_ONE_ADMIN_CONSOLE")]
    [InlineData("PING_ONE_PORTAL")]
    [InlineData("TEMPLATE_APP")]
    public async Task An_application_has_one_of_the_types(string type) =>
        Assert.Equal(type, (await new Journey(this).CreateApplicationAsync("NONE", body => body["type"] = type))["type"]);

    [Holds("3.1-66..68")]
    [Theory]
    [InlineData("self")]
    [InlineData("environment")]
    [InlineData("attributes")]
    [InlineData("grants")]
    [InlineData("secret")]
    [InlineData("keyRotationPolicy")]
    public async Task A_link_of_an_application_leads_somewhere(string name)
    {
        var made = await new Journey(this).CreateApplicationAsync();

        Assert.Equal(200, (await Worker.GetAsync(made[$"_links.{name}.href"]!)).Status);
    }

    [Holds("3.1-45", "3.1-46", "3.1-54")]
    [Theory]
    [InlineData(null, "OPAQUE_TOKEN")]
    [InlineData("OPAQUE_TOKEN", "OPAQUE_TOKEN")]
    [InlineData("JSON_WEB_TOKEN", "JSON_WEB_TOKEN")]
    public async Task A_refresh_token_has_a_type(string? sent, string expected)
    {
        var made = await new Journey(this).CreateApplicationAsync(
            "NONE",
            body =>
            {
                body["grantTypes"] = new JsonArray("AUTHORIZATION_CODE", "REFRESH_TOKEN");
                body["refreshTokenType"] = sent;
            }
        );

        Assert.Equal((expected, "false"), (made["refreshTokenType"], made["opSessionCheckEnabled"]));
    }
}
