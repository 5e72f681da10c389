using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Tests.Driving;
using PingOneScenarios.Emulator.Tests.Flows;

namespace PingOneScenarios.Emulator.Tests.Providers;

/// <summary>Identity providers, their mappings and linked accounts as resources; invitations.</summary>
public sealed class ProviderTests : WithEmulator
{
    private const string LinkType = "application/vnd.pingidentity.account.link+json";
    private const string InviteType = "application/vnd.pingidentity.user.invite+json";
    private const string Invitation =
        """{"email":"admin@example.com","name":{"given":"Ada","family":"Admin"},"invite":{"isAdmin":true} }""";

    private string Providers => $"{EnvironmentPath}/identityProviders";

    [Holds("5.7-21")]
    [Fact]
    public async Task Providers_are_a_collection_and_map_the_username_from_the_start()
    {
        var body = Abroad.Body("https://issuer.example");
        var made = await Worker.SendAsync(HttpMethod.Post, Providers, body.ToJsonString());
        Assert.Equal(200, made.Status);
        foreach (var (name, value) in body)
            Assert.True(JsonNode.DeepEquals(value, made.Json[name]), name);
        Assert.Equal(
            made["id"],
            (await Worker.GetAsync($"{Providers}?filter=name%20eq%20%22Abroad%22"))["_embedded.identityProviders.0.id"]
        );
        var mapping = await Worker.GetAsync($"{Providers}/{made["id"]}/attributes");
        Assert.Equal(
            ("1", "username", "${providerAttributes.sub}", "CORE"),
            (
                mapping["count"],
                mapping["_embedded.attributes.0.name"],
                mapping["_embedded.attributes.0.value"],
                mapping["_embedded.attributes.0.mappingType"]
            )
        );
        var core = $"{Providers}/{made["id"]}/attributes/{mapping["_embedded.attributes.0.id"]}";
        Assert.Equal("400 INVALID_DATA CONSTRAINT_VIOLATION", (await Worker.DeleteAsync(core)).Failure);
        Assert.Equal("200", await PutAsync(core, """{"name":"username","value":"${providerAttributes.email}","update":"EMPTY_ONLY"}"""));
        Assert.Equal(
            "400 INVALID_DATA INVALID_VALUE name",
            await PutAsync(core, """{"name":"email","value":"${providerAttributes.email}","update":"EMPTY_ONLY"}""")
        );
        Assert.Equal(204, (await Worker.DeleteAsync($"{Providers}/{made["id"]}")).Status);
        Assert.Equal("404 NOT_FOUND", (await Worker.GetAsync(core)).Failure);
    }

    [Theory]
    [InlineData("""{"type":"FACEBOOK","appId":"a","appSecret":"s"}""", "200")]
    [InlineData("""{"type":"GOOGLE","clientId":"a","clientSecret":"s"}""", "200")]
    [InlineData("""{"type":"MICROSOFT","clientId":"a","clientSecret":"s","tenantId":"t"}""", "200")]
    [InlineData("""{"type":"APPLE","clientId":"a","clientSecretSigningKey":"s","keyId":"k","teamId":"t"}""", "200")]
    [InlineData("""{"type":"PAYPAL","clientId":"a","clientSecret":"s","clientEnvironment":"sandbox"}""", "200")]
    [InlineData(
        """{"type":"SAML","idpEntityId":"i","idpVerification":{"certificates":[{"id":"c"}]},"spEntityId":"s","ssoBinding":"HTTP_POST","ssoEndpoint":"https://a.example"}""",
        "200"
    )]
    [InlineData("""{"type":"FACEBOOK","clientId":"a"}""", "400 INVALID_DATA REQUIRED_VALUE appId")]
    [InlineData("""{"type":"OPENID_CONNECT"}""", "400 INVALID_DATA REQUIRED_VALUE clientId")]
    [InlineData("""{"type":"ORACLE"}""", "400 INVALID_DATA INVALID_VALUE type")]
    [InlineData(
        """{"type":"GOOGLE","clientId":"a","clientSecret":"s","registration":{"population":{"id":"x"}} }""",
        "400 INVALID_DATA INVALID_VALUE registration.population.id"
    )]
    public async Task A_provider_has_the_members_of_its_type(string body, string expected)
    {
        var json = JsonNode.Parse(body)!;
        json["name"] = "P";
        json["enabled"] = true;

        Assert.Equal(expected, Told(await Worker.SendAsync(HttpMethod.Post, Providers, json.ToJsonString())));
    }

