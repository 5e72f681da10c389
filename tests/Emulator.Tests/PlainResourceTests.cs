using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Entities;
using PingOneScenarios.Emulator.Tests.Driving;

namespace PingOneScenarios.Emulator.Tests;

/// <summary>What is kept as it is sent, by whatever collection; that each answer is as it is described publicly is looked at by the browser.</summary>
public sealed class PlainResourceTests : WithEmulator
{
    public static TheoryData<string> Kinds => [.. PlainBodies.Table.Keys];

    [Holds("5.7-20", "5.7-22", "5.7-24")]
    [Theory, MemberData(nameof(Kinds))]
    public async Task A_resource_is_made_found_read_replaced_and_deleted(string name)
    {
        var kind = EntityKinds.Table.Single(kind => kind.Name == name);
        var all = await PathAsync(kind);

        var made = await SendAsync("POST", all, PlainBodies.Table[name]);
        Assert.Equal(kind.MadeStatus, made.Status);
        foreach (var (member, value) in JsonNode.Parse(PlainBodies.Table[name])!.AsObject())
            Assert.True(JsonNode.DeepEquals(value, made.Json[member]), $"{member}: {made.Text}");
        var one = $"{all}/{made["id"]}";
        var list = await Worker.GetAsync($"{all}?limit=1000");
        Assert.Contains(made["id"], list.Json["_embedded"]![kind.Collection]!.AsArray().Select(item => item!["id"]!.ToString()));
        if (kind.Operations.HasFlag(EntityOperations.Read))
        {
            Assert.Equal(made.Text, (await Worker.GetAsync(one)).Text);
            if (made["_links"] is not null)
                Assert.Equal($"{Server.AuthPath}{one}", made["_links.self.href"]);
        }
        if (kind.Operations.HasFlag(EntityOperations.Replace))
            Assert.Equal(200, (await SendAsync("PUT", one, PlainBodies.Table[name])).Status);
        if (kind.UniqueBy is { } unique)
            Assert.Equal(
                $"400 INVALID_DATA UNIQUENESS_VIOLATION {unique}",
                (await SendAsync("POST", all, PlainBodies.Table[name])).Failure
            );

        Assert.Equal(204, (await Worker.DeleteAsync(one)).Status);
        Assert.Equal(404, (await Worker.DeleteAsync(one)).Status);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_body_without_members_is_refused_by_the_first_that_is_required(string name)
    {
        var kind = EntityKinds.Table.Single(kind => kind.Name == name);

        var refused = await SendAsync("POST", await PathAsync(kind), "{}");

        Assert.StartsWith("400 INVALID_DATA REQUIRED_VALUE ", refused.Failure);
    }

    [Holds("5.7-26")]
    [Theory]
    [InlineData("brandingSettings", """{"companyName":"Example"}""", "companyName", "Example")]
    [InlineData("notificationsSettings", """{"deliveryMode":"ALL","from":{"name":"n","address":"a@b.example"}}""", "from.name", "n")]
    [InlineData(
        "adminConfig",
        """{"authenticationMethod":"HYBRID","mfaStatus":"ENFORCE","recovery":false}""",
        "authenticationMethod",
        "HYBRID"
    )]
    [InlineData("billOfMaterials", """{"products":[{"type":"PING_ONE_MFA"}]}""", "products.0.type", "PING_ONE_MFA")]
    public async Task A_setting_is_there_and_is_changed(string name, string body, string member, string value)
    {
        var path = $"{EnvironmentPath}/{name}";
        Assert.Equal(200, (await Worker.GetAsync(path)).Status);

        var changed = await SendAsync("PUT", path, body);

        Assert.Equal((200, value), (changed.Status, changed[member]));
        Assert.Equal(changed.Text, (await Worker.GetAsync(path)).Text);
        Assert.DoesNotContain(Server.Made, made => made.Kind == name);
    }

    [Fact]
    public async Task There_is_one_organization_with_a_licence()
    {
        var organizations = await Worker.GetAsync("/v1/organizations");
        Assert.Equal(Server.OrganizationId, organizations["_embedded.organizations.0.id"]);
        Assert.Equal(200, (await Worker.GetAsync($"/v1/organizations/{Server.OrganizationId}")).Status);
        var licenses = await Worker.GetAsync($"/v1/organizations/{Server.OrganizationId}/licenses");
        Assert.Equal("ACTIVE", licenses["_embedded.licenses.0.status"]);
        Assert.Equal(
            200,
            (await Worker.GetAsync($"/v1/organizations/{Server.OrganizationId}/licenses/{licenses["_embedded.licenses.0.id"]}")).Status
        );
        Assert.Equal("404 NOT_FOUND", (await Worker.GetAsync("/v1/organizations/none")).Failure);
    }

    [Fact]
    public async Task The_key_rotation_policy_of_an_application_is_there()
    {
        var application = await new Journey(this).CreateApplicationAsync();

        var policy = await Worker.GetAsync(new Uri(application["_links.keyRotationPolicy.href"]!).AbsolutePath);

        Assert.Equal((200, Server.KeyId), (policy.Status, policy["currentKeyId"]));
    }

    [Fact]
    public async Task An_attribute_of_PingOne_stays()
    {
        var schema = (await Worker.GetAsync($"{EnvironmentPath}/schemas"))["_embedded.schemas.0.id"];
        var attributes = await Worker.GetAsync(
            $"{EnvironmentPath}/schemas/{schema}/attributes?filter={Uri.EscapeDataString("name eq \"nickname\"")}"
        );
        var nickname = $"{EnvironmentPath}/schemas/{schema}/attributes/{attributes["_embedded.attributes.0.id"]}";

