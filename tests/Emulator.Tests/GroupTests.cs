using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Tests.Driving;

namespace PingOneScenarios.Emulator.Tests;

/// <summary>Groups, the users in them, and groups in groups.</summary>
public sealed class GroupTests : WithEmulator
{
    private string Groups => $"{EnvironmentPath}/groups";

    [Holds("5.7-16")]
    [Fact]
    public async Task A_group_is_made_read_found_changed_and_deleted()
    {
        var made = await PostAsync(Groups, """{"name":"Use Case Group","description":"of a use case","customData":{"a":[1]}}""");
        Assert.Equal(201, made.Status);
        Assert.Equal("Use Case Group", made["name"]);
        Assert.Equal("0", made["directMemberCounts.users"]);
        var self = $"{Groups}/{made["id"]}";
        Assert.Equal(made.Text, (await Worker.GetAsync(self)).Text);
        var found = await Worker.GetAsync($"{Groups}?filter={Uri.EscapeDataString("name sw \"use case\"")}");
        Assert.Equal(made["id"], found["_embedded.groups.0.id"]);

        var changed = await Worker.SendAsync(HttpMethod.Put, self, """{"name":"Other"}""", "application/json");

        Assert.Equal("Other", changed["name"]);
        Assert.Null(changed["description"]);
        Assert.Equal(204, (await Worker.DeleteAsync(self)).Status);
        Assert.Equal(404, (await Worker.GetAsync(self)).Status);
    }

    [Theory]
    [InlineData("""{}""", "400 INVALID_DATA REQUIRED_VALUE name")]
    [InlineData("""{"name":""}""", "400 INVALID_DATA EMPTY_VALUE name")]
    [InlineData("""{"name":7}""", "400 INVALID_DATA INVALID_VALUE name")]
    [InlineData("""{"name":"THERE already"}""", "400 INVALID_DATA UNIQUENESS_VIOLATION name")]
    [InlineData("""{"name":"n","population":{"id":"none"}}""", "400 INVALID_DATA INVALID_VALUE population.id")]
    [InlineData("""{"name":"n","customData":"text"}""", "400 INVALID_DATA INVALID_VALUE customData")]
    [InlineData("""{"name":"n","userFilter":"username sw \"a\""}""", "501 NOT_IMPLEMENTED")]
    public async Task What_is_no_group_is_refused(string body, string failure)
    {
        await PostAsync(Groups, """{"name":"There already"}""");

        Assert.Equal(failure, (await PostAsync(Groups, body)).Failure);
    }

    [Holds("3.4-37")]
    [Fact]
    public async Task A_user_is_put_into_a_group_and_taken_out()
    {
        var (user, group) = (await UserAsync("a"), await GroupAsync("Group"));
        var memberships = $"{EnvironmentPath}/users/{user}/memberOfGroups";

        var made = await PostAsync(memberships, $$"""{"id":"{{group}}"}""");

        Assert.Equal(201, made.Status);
        Assert.Equal((group, "Group", "DIRECT"), (made["id"], made["name"], made["type"]));
        Assert.Equal($"{Server.AuthPath}{memberships}/{group}", made["_links.self.href"]);
        Assert.Equal("1", (await Worker.GetAsync($"{Groups}/{group}"))["directMemberCounts.users"]);
        Assert.Equal(group, (await Worker.GetAsync(memberships))["_embedded.groupMemberships.0.id"]);
        Assert.Equal("Group", (await Worker.GetAsync($"{memberships}/{group}?expand=group"))["_embedded.group.name"]);
        Assert.Equal("400 INVALID_DATA UNIQUENESS_VIOLATION id", (await PostAsync(memberships, $$"""{"id":"{{group}}"}""")).Failure);
        Assert.Equal("400 INVALID_DATA INVALID_VALUE id", (await PostAsync(memberships, """{"id":"none"}""")).Failure);

        Assert.Equal(204, (await Worker.DeleteAsync($"{memberships}/{group}")).Status);
        Assert.Equal(404, (await Worker.DeleteAsync($"{memberships}/{group}")).Status);
        Assert.Equal("0", (await Worker.GetAsync($"{Groups}/{group}"))["directMemberCounts.users"]);
    }

    [Holds("3.4-37")]
    [Theory]
    [InlineData("", null, null)]
    [InlineData("?include=memberOfGroupIDs", "{group}", null)]
    [InlineData("?include=memberOfGroupNames", null, "Group")]
    [InlineData("?include=memberOfGroupIDs,memberOfGroupNames", "{group}", "Group")]
    public async Task A_user_shows_its_groups_when_asked(string query, string? id, string? name)
    {
        var (user, group) = (await UserAsync("a"), await GroupAsync("Group"));
        await PostAsync($"{EnvironmentPath}/users/{user}/memberOfGroups", $$"""{"id":"{{group}}"}""");

        var shown = await Worker.GetAsync($"{EnvironmentPath}/users/{user}{query}");

        Assert.Equal(id is null ? null : group, shown["memberOfGroupIDs.0"]);
        Assert.Equal(name, shown["memberOfGroupNames.0"]);
    }

    [Fact]
    public async Task Who_is_in_a_group_is_in_those_around_it()
    {
        var (inner, middle, outer) = (await GroupAsync("Inner"), await GroupAsync("Middle"), await GroupAsync("Outer"));
        var user = await UserAsync("a");
        await PostAsync($"{Groups}/{inner}/memberOfGroups", $$"""{"id":"{{middle}}"}""");
        var nested = await PostAsync($"{Groups}/{middle}/memberOfGroups", $$"""{"id":"{{outer}}"}""");
        Assert.Equal((201, outer, "DIRECT"), (nested.Status, nested["id"], nested["type"]));
        await PostAsync($"{EnvironmentPath}/users/{user}/memberOfGroups", $$"""{"id":"{{inner}}"}""");

        var all = await Worker.GetAsync($"{EnvironmentPath}/users/{user}/memberOfGroups");
        Assert.Equal("3", all["count"]);
        Assert.Equal("INDIRECT", (await Worker.GetAsync($"{EnvironmentPath}/users/{user}/memberOfGroups/{outer}"))["type"]);
        var counted = await Worker.GetAsync($"{Groups}/{outer}?include=totalMemberCounts");
        Assert.Equal(("0", "1"), (counted["directMemberCounts.users"], counted["totalMemberCounts.users"]));

        // None may be in itself, and one that is left takes nobody along.
        Assert.Equal(
            "400 INVALID_DATA INVALID_VALUE id",
            (await PostAsync($"{Groups}/{outer}/memberOfGroups", $$"""{"id":"{{inner}}"}""")).Failure
        );
        Assert.Equal(
            "400 INVALID_DATA INVALID_VALUE id",
            (await PostAsync($"{Groups}/{outer}/memberOfGroups", $$"""{"id":"{{outer}}"}""")).Failure
        );
        Assert.Equal(204, (await Worker.DeleteAsync($"{Groups}/{middle}")).Status);
        Assert.Equal("1", (await Worker.GetAsync($"{EnvironmentPath}/users/{user}/memberOfGroups"))["count"]);
        Assert.Equal("0", (await Worker.GetAsync($"{Groups}/{inner}/memberOfGroups"))["count"]);
    }

    [Fact]
    public async Task A_group_of_a_population_takes_only_its_users()
    {
        var population = await PostAsync($"{EnvironmentPath}/populations", """{"name":"P"}""");
        var group = await PostAsync(Groups, $$"""{"name":"G","population":{"id":"{{population["id"]}}"} }""");
        var (inside, outside) = (await UserAsync("in", population["id"]), await UserAsync("out"));

        Assert.Equal(201, (await AddAsync(inside)).Status);
        Assert.Equal("400 INVALID_DATA INVALID_VALUE id", (await AddAsync(outside)).Failure);
        Task<Reply> AddAsync(string user) => PostAsync($"{EnvironmentPath}/users/{user}/memberOfGroups", $$"""{"id":"{{group["id"]}}"}""");
    }

    [Theory]
    [InlineData("user")]
    [InlineData("group")]
    public async Task A_membership_ends_with_either(string deleted)
    {
        var (user, group) = (await UserAsync("a"), await GroupAsync("Group"));
        await PostAsync($"{EnvironmentPath}/users/{user}/memberOfGroups", $$"""{"id":"{{group}}"}""");

        await Worker.DeleteAsync(deleted == "user" ? $"{EnvironmentPath}/users/{user}" : $"{Groups}/{group}");

        Assert.DoesNotContain(Server.Made, made => made.Kind == "groupMembership");
        if (deleted == "group")
            Assert.Equal("0", (await Worker.GetAsync($"{EnvironmentPath}/users/{user}/memberOfGroups"))["count"]);
        else
            Assert.Equal("0", (await Worker.GetAsync($"{Groups}/{group}"))["directMemberCounts.users"]);
    }

    [Fact]
    public async Task A_membership_is_listed_in_the_store_by_the_address_that_ends_it()
    {
        var (user, group) = (await UserAsync("a"), await GroupAsync("Group"));
        await PostAsync($"{EnvironmentPath}/users/{user}/memberOfGroups", $$"""{"id":"{{group}}"}""");

        var made = Assert.Single(Server.Made, made => made.Kind == "groupMembership");

        Assert.Equal(204, (await Worker.DeleteAsync(new Uri(made.Address).AbsolutePath)).Status);
    }

    private async Task<string> GroupAsync(string name) => (await PostAsync(Groups, $$"""{"name":"{{name}}"}"""))["id"]!;

    private async Task<string> UserAsync(string name, string? population = null)
    {
        var user = new JsonObject { ["username"] = name, ["email"] = "do-not-send@example.com" };
        if (population is not null)
            user["population"] = new JsonObject { ["id"] = population };
        return (await PostAsync($"{EnvironmentPath}/users", user.ToJsonString()))["id"]!;
    }

    private Task<Reply> PostAsync(string path, string body) => Worker.SendAsync(HttpMethod.Post, path, body, "application/json");
}
