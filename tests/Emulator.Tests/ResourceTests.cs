using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Tests.Driving;

namespace PingOneScenarios.Emulator.Tests;

/// <summary>Resources, their scopes, attributes and secrets, and the grants and attributes of applications.</summary>
public sealed class ResourceTests : WithEmulator
{
    private Granting Granting => new(this);

    [Holds("5.7-17")]
    [Fact]
    public async Task An_environment_has_two_resources_from_the_start()
    {
        var reply = await Worker.GetAsync($"{EnvironmentPath}/resources");

        var names = reply.Json["_embedded"]!["resources"]!.AsArray().Select(one => $"{one!["type"]} {one["name"]}").Order();
        Assert.Equal(["OPENID_CONNECT openid", "PINGONE_API PingOne API"], names);
        Assert.NotEqual("", (await Granting.FindAsync("OPENID_CONNECT", "offline_access")).ScopeId);
        Assert.NotEqual("", (await Granting.FindAsync("PINGONE_API", "p1:read:user")).ScopeId);
    }

    [Fact]
    public async Task A_resource_is_made_with_its_defaults_and_keeps_what_is_sent()
    {
        var bare = await Granting.PostAsync("/resources", """{"name":"Bare"}""");
        Assert.Equal(
            "CUSTOM Bare 3600 CLIENT_SECRET_BASIC",
            $"{bare["type"]} {bare["audience"]} {bare["accessTokenValiditySeconds"]} {bare["introspectEndpointAuthMethod"]}"
        );
        Assert.Null(bare["#secret"]);

        var id = await Granting.MakeResourceAsync();
        var replaced = await Worker.SendAsync(
            HttpMethod.Put,
            $"{EnvironmentPath}/resources/{id}",
            """{"name":"photos","audience":"https://other.example.com","introspectEndpointAuthMethod":"NONE"}"""
        );
        Assert.Equal(
            "https://other.example.com 3600 NONE",
            $"{replaced["audience"]} {replaced["accessTokenValiditySeconds"]} {replaced["introspectEndpointAuthMethod"]}"
        );
        Assert.Equal(replaced["audience"], (await Worker.GetAsync($"{EnvironmentPath}/resources/{id}"))["audience"]);
        Assert.Equal(204, (await Worker.DeleteAsync($"{EnvironmentPath}/resources/{id}")).Status);
        Assert.Equal(404, (await Worker.GetAsync($"{EnvironmentPath}/resources/{id}/scopes")).Status);
    }

    [Theory]
    [InlineData("""{"audience":"https://a.example.com"}""", "400 INVALID_DATA REQUIRED_VALUE name")]
    [InlineData("""{"name":"n","accessTokenValiditySeconds":299}""", "400 INVALID_DATA OUT_OF_RANGE accessTokenValiditySeconds")]
    [InlineData("""{"name":"n","accessTokenValiditySeconds":2592001}""", "400 INVALID_DATA OUT_OF_RANGE accessTokenValiditySeconds")]
    [InlineData("""{"name":"n","audience":"https://a.example.com/#part"}""", "400 INVALID_DATA INVALID_VALUE audience")]
    [InlineData("""{"name":"n","audience":"https://api.pingone.com"}""", "400 INVALID_DATA INVALID_VALUE audience")]
    [InlineData(
        """{"name":"n","introspectEndpointAuthMethod":"PRIVATE_KEY_JWT"}""",
        "400 INVALID_DATA INVALID_VALUE introspectEndpointAuthMethod"
    )]
    [InlineData("""{"name":"OpenID"}""", "400 INVALID_DATA UNIQUENESS_VIOLATION name")]
    public async Task A_resource_is_refused(string body, string expected) =>
        Assert.Equal(expected, (await Granting.PostAsync("/resources", body)).Failure);

    [Fact]
    public async Task What_is_predefined_stays()
    {
        var (resource, scope) = await Granting.FindAsync("PINGONE_API", "p1:read:user");
        var path = $"{EnvironmentPath}/resources/{resource}";

        Assert.Equal("400 INVALID_DATA CONSTRAINT_VIOLATION", (await Worker.DeleteAsync(path)).Failure);
        Assert.Equal("400 INVALID_DATA CONSTRAINT_VIOLATION", (await Worker.DeleteAsync($"{path}/scopes/{scope}")).Failure);
        Assert.Equal("404 NOT_FOUND", (await Worker.GetAsync($"{path}/secret")).Failure);
        Assert.Equal(
            "400 INVALID_DATA INVALID_VALUE name",
            (await Worker.SendAsync(HttpMethod.Put, $"{path}/scopes/{scope}", """{"name":"p1:read:other"}""")).Failure
        );
        var limited = """{"name":"p1:read:user","schemaAttributes":["name.given"]}""";
        Assert.Equal("name.given", (await Worker.SendAsync(HttpMethod.Put, $"{path}/scopes/{scope}", limited))["schemaAttributes.0"]);
        Assert.Equal(
            "400 INVALID_DATA INVALID_VALUE name",
            (await Granting.PostAsync($"/resources/{resource}/scopes", """{"name":"p1:make:tea"}""")).Failure
        );
        await Granting.MakeAsync($"/resources/{resource}/scopes", """{"name":"p1:read:user:names","schemaAttributes":["name.given"]}""");
    }