    [Theory]
    [InlineData("http://issuer.example/token")]
    [InlineData("http://169.254.169.254/latest")]
    [InlineData("http://localhost.example.com/token")]
    [InlineData("file:///etc/passwd")]
    [InlineData("https://user:pw@issuer.example/token")]
    public async Task An_address_the_emulator_may_not_ask_is_refused(string url)
    {
        var body = Abroad.Body("https://issuer.example");
        body["tokenEndpoint"] = url;

        Assert.Equal(
            "400 INVALID_DATA INVALID_VALUE tokenEndpoint",
            (await Worker.SendAsync(HttpMethod.Post, Providers, body.ToJsonString())).Failure
        );
    }

    [Fact]
    public async Task Sign_on_by_another_type_is_said_not_to_be_there()
    {
        var google = await Worker.SendAsync(
            HttpMethod.Post,
            Providers,
            """{"name":"G","enabled":true,"type":"GOOGLE","clientId":"a","clientSecret":"s"}"""
        );
        var policied = await Policied.WithAsync(this, $$"""{"type":"LOGIN","socialProviders":[{"id":"{{google["id"]}}"}]}""");
        var flow = await policied.StartAsync();

        var href = flow["_embedded.socialProviders.0._links.authenticate.href"]!;

        Assert.Equal("501 NOT_IMPLEMENTED", (await User.GetAsync(href[Server.AuthPath.Length..])).Failure);
    }

    [Fact]
    public async Task An_account_is_linked_read_and_taken_away()
    {
        var journey = await Journey.ReadyAsync(this);
        var provider = (await Worker.SendAsync(HttpMethod.Post, Providers, Abroad.Body("https://issuer.example").ToJsonString()))["id"];
        var path = $"{EnvironmentPath}/users/{journey.UserId}/linkedAccounts";
        var body = $$"""
            {"identityProvider":{"id":"{{provider}}"},"externalId":"x",
             "attributes":{"name.given":{"value":"Eva","update":"ALWAYS"},"email":{"value":"eva@example.com","update":"EMPTY_ONLY"} } }
            """;
        Assert.StartsWith("415", (await Worker.SendAsync(HttpMethod.Post, path, body)).Failure, StringComparison.Ordinal);
        Assert.Equal(
            "400 INVALID_DATA REQUIRED_VALUE identityProvider",
            Told(await Worker.SendAsync(HttpMethod.Post, path, "{}", LinkType))
        );

        var made = await Worker.SendAsync(HttpMethod.Post, path, body, LinkType);

        Assert.Equal((201, "x", provider, journey.UserId), (made.Status, made["externalId"], made["identityProvider.id"], made["user.id"]));
        Assert.Equal(
            "400 INVALID_DATA UNIQUENESS_VIOLATION externalId",
            Told(await Worker.SendAsync(HttpMethod.Post, path, body, LinkType))
        );
        var user = await Worker.GetAsync($"{EnvironmentPath}/users/{journey.UserId}");
        Assert.Equal(("Eva", "do-not-send@example.com"), (user["name.given"], user["email"]));
        Assert.Equal("x", (await Worker.GetAsync($"{path}/{made["id"]}?expand=identityProviders"))["externalId"]);
        Assert.Equal(204, (await Worker.DeleteAsync($"{path}/{made["id"]}")).Status);
        Assert.Equal("0", (await Worker.GetAsync(path))["count"]);
    }

