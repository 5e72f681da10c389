using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Tests.Driving;

namespace PingOneScenarios.Emulator.Tests;

/// <summary>What a worker may do comes from the roles assigned to it.</summary>
public sealed class RoleTests : WithEmulator
{
    private const string Forbidden = "403 ACCESS_FAILED INSUFFICIENT_PERMISSIONS";

    [Holds("2-07", "5.7-23")]
    [Fact]
    public async Task Roles_are_listed_with_their_permissions()
    {
        var roles = await Worker.GetAsync("/v1/roles");

        Assert.Equal(200, roles.Status);
        var admin = Named(roles, "Environment Admin");
        Assert.Contains("ENVIRONMENT", admin["applicableTo"]!.AsArray().Select(scope => scope!.ToString()));
        Assert.Contains("applications:read:secret", admin["permissions"]!.AsArray().Select(permission => permission!["id"]!.ToString()));
        foreach (
            var name in (string[])["Organization Admin", "Identity Data Admin", "Identity Data Read Only", "Client Application Developer"]
        )
            Assert.Equal(200, (await Worker.GetAsync($"/v1/roles/{Named(roles, name)["id"]}")).Status);
        Assert.Equal("404 NOT_FOUND", (await Worker.GetAsync("/v1/roles/none")).Failure);
        Assert.Equal(
            admin["id"]!.ToString(),
            Named(await Worker.GetAsync($"{EnvironmentPath}/roles"), "Environment Admin")["id"]!.ToString()
        );
    }

    [Holds("2-06")]
    [Fact]
    public async Task A_worker_may_do_what_its_roles_allow_and_no_more()
    {
        using var worker = await MadeWorkerAsync();
        Assert.Equal(Forbidden, (await worker.GetAsync($"{EnvironmentPath}/users")).Failure);
        Assert.Equal(Forbidden, (await worker.GetAsync("/v1/roles")).Failure);

        var assigned = await AssignAsync(worker, "Identity Data Admin", Server.EnvironmentId, "ENVIRONMENT");

        Assert.Equal(201, assigned.Status);
        Assert.Equal("False", assigned["readOnly"], ignoreCase: true);
        Assert.Equal(200, (await worker.GetAsync($"{EnvironmentPath}/users")).Status);
        Assert.Equal(200, (await worker.GetAsync("/v1/roles")).Status);
        Assert.Equal(Forbidden, (await worker.GetAsync($"{EnvironmentPath}/applications")).Failure);

        Assert.Equal(204, (await Worker.DeleteAsync($"{RolesOf(worker)}/{assigned["id"]}")).Status);
        Assert.Equal(Forbidden, (await worker.GetAsync($"{EnvironmentPath}/users")).Failure);
        Assert.Equal("0", (await Worker.GetAsync(RolesOf(worker)))["count"]);
    }

    [Holds("3.2-08")]
    [Theory]
    [InlineData("Environment Admin", 200)]
    [InlineData("Client Application Developer", 200)]
    [InlineData("Configuration Read Only", 403)]
    [InlineData("Identity Data Admin", 403)]
    public async Task A_secret_is_read_by_whoever_may_read_secrets(string role, int status)
    {
        using var worker = await MadeWorkerAsync();
        await AssignAsync(worker, role, Server.EnvironmentId, "ENVIRONMENT");

        var secret = await worker.GetAsync($"{EnvironmentPath}/applications/{worker.ClientId}/secret");

        Assert.Equal(status, secret.Status);
        if (status == 403)
            Assert.StartsWith("The actor attempting to perform the request is not authorized.", secret["details.0.message"]);
    }

    [Theory]
    [InlineData("Identity Data Read Only", "GET", "users", 200)]
    [InlineData("Identity Data Read Only", "POST", "users", 403)]
    [InlineData("Identity Data Read Only", "GET", "groups", 200)]
    [InlineData("Identity Data Admin", "POST", "groups", 400)]
    [InlineData("Environment Admin", "POST", "groups", 403)]
    [InlineData("Environment Admin", "POST", "populations", 400)]
    [InlineData("Environment Admin", "POST", "users", 403)]
    [InlineData("Configuration Read Only", "GET", "applications", 200)]
    [InlineData("Configuration Read Only", "POST", "applications", 403)]
    [InlineData("Client Application Developer", "POST", "applications", 400)]
    [InlineData("Custom Roles Admin", "POST", "roles", 400)]
    [InlineData("Environment Admin", "POST", "roles", 403)]
    [InlineData("Help Desk Admin", "GET", "users", 200)]
    [InlineData("Help Desk Admin", "GET", "applications", 403)]
    public async Task A_role_allows_methods_on_collections(string role, string method, string collection, int status)
    {
        using var worker = await MadeWorkerAsync();
        await AssignAsync(worker, role, Server.EnvironmentId, "ENVIRONMENT");

        var reply =
            method == "GET"
                ? await worker.GetAsync($"{EnvironmentPath}/{collection}")
                : await worker.PostAsync($"{EnvironmentPath}/{collection}", "{}");

        Assert.Equal(status, reply.Status);
    }

