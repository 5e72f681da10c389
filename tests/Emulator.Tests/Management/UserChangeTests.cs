using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Tests.Driving;

namespace PingOneScenarios.Emulator.Tests.Management;

public sealed class UserChangeTests : WithEmulator
{
    private const string Import = "application/vnd.pingidentity.user.import+json";

    private const string Everything = """
        {
          "username": "ada", "email": "ada@example.com",
          "name": {"given": "Ada", "family": "Lovelace", "middle": "K", "formatted": "Ada K Lovelace", "honorificPrefix": "Dr.", "honorificSuffix": "II"},
          "address": {"countryCode": "GB", "locality": "London", "postalCode": "W1", "region": "Greater London", "streetAddress": "1 St James's Square\nFlat 2"},
          "photo": {"href": "https://images.example.com/ada.png"}, "externalId": "e1", "locale": "en-GB",
          "mobilePhone": "+44 1", "nickname": "Countess", "preferredLanguage": "en-GB;q=0.8", "primaryPhone": "+44 2", "timezone": "Europe/London",
          "title": "Analyst", "type": "Employee"
        }
        """;

    private string Users => $"{EnvironmentPath}/users";

    [Holds("3.4-38", "1.5-02")]
    [Fact]
    public async Task Put_replaces_everything_that_may_be_set()
    {
        var id = (await Post(Everything))["id"]!;
        var sent = JsonNode.Parse(Everything)!.AsObject();
        var whole = await Worker.GetAsync($"{Users}/{id}");
        foreach (var (name, value) in sent)
            Assert.True(JsonNode.DeepEquals(value, whole.Json[name]), name);

        Clock.Advance(TimeSpan.FromSeconds(1));
        var replaced = await Put(id, """{"username":"ada2","email":"ada2@example.com","enabled":false,"mfaEnabled":true}""");

        Assert.Equal("200", replaced.Failure);
        Assert.Equal("ada2", replaced["username"]);
        Assert.Equal("2026-04-20T16:19:35.570Z", replaced["updatedAt"]);
        Assert.Equal("2026-04-20T16:19:34.570Z", replaced["createdAt"]);
        // What has an operation of its own stays.
        Assert.Equal(("true", "false"), (replaced["enabled"], replaced["mfaEnabled"]));
        foreach (var name in sent.Select(member => member.Key).Except(["username", "email"]))
            Assert.Null(replaced.Json[name]);
        Assert.True(JsonNode.DeepEquals(replaced.Json, (await Worker.GetAsync($"{Users}/{id}")).Json));
    }

    [Holds("1.5-04")]
    [Theory]
    [InlineData("""{"nickname":"x"}""", "nickname", "x")]
    [InlineData("""{"nickname":null}""", "nickname", null)]
    [InlineData("""{"name":{"given":"Augusta"}}""", "name.given", "Augusta")]
    [InlineData("""{"name":{"given":null}}""", "name.given", null)]
    [InlineData("""{"address":null}""", "address", null)]
    [InlineData("""{"photo":{"href":"https://x.example/y"}}""", "photo.href", "https://x.example/y")]
    [InlineData("""{"username":"ADA"}""", "username", "ADA")]
    [InlineData("""{"unknown":1}""", "username", "ada")]
    public async Task Patch_changes_only_what_is_sent(string patch, string path, string? expected)
    {
        var before = await Post(Everything);
        var id = before["id"]!;

        var changed = await Worker.SendAsync(HttpMethod.Patch, $"{Users}/{id}", patch);

        Assert.Equal("200", changed.Failure);
        Assert.Equal(expected, changed.Json[path.Split('.')[0]] is null ? null : changed[path]);
        var untouched = before.Json.AsObject().Select(member => member.Key).Except(["updatedAt", path.Split('.')[0]]);
        Assert.All(untouched, name => Assert.True(JsonNode.DeepEquals(before.Json[name], changed.Json[name]), name));
        Assert.Equal(path == "name.given" ? "Lovelace" : "Ada", changed[path == "name.given" ? "name.family" : "name.given"]);
    }