    [Holds("7.2-11")]
    [Fact]
    public async Task Who_was_invited_confirms_the_account_by_the_code()
    {
        var made = await Worker.SendAsync(HttpMethod.Post, $"{EnvironmentPath}/users", Invitation, InviteType);
        Assert.Equal((201, "admin@example.com", "VERIFICATION_REQUIRED"), (made.Status, made["username"], made["lifecycle.status"]));
        var policied = await Policied.WithAsync(this, """{"type":"LOGIN"}""");
        var first = await policied.CodeAsync("admin@example.com");
        var again = await Worker.SendAsync(
            HttpMethod.Post,
            $"{EnvironmentPath}/users/{made["id"]}",
            """{"invite":{"expirationMinutes":120} }""",
            InviteType
        );
        Assert.Equal(201, again.Status);
        await policied.StartAsync();
        Assert.Equal("400 INVALID_DATA INVALID_VALUE inviteCode", (await AcceptAsync(policied, first)).Failure);
        var code = await policied.CodeAsync("admin@example.com");
        Assert.Equal("400 INVALID_DATA INVALID_VALUE accept", (await AcceptAsync(policied, code, "false")).Failure);
        Assert.Equal("400 INVALID_DATA INVALID_VALUE password", (await AcceptAsync(policied, code, password: "short")).Failure);

        var done = await AcceptAsync(policied, code, "\"true\"");

        Assert.Equal(("COMPLETED", "admin@example.com"), (done["status"], done["_embedded.user.username"]));
        Assert.Equal("ACCOUNT_OK", (await Worker.GetAsync($"{EnvironmentPath}/users/{made["id"]}"))["lifecycle.status"]);
        await policied.StartAsync("&prompt=login");
        Assert.Equal("400 INVALID_DATA INVALID_VALUE inviteCode", (await AcceptAsync(policied, code)).Failure);
    }

    [Fact]
    public async Task An_invitation_ends_after_an_hour()
    {
        await Worker.SendAsync(HttpMethod.Post, $"{EnvironmentPath}/users", Invitation, InviteType);
        var policied = await Policied.WithAsync(this, """{"type":"LOGIN"}""");
        Clock.Advance(TimeSpan.FromMinutes(60));
        await policied.StartAsync();

        Assert.Equal(
            "400 INVALID_DATA INVALID_VALUE inviteCode",
            (await AcceptAsync(policied, await policied.CodeAsync("admin@example.com"))).Failure
        );
    }

    [Theory]
    [InlineData("""{"email":"a@example.com","name":{"given":"A","family":"B"} }""", "400 INVALID_DATA INVALID_VALUE invite.isAdmin")]
    [InlineData("""{"email":"a@example.com","invite":{"isAdmin":true} }""", "400 INVALID_DATA REQUIRED_VALUE name.given")]
    [InlineData("""{"name":{"given":"A","family":"B"},"invite":{"isAdmin":true} }""", "400 INVALID_DATA REQUIRED_VALUE username")]
    public async Task An_invitation_names_whom_it_invites(string body, string expected) =>
        Assert.Equal(expected, Told(await Worker.SendAsync(HttpMethod.Post, $"{EnvironmentPath}/users", body, InviteType)));

    private static Task<Reply> AcceptAsync(
        Policied policied,
        string code,
        string accept = "true",
        string password = Secrets.GoodPassword
    ) => policied.ActAsync("user.acceptInvite", $$"""{"inviteCode":"{{code}}","password":"{{password}}","accept":{{accept}} }""");

    private async Task<string> PutAsync(string path, string body) => Told(await Worker.SendAsync(HttpMethod.Put, path, body));

    private static string Told(Reply reply) => reply.Status < 300 ? $"{reply.Status}" : reply.Failure;
}