    [Fact]
    public async Task A_role_for_a_population_reaches_its_users_alone()
    {
        var population = (await PostAsync($"{EnvironmentPath}/populations", """{"name":"P"}"""))["id"]!;
        var outside = await PostAsync($"{EnvironmentPath}/users", NewUser("outside", null));
        using var worker = await MadeWorkerAsync();
        await AssignAsync(worker, "Identity Data Admin", population, "POPULATION");

        var inside = await worker.PostAsync($"{EnvironmentPath}/users", NewUser("inside", population));

        Assert.Equal(201, inside.Status);
        Assert.Equal(Forbidden, (await worker.PostAsync($"{EnvironmentPath}/users", NewUser("other", null))).Failure);
        Assert.Equal(200, (await worker.GetAsync($"{EnvironmentPath}/users/{inside["id"]}")).Status);
        Assert.Equal(Forbidden, (await worker.GetAsync($"{EnvironmentPath}/users/{outside["id"]}")).Failure);
        var seen = await worker.GetAsync($"{EnvironmentPath}/users");
        Assert.Equal(("1", inside["id"]), (seen["count"], seen["_embedded.users.0.id"]));
        Assert.Equal("1", (await worker.GetAsync($"{EnvironmentPath}/populations"))["count"]);
        Assert.Equal(200, (await worker.GetAsync($"{EnvironmentPath}/populations/{population}")).Status);
        Assert.Equal(200, (await worker.GetAsync(EnvironmentPath)).Status);
        Assert.Equal(204, (await worker.DeleteAsync($"{EnvironmentPath}/users/{inside["id"]}")).Status);
    }

    [Fact]
    public async Task A_role_for_an_application_reaches_it_alone()
    {
        using var worker = await MadeWorkerAsync();
        using var other = await MadeWorkerAsync("other");
        await AssignAsync(worker, "Application Owner", other.ClientId, "APPLICATION");

        Assert.Equal(200, (await worker.GetAsync($"{EnvironmentPath}/applications/{other.ClientId}")).Status);
        Assert.Equal(Forbidden, (await worker.GetAsync($"{EnvironmentPath}/applications/{worker.ClientId}")).Failure);
        Assert.Equal(Forbidden, (await worker.GetAsync($"{EnvironmentPath}/applications")).Failure);
        Assert.Equal(Forbidden, (await worker.DeleteAsync($"{EnvironmentPath}/applications/{other.ClientId}")).Failure);
    }

    [Theory]
    [InlineData("Environment Admin", "Identity Data Admin", 201)]
    [InlineData("Environment Admin", "Organization Admin", 403)]
    [InlineData("Identity Data Admin", "Identity Data Read Only", 201)]
    [InlineData("Identity Data Admin", "Environment Admin", 403)]
    [InlineData("Client Application Developer", "Client Application Developer", 403)]
    public async Task Nobody_gives_on_more_than_it_has(string held, string given, int status)
    {
        using var worker = await MadeWorkerAsync();
        await AssignAsync(worker, held, Server.EnvironmentId, "ENVIRONMENT");
        var user = await PostAsync($"{EnvironmentPath}/users", NewUser("a", null));
        var scope = given == "Organization Admin" ? (Server.OrganizationId, "ORGANIZATION") : (Server.EnvironmentId, "ENVIRONMENT");

        var reply = await worker.PostAsync(
            $"{EnvironmentPath}/users/{user["id"]}/roleAssignments",
            await AssignmentAsync(given, scope.Item1, scope.Item2)
        );

        Assert.Equal(status, reply.Status);
    }