    [Theory]
    [InlineData("""{"description":"d"}""", "400 INVALID_DATA REQUIRED_VALUE name")]
    [InlineData("""{"name":"two words"}""", "400 INVALID_DATA INVALID_VALUE name")]
    [InlineData("""{"name":"a","schemaAttributes":["name.given"]}""", "400 INVALID_DATA INVALID_VALUE schemaAttributes")]
    [InlineData("""{"name":"a","mappedClaims":["x"]}""", "400 INVALID_DATA INVALID_VALUE mappedClaims")]
    [InlineData("""{"name":"TAKEN"}""", "400 INVALID_DATA UNIQUENESS_VIOLATION name")]
    public async Task A_scope_is_refused(string body, string expected)
    {
        var resource = await Granting.MakeResourceAsync();
        await Granting.MakeScopeAsync(resource, "taken");

        Assert.Equal(expected, (await Granting.PostAsync($"/resources/{resource}/scopes", body)).Failure);
        Assert.Equal("404 NOT_FOUND", (await Granting.PostAsync("/resources/unknown/scopes", body)).Failure);
    }

    [Fact]
    public async Task A_custom_resource_has_the_claim_sub_which_can_be_mapped_but_not_taken_away()
    {
        var resource = await Granting.MakeResourceAsync();
        var path = $"{EnvironmentPath}/resources/{resource}/attributes";

        var all = await Worker.GetAsync(path);
        Assert.Equal(
            "sub ${user.id} CORE",
            $"{all["_embedded.attributes.0.name"]} {all["_embedded.attributes.0.value"]} {all["_embedded.attributes.0.type"]}"
        );
        var sub = $"{path}/{all["_embedded.attributes.0.id"]}";
        Assert.Equal("400 INVALID_DATA CONSTRAINT_VIOLATION", (await Worker.DeleteAsync(sub)).Failure);
        var mapped = await Worker.SendAsync(HttpMethod.Put, sub, """{"name":"sub","value":"${user.username}"}""");
        Assert.Equal("${user.username} CORE", $"{mapped["value"]} {mapped["type"]}");
    }

    [Theory]
    [InlineData("""{"name":"iss","value":"x"}""", "400 INVALID_DATA INVALID_VALUE name")]
    [InlineData("""{"name":"p1.x","value":"x"}""", "400 INVALID_DATA INVALID_VALUE name")]
    [InlineData("""{"name":"a"}""", "400 INVALID_DATA REQUIRED_VALUE value")]
    [InlineData("""{"name":"sub","value":"x"}""", "400 INVALID_DATA INVALID_VALUE name")]
    [InlineData("""{"name":"a","value":"${#string.toUpperCase(user.email)}"}""", "501 NOT_IMPLEMENTED")]
    [InlineData("""{"name":"a","value":"${user.email"}""", "501 NOT_IMPLEMENTED")]
    public async Task An_attribute_of_a_resource_is_refused(string body, string expected)
    {
        var resource = await Granting.MakeResourceAsync();

        Assert.Equal(expected, (await Granting.PostAsync($"/resources/{resource}/attributes", body)).Failure);
    }

    [Holds("3.1-66")]
    [Theory]
    [InlineData("""{"name":"a","value":"x"}""", "400 INVALID_DATA REQUIRED_VALUE required")]
    [InlineData("""{"name":"nonce","value":"x","required":false}""", "400 INVALID_DATA INVALID_VALUE name")]
    [InlineData("""{"name":"a","value":"x","required":false,"idToken":false,"userInfo":false}""", "400 INVALID_DATA INVALID_VALUE idToken")]
    [InlineData("""{"name":"a","value":"x","required":false,"oidcScopes":[]}""", "400 INVALID_DATA INVALID_VALUE oidcScopes")]
    [InlineData("""{"name":"a","value":"x","required":false}""", "201")]
    public async Task An_attribute_of_an_application_is_judged(string body, string expected)
    {
        var journey = await Granting.ReadyAsync(this);

        Assert.Equal(expected, (await Granting.PostAsync($"/applications/{journey.ClientId}/attributes", body)).Failure);
        var all = await Worker.GetAsync($"{EnvironmentPath}/applications/{journey.ClientId}/attributes");
        Assert.Contains("sub CORE", all.Json["_embedded"]!["attributes"]!.AsArray().Select(one => $"{one!["name"]} {one["mappingType"]}"));
    }