        Assert.Equal("400 INVALID_DATA CONSTRAINT_VIOLATION", (await Worker.DeleteAsync(nickname)).Failure);
        Assert.Equal("False", (await SendAsync("PATCH", nickname, """{"enabled":false}"""))["enabled"], ignoreCase: true);
        Assert.Equal("400 INVALID_DATA INVALID_VALUE name", (await SendAsync("PATCH", nickname, """{"name":"other"}""")).Failure);
    }

    [Theory]
    [InlineData("""{"name":"favourite","enabled":true,"type":"STRING"}""", "\"blue\"", null)]
    [InlineData("""{"name":"favourite","enabled":true,"type":"STRING"}""", "7", "must be a string")]
    [InlineData("""{"name":"favourite","enabled":true,"type":"STRING","multiValued":true}""", "[\"blue\",\"red\"]", null)]
    [InlineData("""{"name":"favourite","enabled":true,"type":"STRING","multiValued":true}""", "\"blue\"", "must be an array")]
    [InlineData("""{"name":"favourite","enabled":true,"type":"JSON"}""", "{\"a\":1}", null)]
    [InlineData("""{"name":"favourite","enabled":true,"type":"JSON"}""", "\"a\"", "must be a JSON object")]
    [InlineData(
        """{"name":"favourite","enabled":true,"type":"STRING","enumeratedValues":[{"value":"blue"}]}""",
        "\"red\"",
        "must be one of blue"
    )]
    [InlineData(
        """{"name":"favourite","enabled":true,"type":"STRING","regexValidation":{"pattern":"^[a-z]+$","requirements":"small letters"}}""",
        "\"A\"",
        "small letters"
    )]
    public async Task An_attribute_that_was_declared_is_kept_of_users(string attribute, string value, string? refusal)
    {
        var schema = (await Worker.GetAsync($"{EnvironmentPath}/schemas"))["_embedded.schemas.0.id"];
        var declared = await SendAsync("POST", $"{EnvironmentPath}/schemas/{schema}/attributes", attribute);
        Assert.Equal((201, "CUSTOM"), (declared.Status, declared["schemaType"]));
        var user = $$"""{"username":"u","email":"a@b.example","unknown":1,"favourite":{{value}} }""";

        var made = await SendAsync("POST", $"{EnvironmentPath}/users", user);

        if (refusal is not null)
        {
            Assert.Equal(("400 INVALID_DATA INVALID_VALUE favourite", refusal), (made.Failure, made["details.0.message"]));
            return;
        }
        Assert.Equal(value, made.Json["favourite"]!.ToJsonString());
        Assert.Null(made["unknown"]);
        var path = $"{EnvironmentPath}/users/{made["id"]}";
        Assert.Equal(value, (await SendAsync("PATCH", path, """{"title":"t"}""")).Json["favourite"]!.ToJsonString());
        Assert.Null((await SendAsync("PUT", path, """{"username":"u","email":"a@b.example"}"""))["favourite"]);
    }

    [Theory]
    [InlineData("POST", """{"username":"v","email":"a@b.example","favourite":"7"}""", "400 INVALID_DATA UNIQUENESS_VIOLATION favourite")]
    [InlineData("POST", """{"username":"v","email":"a@b.example","favourite":"8"}""", "201")]
    [InlineData("POST", """{"username":"v","email":"a@b.example"}""", "201")]
    [InlineData("PATCH", """{"favourite":"7"}""", "400 INVALID_DATA UNIQUENESS_VIOLATION favourite")]
    [InlineData("PATCH", """{"favourite":"9"}""", "200")]
    [InlineData("PATCH", """{"title":"the same as before"}""", "200")]
    public async Task An_attribute_may_be_unique(string method, string body, string outcome)
    {
        var schema = (await Worker.GetAsync($"{EnvironmentPath}/schemas"))["_embedded.schemas.0.id"];
        await SendAsync(
            "POST",
            $"{EnvironmentPath}/schemas/{schema}/attributes",
            """{"name":"favourite","enabled":true,"type":"STRING","unique":true}"""
        );
        await SendAsync("POST", $"{EnvironmentPath}/users", """{"username":"t","email":"a@b.example","favourite":"7"}""");
        var second = await SendAsync("POST", $"{EnvironmentPath}/users", """{"username":"u","email":"a@b.example","favourite":"6"}""");

        var reply = await SendAsync(method, $"{EnvironmentPath}/users{(method == "POST" ? "" : $"/{second["id"]}")}", body);

        Assert.Equal(outcome, reply.Failure);
    }

    private async Task<string> PathAsync(EntityKind kind)
    {
        var path = EnvironmentPath + kind.Path;
        if (kind.Name == "schemaAttribute")
            path = path.Replace("{schemaID}", (await Worker.GetAsync($"{EnvironmentPath}/schemas"))["_embedded.schemas.0.id"]);
        if (kind.Name == "trustedEmail")
            path = path.Replace(
                "{emailDomainID}",
                (await SendAsync("POST", $"{EnvironmentPath}/emailDomains", PlainBodies.Table["emailDomain"]))["id"]
            );
        return path;
    }

    private Task<Reply> SendAsync(string method, string path, string body) =>
        Worker.SendAsync(new HttpMethod(method), path, body, "application/json");
}