    [Theory]
    [InlineData("PUT", """{"username":"u"}""", "400 INVALID_DATA REQUIRED_VALUE email")]
    [InlineData("PUT", """{"email":"a@b.example"}""", "400 INVALID_DATA REQUIRED_VALUE username")]
    [InlineData("PUT", """{"username":"OTHER","email":"a@b.example"}""", "400 INVALID_DATA UNIQUENESS_VIOLATION username")]
    [InlineData("PATCH", """{"username":"other"}""", "400 INVALID_DATA UNIQUENESS_VIOLATION username")]
    [InlineData("PATCH", """{"username":null}""", "400 INVALID_DATA REQUIRED_VALUE username")]
    [InlineData("PATCH", """{"email":"nobody"}""", "400 INVALID_DATA INVALID_VALUE email")]
    [InlineData("PATCH", """{"address":{"countryCode":"gb"}}""", "400 INVALID_DATA INVALID_VALUE address.countryCode")]
    [InlineData("PATCH", """{"address":{"postalCode":""}}""", "400 INVALID_DATA OUT_OF_RANGE address.postalCode")]
    [InlineData("PATCH", """{"photo":{"href":"file:///etc/passwd"}}""", "400 INVALID_DATA INVALID_VALUE photo.href")]
    [InlineData("PATCH", """{"photo":{}}""", "400 INVALID_DATA REQUIRED_VALUE photo.href")]
    [InlineData("PATCH", """{"timezone":"London"}""", "400 INVALID_DATA INVALID_VALUE timezone")]
    [InlineData("PATCH", """{"mobilePhone":"none"}""", "400 INVALID_DATA INVALID_VALUE mobilePhone")]
    public async Task A_change_is_refused_for_the_cause(string method, string body, string expected)
    {
        await Post("""{"username":"other","email":"a@b.example"}""");
        var id = (await Post("""{"username":"u","email":"a@b.example"}"""))["id"]!;
        var before = await Worker.GetAsync($"{Users}/{id}");

        Assert.Equal(expected, (await Worker.SendAsync(HttpMethod.Parse(method), $"{Users}/{id}", body)).Failure);

        Assert.Equal(before.Text, (await Worker.GetAsync($"{Users}/{id}")).Text);
    }

    [Fact]
    public async Task A_name_that_was_given_up_is_free_again()
    {
        var id = (await Post("""{"username":"u","email":"a@b.example"}"""))["id"]!;
        await Put(id, """{"username":"v","email":"a@b.example"}""");

        Assert.Equal("201", (await Post("""{"username":"U","email":"a@b.example"}""")).Failure);
        Assert.Equal("400 INVALID_DATA UNIQUENESS_VIOLATION username", (await Post("""{"username":"V","email":"a@b.example"}""")).Failure);
    }

    [Holds("5.6-02", "5.6-03")]
    [Theory]
    [InlineData("enabled", """{"enabled":false}""", "false")]
    [InlineData("enabled", """{"enabled":true}""", "true")]
    [InlineData("mfaEnabled", """{"mfaEnabled":true}""", "true")]
    [InlineData("mfaEnabled", """{"mfaEnabled":false}""", "false")]
    [InlineData("verifyStatus", """{"verifyStatus":"ENABLED"}""", "ENABLED")]
    public async Task A_state_of_a_user_is_changed_alone(string name, string body, string expected)
    {
        var id = (await Post("""{"username":"u","email":"a@b.example"}"""))["id"]!;

        var changed = await Worker.SendAsync(HttpMethod.Put, $"{Users}/{id}/{name}", body);

        Assert.Equal(("200", expected), (changed.Failure, changed[name]));
        Assert.Equal(expected, (await Worker.GetAsync($"{Users}/{id}/{name}"))[name]);
        Assert.Equal(expected, (await Worker.GetAsync($"{Users}/{id}"))[name]);
        Assert.StartsWith("400 INVALID_DATA", (await Worker.SendAsync(HttpMethod.Put, $"{Users}/{id}/{name}", "{}")).Failure);
        Assert.Equal("404 NOT_FOUND", (await Worker.SendAsync(HttpMethod.Put, $"{Users}/x/{name}", body)).Failure);
    }

    [Fact]
    public async Task A_disabled_user_cannot_authenticate_and_a_user_moves_between_populations()
    {
        var journey = new Journey(this);
        await journey.CreateUserAsync();
        var user = $"{Users}/{journey.UserId}";
        var target = (await Worker.SendAsync(HttpMethod.Post, $"{EnvironmentPath}/populations", """{"name":"Target"}"""))["id"]!;

        await Worker.SendAsync(HttpMethod.Put, $"{user}/enabled", """{"enabled":false}""");
        Assert.Equal("false", (await Worker.GetAsync(user))["account.canAuthenticate"]);

        var unknown = await Worker.SendAsync(HttpMethod.Put, $"{user}/population", """{"id":"x"}""");
        Assert.Equal("400 INVALID_DATA INVALID_VALUE id", unknown.Failure);
        var moved = await Worker.SendAsync(HttpMethod.Put, $"{user}/population", $$"""{"id":"{{target}}"}""");
        Assert.Equal(target, moved["id"]);
        Assert.Equal(target, (await Worker.GetAsync(user))["population.id"]);
        Assert.Equal("1", (await Worker.GetAsync($"{EnvironmentPath}/populations/{target}"))["userCount"]);
        Assert.Equal("0", (await Worker.GetAsync($"{EnvironmentPath}/populations/{journey.PopulationId}"))["userCount"]);
    }

