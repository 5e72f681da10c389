using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using PingOneScenarios.Emulator.Endpoints;
using PingOneScenarios.Emulator.Tests.Driving;
using PingOneScenarios.Emulator.Tokens;

namespace PingOneScenarios.Emulator.Tests.Management;

public sealed class ScimFilterTests : WithEmulator
{
    private string Users => $"{EnvironmentPath}/users";

    [Holds("5.7-04", "5.7-07", "5.7-08", "5.7-10..14")]
    [Theory]
    [InlineData("username eq \"ada\"", "ada")]
    [InlineData("USERNAME EQ \"ADA\"", "ada")]
    [InlineData("username ne \"ada\"", "alan grace")]
    [InlineData("username sw \"a\"", "ada alan")]
    [InlineData("username ew \"n\"", "alan")]
    [InlineData("username co \"ra\"", "grace")]
    [InlineData("name.family eq \"Lovelace\"", "ada")]
    [InlineData("name.given sw \"A\" and name.family co \"ring\"", "alan")]
    [InlineData("username eq \"ada\" or username eq \"grace\"", "ada grace")]
    [InlineData("username eq \"ada\" or username eq \"alan\" and username eq \"grace\"", "ada")]
    [InlineData("(username eq \"ada\" or username eq \"alan\") and enabled eq true", "ada")]
    [InlineData("username eq \"ada\" and enabled eq false", "")]
    [InlineData("not (username eq \"ada\")", "alan grace")]
    [InlineData("not (username sw \"a\" and enabled eq true)", "alan grace")]
    [InlineData("enabled eq false", "alan")]
    [InlineData("nickname pr", "grace")]
    [InlineData("not (nickname pr)", "ada alan")]
    [InlineData("nickname eq null", "ada alan")]
    [InlineData("nickname ne null", "grace")]
    [InlineData("nickname gt \"A\"", "grace")]
    [InlineData("createdAt gt \"2026-04-20T16:19:35.570Z\"", "alan grace")]
    [InlineData("createdAt ge \"2026-04-20T18:19:35.570+02:00\"", "ada alan grace")]
    [InlineData("createdAt lt \"2026-04-20T16:19:36.570Z\"", "ada")]
    [InlineData("createdAt le \"2026-04-20T16:19:36.570Z\"", "ada alan")]
    [InlineData("username eq \"a\\u0064a\"", "ada")]
    [InlineData("memberOfGroups[id eq \"g\"]", "")]
    [InlineData("memberOfGroups[id eq \"g\"] and name.family eq \"demo\"", "")]
    [InlineData("not (memberOfGroups[id eq \"g\"])", "ada alan grace")]
    public async Task Users_are_found_by_a_filter(string filter, string expected)
    {
        await MakeAsync();

        var reply = await Worker.GetAsync($"{Users}?filter={Uri.EscapeDataString(filter)}");

        Assert.Equal(expected, string.Join(' ', Names(reply)));
        Assert.Equal($"{Names(reply).Count()}", reply["count"]);
    }

    [Theory]
    [InlineData("username")]
    [InlineData("username eq")]
    [InlineData("username eq ada")]
    [InlineData("username eq \"ada")]
    [InlineData("username eq \"ada\" and")]
    [InlineData("username eq \"ada\" username eq \"ada\"")]
    [InlineData("(username eq \"ada\"")]
    [InlineData("username eq \"ada\")")]
    [InlineData("not username eq \"ada\"")]
    [InlineData("username like \"a\"")]
    [InlineData("password eq \"x\"")]
    [InlineData("memberOfGroups[name eq \"x\"]")]
    [InlineData("memberOfGroups[id eq \"x\"")]
    [InlineData("username eq \"\\ud800\"")]
    [InlineData("\"ada\" eq username")]
    public async Task What_is_no_filter_is_refused(string filter)
    {
        var reply = await Worker.GetAsync($"{Users}?filter={Uri.EscapeDataString(filter)}");

        Assert.Equal("400 INVALID_DATA INVALID_FILTER filter", reply.Failure);
        var inner = reply.Json["details"]![0]!["innerError"]!;
        Assert.Contains("username", inner["supportedAttributes"]!.AsArray().Select(name => name!.GetValue<string>()));
        Assert.Contains("sw", inner["supportedOperators"]!.AsArray().Select(name => name!.GetValue<string>()));
    }