    [Theory]
    [InlineData("""{}""", "REQUIRED_VALUE role")]
    [InlineData("""{"role":{"id":"none"},"scope":{"id":"{env}","type":"ENVIRONMENT"}}""", "INVALID_VALUE role.id")]
    [InlineData("""{"role":{"id":"{role}"},"scope":{"id":"{env}","type":"WORLD"}}""", "INVALID_VALUE scope.type")]
    [InlineData("""{"role":{"id":"{role}"},"scope":{"id":"{env}","type":"POPULATION"}}""", "INVALID_VALUE scope.type")]
    [InlineData("""{"role":{"id":"{role}"},"scope":{"id":"none","type":"ENVIRONMENT"}}""", "INVALID_VALUE scope.id")]
    [InlineData("""{"role":{"id":"{role}"},"scope":{"type":"ENVIRONMENT"}}""", "REQUIRED_VALUE scope.id")]
    public async Task What_is_no_assignment_is_refused(string body, string failure)
    {
        using var worker = await MadeWorkerAsync();
        var role = Named(await Worker.GetAsync("/v1/roles"), "Environment Admin")["id"]!.ToString();
        body = body.Replace("{role}", role, StringComparison.Ordinal).Replace("{env}", Server.EnvironmentId, StringComparison.Ordinal);

        Assert.Equal($"400 INVALID_DATA {failure}", (await PostAsync(RolesOf(worker), body)).Failure);
    }

    [Fact]
    public async Task The_same_assignment_is_there_once()
    {
        using var worker = await MadeWorkerAsync();
        Assert.Equal(201, (await AssignAsync(worker, "Environment Admin", Server.OrganizationId, "ORGANIZATION")).Status);

        var again = await AssignAsync(worker, "Environment Admin", Server.OrganizationId, "ORGANIZATION");

        Assert.Equal("400 INVALID_DATA UNIQUENESS_VIOLATION role.id", again.Failure);
        Assert.Equal(200, (await worker.GetAsync($"{EnvironmentPath}/applications")).Status);
    }

    [Theory]
    [InlineData("Organization Admin", "ORGANIZATION", 200, 2, 201)]
    [InlineData("Environment Admin", "ORGANIZATION", 200, 2, 403)]
    [InlineData("Environment Admin", "ENVIRONMENT", 200, 1, 403)]
    [InlineData("Identity Data Admin", "POPULATION", 200, 1, 403)]
    [InlineData(null, "", 403, 0, 403)]
    public async Task Environments_are_listed_and_added_as_roles_allow(string? role, string scope, int listed, int seen, int added)
    {
        var license = (await Worker.GetAsync(EnvironmentPath))["license.id"]!;
        Assert.Equal(201, (await PostAsync("/v1/environments", NewEnvironment("Second", license))).Status);
        using var worker = await MadeWorkerAsync();
        var population = (await Worker.GetAsync($"{EnvironmentPath}/populations"))["_embedded.populations.0.id"]!;
        var id = scope switch
        {
            "ORGANIZATION" => Server.OrganizationId,
            "ENVIRONMENT" => Server.EnvironmentId,
            _ => population,
        };
        if (role is not null)
            Assert.Equal(201, (await AssignAsync(worker, role, id, scope)).Status);

        var list = await worker.GetAsync("/v1/environments");
        var made = await worker.PostAsync("/v1/environments", NewEnvironment("Third", license));

        Assert.Equal((listed, added), (list.Status, made.Status));
        Assert.Equal(seen == 0 ? null : $"{seen}", list["count"]);
        if (added == 201)
            Assert.Equal(200, (await worker.GetAsync($"/v1/environments/{made["id"]}")).Status);
    }

    [Fact]
    public async Task A_custom_role_allows_its_permissions()
    {
        var admin = Named(await Worker.GetAsync("/v1/roles"), "Environment Admin")["id"]!.ToString();
        var role = await PostAsync(
            $"{EnvironmentPath}/roles",
            $$"""{"name":"Reader","applicableTo":["ENVIRONMENT"],"canBeAssignedBy":[{"id":"{{admin}}"}],"permissions":[{"id":"users:read:user"}]}"""
        );
        Assert.Equal((201, "CUSTOM"), (role.Status, role["type"]));
        using var worker = await MadeWorkerAsync();
        await AssignAsync(worker, "Reader", Server.EnvironmentId, "ENVIRONMENT");

        Assert.Equal(200, (await worker.GetAsync($"{EnvironmentPath}/users")).Status);
        Assert.Equal(Forbidden, (await worker.GetAsync($"{EnvironmentPath}/groups")).Failure);
        Assert.Equal(
            "400 INVALID_DATA INVALID_VALUE permissions[0].id",
            (await PostAsync($"{EnvironmentPath}/roles", """{"name":"x","canBeAssignedBy":[],"permissions":[{"id":"a:b:c"}]}""")).Failure
        );
    }