    [Holds("3.4-15")]
    [Theory]
    [InlineData("", "ACCOUNT_OK", 0)]
    [InlineData(""","lifecycle":{"status":"ACCOUNT_OK"}""", "ACCOUNT_OK", 0)]
    [InlineData(""","lifecycle":{"status":"VERIFICATION_REQUIRED"}""", "VERIFICATION_REQUIRED", 1)]
    [InlineData(""","lifecycle":{"status":"VERIFICATION_REQUIRED","suppressVerificationCode":true}""", "VERIFICATION_REQUIRED", 0)]
    public async Task An_import_says_whether_the_address_is_verified(string lifecycle, string expected, int messages)
    {
        var made = await Worker.SendAsync(
            HttpMethod.Post,
            Users,
            $$"""{"username":"u","email":"u@example.com","emailVerified":true{{lifecycle}}}""",
            Import
        );

        Assert.Equal(("201", expected, "true"), (made.Failure, made["lifecycle.status"], made["emailVerified"]));
        Assert.Equal(messages, (await User.GetAsync("/inbox/messages?to=u@example.com")).Json["messages"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_code_from_the_inbox_verifies_the_address()
    {
        var made = await Worker.SendAsync(
            HttpMethod.Post,
            Users,
            """{"username":"u","email":"u@example.com","lifecycle":{"status":"VERIFICATION_REQUIRED"}}""",
            Import
        );
        var code = (await User.GetAsync("/inbox/messages?to=u@example.com"))["messages.0.code"]!;
        Assert.Matches("^[A-Z0-9]{8}$", code);

        var wrong = await PostAsync(made["id"]!, "user.verify", """{"verificationCode":"WRONG"}""");
        Assert.Equal("400 INVALID_DATA INVALID_VALUE verificationCode", wrong.Failure);
        var right = await PostAsync(made["id"]!, "user.verify", $$"""{"verificationCode":"{{code}}"}""");

        Assert.Equal(("ACCOUNT_OK", "true"), (right["lifecycle.status"], right["emailVerified"]));
        var changed = await Put(made["id"]!, """{"username":"u","email":"v@example.com"}""");
        Assert.Null(changed["emailVerified"]);
    }

    [Fact]
    public async Task An_administrator_locks_an_account_until_it_is_unlocked()
    {
        var journey = new Journey(this);
        await journey.CreateUserAsync();

        var locked = await PostAsync(journey.UserId, "account.lock", "{}");
        Assert.Equal(("LOCKED", "false", null), (locked["account.status"], locked["account.canAuthenticate"], locked["account.unlockAt"]));
        Clock.Advance(TimeSpan.FromDays(30));
        await RenewWorkerTokenAsync();
        Assert.Equal("LOCKED", (await Worker.GetAsync($"{Users}/{journey.UserId}"))["account.status"]);

        Assert.Equal("OK", (await PostAsync(journey.UserId, "account.unlock", "{}"))["account.status"]);
    }

    [Holds("5.7-15")]
    [Fact]
    public async Task A_user_is_shown_with_the_population_it_refers_to()
    {
        var journey = new Journey(this);
        await journey.CreateUserAsync();

        var one = await Worker.GetAsync($"{Users}/{journey.UserId}?expand=population");
        var all = await Worker.GetAsync($"{Users}?expand=population");

        Assert.Equal($"Population of {Journey.Username}", one["_embedded.population.name"]);
        Assert.Equal($"Population of {Journey.Username}", all["_embedded.users.0._embedded.population.name"]);
        Assert.Equal("400 INVALID_DATA INVALID_PARAMETER expand", (await Worker.GetAsync($"{Users}?expand=friends")).Failure);
        Assert.Null((await Worker.GetAsync($"{Users}/{journey.UserId}"))["_embedded"]);
    }

    [Holds("3.4-36")]
    [Fact]
    public async Task A_user_tells_of_the_last_sign_on()
    {
        var journey = await Journey.ReadyAsync(this);
        Assert.Null((await Worker.GetAsync($"{Users}/{journey.UserId}"))["lastSignOn"]);
        Clock.Advance(TimeSpan.FromSeconds(5));

        await journey.SignOnAsync();

        var user = await Worker.GetAsync($"{Users}/{journey.UserId}");
        Assert.Equal(("2026-04-20T16:19:39.570Z", "127.0.0.1"), (user["lastSignOn.at"], user["lastSignOn.remoteIp"]));
    }

    private Task<Reply> Post(string body) => Worker.SendAsync(HttpMethod.Post, Users, body);

    private Task<Reply> Put(string id, string body) => Worker.SendAsync(HttpMethod.Put, $"{Users}/{id}", body);

    private Task<Reply> PostAsync(string id, string operation, string body) =>
        Worker.SendAsync(HttpMethod.Post, $"{Users}/{id}", body, $"application/vnd.pingidentity.{operation}+json");
}