    [Holds("5.7-09", "3.4-37")]
    [Fact]
    public async Task Users_are_found_by_their_groups()
    {
        await MakeAsync();
        var group = (await Worker.SendAsync(HttpMethod.Post, $"{EnvironmentPath}/groups", """{"name":"Mathematicians"}"""))["id"]!;
        var ada = (await Worker.GetAsync($"{Users}?filter=username eq \"ada\""))["_embedded.users.0.id"]!;
        await Worker.SendAsync(HttpMethod.Post, $"{Users}/{ada}/memberOfGroups", $$"""{"id":"{{group}}"}""");

        Assert.Equal(["ada"], Names(await Worker.GetAsync($"{Users}?filter=memberOfGroups[id eq \"{group}\"]")));
        Assert.Equal(["ada"], Names(await Worker.GetAsync($"{Users}?filter=memberOfGroups.id eq \"{group}\" and enabled eq true")));
        Assert.Equal(["alan", "grace"], Names(await Worker.GetAsync($"{Users}?filter=not (memberOfGroups[id eq \"{group}\"])")));
        Assert.Empty(Names(await Worker.GetAsync($"{Users}?filter=memberOfGroups[id eq \"{group}\"] and username eq \"alan\"")));
        var shown = await Worker.GetAsync($"{Users}/{ada}?include=memberOfGroupNames,memberOfGroupIDs");
        Assert.Equal(("Mathematicians", group), (shown["memberOfGroupNames.0"], shown["memberOfGroupIDs.0"]));
        Assert.Null((await Worker.GetAsync($"{Users}/{ada}"))["memberOfGroupIDs"]);
        Assert.Equal("400 INVALID_DATA INVALID_PARAMETER include", (await Worker.GetAsync($"{Users}/{ada}?include=x")).Failure);
    }

    [Theory]
    [InlineData("username eq \"ada\"")]
    [InlineData("username eq \"nobody\"")]
    [InlineData("enabled eq true and username eq \"ada\"")]
    [InlineData("(username eq \"ada\") and (enabled eq true or enabled eq false)")]
    [InlineData("id eq \"x\"")]
    public void What_names_one_user_looks_at_no_other(string filter)
    {
        using var key = new EnvironmentKey(TokenKey.Development, Clock);
        var organization = new Organization(Settings(Clock), "http://127.0.0.1:1", key);
        var request = new DefaultHttpContext().Request;
        request.QueryString = QueryString.Create("filter", filter);
        var call = new Call(organization, request, default, "") { PathValues = PathValues.None };

        var answer = (UserEndpoints.All with { All = _ => throw new InvalidOperationException() }).List(call);

        Assert.Equal(200, answer.Status);
    }

    [Theory]
    [InlineData(20, "200")]
    [InlineData(1000, "400 INVALID_DATA INVALID_FILTER filter")]
    public async Task Parentheses_do_not_fill_the_stack(int depth, string expected)
    {
        var filter = $"{new string('(', depth)}username pr{new string(')', depth)}";

        Assert.Equal(expected, (await Worker.GetAsync($"{Users}?filter={Uri.EscapeDataString(filter)}")).Failure);
    }

    [Holds("5.7-03", "5.7-06")]
    [Theory]
    [InlineData("", "a b c d e")]
    [InlineData("&order=-username", "e d c b a")]
    [InlineData("&order=username", "a b c d e")]
    [InlineData("&order=nickname", "a b c d e")]
    public async Task Pages_lead_on_and_back_and_pass_over_nothing_that_is_deleted(string order, string expected)
    {
        var names = expected.Split(' ');
        foreach (var name in names.Order(StringComparer.Ordinal))
            await PostAsync(name, "");
        var first = await Worker.GetAsync($"{Users}?limit=2{order}");
        Assert.Null(first["_links.prev"]);
        foreach (var user in first.Json["_embedded"]!["users"]!.AsArray())
            await Worker.DeleteAsync(user!["_links"]!["self"]!["href"]!.GetValue<string>());

        var second = await Worker.GetAsync(first["_links.next.href"]!);
        var third = await Worker.GetAsync(second["_links.next.href"]!);

        Assert.Equal(names[2..4], Names(second));
        Assert.Equal(names[4..], Names(third));
        Assert.Null(third["_links.next"]);
        Assert.Equal(names[2..4], Names(await Worker.GetAsync(third["_links.prev.href"]!)));
        Assert.Equal(second["_links.self.href"], first["_links.next.href"]);
    }

    [Fact]
    public async Task A_page_keeps_what_it_was_asked_for()
    {
        foreach (var name in (string[])["a1", "a2", "a3", "b1"])
            await PostAsync(name, "");

        var filter = Uri.EscapeDataString("username sw \"a\"");
        var first = await Worker.GetAsync($"{Users}?limit=2&expand=population&order=-username&filter={filter}");
        var second = await Worker.GetAsync(first["_links.next.href"]!);

        Assert.Equal("3", first["count"]);
        Assert.Equal(["a3", "a2"], Names(first));
        Assert.Equal(["a1"], Names(second));
        Assert.Equal("Default", second["_embedded.users.0._embedded.population.name"]);
    }

    private async Task MakeAsync()
    {
        await PostAsync("ada", ""","name":{"given":"Ada","family":"Lovelace"}""");
        await PostAsync("alan", ""","name":{"given":"Alan","family":"Turing"},"enabled":false""");
        await PostAsync("grace", ""","nickname":"Amazing"  """);
    }

    private async Task PostAsync(string name, string more)
    {
        Clock.Advance(TimeSpan.FromSeconds(1));
        var body = $$"""{"username":"{{name}}","email":"a@b.example"{{more}}}""";
        Assert.Equal(201, (await Worker.SendAsync(HttpMethod.Post, Users, body)).Status);
    }

    private static IEnumerable<string> Names(Reply reply) =>
        reply.Json["_embedded"]!["users"]!.AsArray().Select((JsonNode? user) => user!["username"]!.GetValue<string>());
}