    [Holds("3.1-67")]
    [Fact]
    public async Task A_grant_names_scopes_of_one_resource_once()
    {
        var journey = await Granting.ReadyAsync(this);
        var (photos, music) = (await Granting.MakeResourceAsync(), await Granting.MakeResourceAsync("music", "https://music.example.com"));
        var (read, play) = (await Granting.MakeScopeAsync(photos, "read"), await Granting.MakeScopeAsync(music, "play"));
        var path = $"/applications/{journey.ClientId}/grants";
        string Body(string resource, string scope) => $$"""{"resource":{"id":"{{resource}}"},"scopes":[{"id":"{{scope}}"}]}""";

        Assert.Equal("400 INVALID_DATA INVALID_VALUE resource.id", (await Granting.PostAsync(path, Body("unknown", read))).Failure);
        Assert.Equal("400 INVALID_DATA INVALID_VALUE scopes", (await Granting.PostAsync(path, Body(photos, play))).Failure);
        Assert.Equal(
            "400 INVALID_DATA REQUIRED_VALUE scopes",
            (await Granting.PostAsync(path, $$"""{"resource":{"id":"{{photos}}"} }""")).Failure
        );
        Assert.Equal(
            "400 INVALID_DATA EMPTY_VALUE scopes",
            (await Granting.PostAsync(path, $$"""{"resource":{"id":"{{photos}}"},"scopes":[]}""")).Failure
        );
        var grant = await Granting.MakeAsync(path, Body(photos, read));
        Assert.Equal("400 INVALID_DATA UNIQUENESS_VIOLATION resource.id", (await Granting.PostAsync(path, Body(photos, read))).Failure);
        Assert.Equal(
            "400 INVALID_DATA INVALID_VALUE resource.id",
            (await Worker.SendAsync(HttpMethod.Put, $"{EnvironmentPath}{path}/{grant}", Body(music, play))).Failure
        );
        var list = await Worker.GetAsync(EnvironmentPath + path);
        Assert.Equal(grant, list["_embedded.grants.0.id"]);
        Assert.Equal(204, (await Worker.DeleteAsync($"{EnvironmentPath}{path}/{grant}")).Status);
    }

    [Fact]
    public async Task A_secret_is_read_rotated_and_forgotten()
    {
        var path = $"{EnvironmentPath}/resources/{await Granting.MakeResourceAsync()}/secret";
        var first = await Worker.GetAsync(path);
        Assert.Equal(64, first["secret"]!.Length);

        var end = new JsonObject { ["previous"] = new JsonObject { ["expiresAt"] = Clock.GetUtcNow().AddHours(1).ToString("O") } };
        var second = await Worker.SendAsync(HttpMethod.Post, path, end.ToJsonString());

        Assert.NotEqual(first["secret"], second["secret"]);
        Assert.Equal(first["secret"], second["previous.secret"]);
        Assert.Equal(204, (await Worker.DeleteAsync(path)).Status);
        Assert.Null((await Worker.GetAsync(path))["previous"]);
        Assert.Equal(second["secret"], (await Worker.GetAsync(path))["secret"]);
        var late = """{"previous":{"expiresAt":"2030-01-01T00:00:00Z"}}""";
        Assert.Equal("400 INVALID_DATA INVALID_VALUE previous.expiresAt", (await Worker.SendAsync(HttpMethod.Post, path, late)).Failure);
    }

    [Fact]
    public async Task What_is_there_from_the_start_is_not_counted_as_made()
    {
        var before = (await Worker.GetAsync("/_emulator/store")).Text;
        var id = await Granting.MakeResourceAsync();
        await Granting.MakeScopeAsync(id, "read");
        Assert.NotEqual(before, (await Worker.GetAsync("/_emulator/store")).Text);

        await Worker.DeleteAsync($"{EnvironmentPath}/resources/{id}");

        Assert.Equal(before, (await Worker.GetAsync("/_emulator/store")).Text);
    }
}