    [Holds("3.1-57")]
    [Theory]
    [InlineData(null, 403)]
    [InlineData(false, 403)]
    [InlineData(true, 200)]
    public async Task A_worker_may_be_made_with_the_roles_of_its_maker(bool? assigned, int status)
    {
        using var worker = await MadeWorkerAsync(assignActorRoles: assigned);

        Assert.Equal(status, (await worker.GetAsync($"{EnvironmentPath}/users")).Status);
        Assert.Equal(status == 200, (await Worker.GetAsync(RolesOf(worker)))["count"] != "0");
    }

    [Fact]
    public async Task A_token_ends_with_its_worker()
    {
        using var worker = await MadeWorkerAsync();
        await AssignAsync(worker, "Identity Data Admin", Server.EnvironmentId, "ENVIRONMENT");

        await Worker.DeleteAsync($"{EnvironmentPath}/applications/{worker.ClientId}");

        Assert.Equal(401, (await worker.GetAsync($"{EnvironmentPath}/users")).Status);
        Assert.DoesNotContain(Server.Made, made => made.Kind == "applicationRoleAssignment");
    }

    private static JsonNode Named(Reply roles, string name) =>
        roles.Json["_embedded"]!["roles"]!.AsArray().Single(role => role!["name"]!.ToString() == name)!;

    private static string NewEnvironment(string name, string license) =>
        $$$"""{"name":"{{{name}}}","type":"SANDBOX","region":"NA","license":{"id":"{{{license}}}"}}""";

    private static string NewUser(string name, string? population) =>
        population is null
            ? $$"""{"username":"{{name}}","email":"a@b.example"}"""
            : $$$"""{"username":"{{{name}}}","email":"a@b.example","population":{"id":"{{{population}}}"}}""";

    private string RolesOf(MadeWorker worker) => $"{EnvironmentPath}/applications/{worker.ClientId}/roleAssignments";

    private async Task<string> AssignmentAsync(string role, string scopeId, string scopeType)
    {
        var roles = await Worker.GetAsync($"{EnvironmentPath}/roles");
        return $$$"""{"role":{"id":"{{{Named(roles, role)["id"]}}}"},"scope":{"id":"{{{scopeId}}}","type":"{{{scopeType}}}"}}""";
    }

    private async Task<Reply> AssignAsync(MadeWorker worker, string role, string scopeId, string scopeType) =>
        await PostAsync(RolesOf(worker), await AssignmentAsync(role, scopeId, scopeType));

    private async Task<MadeWorker> MadeWorkerAsync(string name = "worker", bool? assignActorRoles = null)
    {
        var body = new JsonObject
        {
            ["name"] = name,
            ["enabled"] = true,
            ["type"] = "WORKER",
            ["protocol"] = "OPENID_CONNECT",
            ["grantTypes"] = new JsonArray("CLIENT_CREDENTIALS"),
            ["tokenEndpointAuthMethod"] = "CLIENT_SECRET_BASIC",
        };
        if (assignActorRoles is { } assign)
            body["assignActorRoles"] = assign;
        var id = (await PostAsync($"{EnvironmentPath}/applications", body.ToJsonString()))["id"]!;
        var secret = (await Worker.GetAsync($"{EnvironmentPath}/applications/{id}/secret"))["secret"]!;
        var browser = new Browser(Server.Address) { Authorization = Secrets.Basic(id, secret) };
        var token = await browser.PostFormAsync($"{Sign}/token", ("grant_type", "client_credentials"));
        browser.Authorization = $"Bearer {token["access_token"]}";
        return new MadeWorker(id, browser);
    }

    private Task<Reply> PostAsync(string path, string body) => Worker.SendAsync(HttpMethod.Post, path, body, "application/json");

    private sealed record MadeWorker(string ClientId, Browser Browser) : IDisposable
    {
        public Task<Reply> GetAsync(string path) => Browser.GetAsync(path);

        public Task<Reply> DeleteAsync(string path) => Browser.DeleteAsync(path);

        public Task<Reply> PostAsync(string path, string body) => Browser.SendAsync(HttpMethod.Post, path, body, "application/json");

        public void Dispose() => Browser.Dispose();
    }
}
