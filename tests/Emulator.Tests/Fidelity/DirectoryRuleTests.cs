using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Tests.Driving;

namespace PingOneScenarios.Emulator.Tests.Fidelity;

/// <summary>Users, their passwords, and how they are found.</summary>
public sealed class DirectoryRuleTests : WithEmulator
{
    private const string Import = "application/vnd.pingidentity.user.import+json";

    [Holds("3.4-05", "3.4-09", "5.4-08")]
    [Theory]
    [InlineData("username", 0, 128)]
    [InlineData("username", 1, 128)]
    [InlineData("username", 128, 128)]
    [InlineData("username", 129, 128)]
    [InlineData("name.family", 0, 256)]
    [InlineData("name.family", 1, 256)]
    [InlineData("name.family", 256, 256)]
    [InlineData("name.given", 257, 256)]
    public async Task A_text_has_a_length(string property, int length, int longest)
    {
        var reply = await CreateAsync(With(property, new string('x', length)));

        if (length >= 1 && length <= longest)
        {
            Assert.Equal("201", reply.Failure);
            return;
        }
        // An empty required text has a code of its own.
        if (property == "username" && length == 0)
        {
            Assert.Equal("400 INVALID_DATA EMPTY_VALUE username", reply.Failure);
            return;
        }
        Assert.Equal($"400 INVALID_DATA OUT_OF_RANGE {property}", reply.Failure);
        Assert.Equal("1", reply["details.0.innerError.rangeMinimumValue"]);
        Assert.Equal($"{longest}", reply["details.0.innerError.rangeMaximumValue"]);
    }

    [Holds("3.4-06", "3.4-10", "5.4-08")]
    [Theory]
    [InlineData("username", "Zoë €1 #x (y)", null)]
    [InlineData("username", "a\tb", @"^[\p{L}\p{M}\p{Zs}\p{S}\p{N}\p{P}]*$")]
    [InlineData("name.given", "Anne-Zoë d'Arc 2.", null)]
    [InlineData("name.given", "a_b", @"^[\p{L}\p{M}\p{N}' .-]*$")]
    [InlineData("name.family", "a/b", @"^[\p{L}\p{M}\p{N}' .-]*$")]
    public async Task A_text_has_a_form(string property, string value, string? pattern)
    {
        var reply = await CreateAsync(With(property, value));

        Assert.Equal(pattern is null ? "201" : $"400 INVALID_DATA INVALID_VALUE {property}", reply.Failure);
        if (pattern is not null)
            Assert.Equal(pattern, reply["details.0.innerError.allowedPattern"]);
    }

    [Holds("3.4-07", "3.4-08", "3.4-12")]
    [Theory]
    [InlineData("journey-user")]
    [InlineData("JOURNEY-User")]
    public async Task A_username_is_unique_in_all_populations_and_an_email_is_not(string username)
    {
        await Journey.ReadyAsync(this);

        var taken = await CreateAsync(With("username", username));

        Assert.Equal("400 INVALID_DATA UNIQUENESS_VIOLATION username", taken.Failure);
        Assert.Equal("is unique but a non-unique value is provided", taken["details.0.message"]);
        Assert.Equal("201", (await CreateAsync(With("email", "do-not-send@example.com"))).Failure);
    }

    [Holds("3.4-11")]
    [Theory]
    [InlineData("nobody")]
    [InlineData("nobody@")]
    [InlineData("@example.com")]
    [InlineData("a b@example.com")]
    [InlineData("a@b@example.com")]
    public async Task An_ill_formed_email_is_refused(string email)
    {
        var reply = await CreateAsync(With("email", email));

        Assert.Equal("400 INVALID_DATA INVALID_VALUE email", reply.Failure);
        Assert.Equal("must be a well-formed email address", reply["details.0.message"]);
    }

    [Holds("3.4-13", "3.4-14", "3.5-01")]
    [Theory]
    [InlineData("application/json", false, "NO_PASSWORD")]
    [InlineData(Import, false, "OK")]
    [InlineData(Import, true, "MUST_CHANGE_PASSWORD")]
    public async Task Only_an_import_brings_a_password(string mediaType, bool forceChange, string status)
    {
        var body = With("username", "imported");
        body["password"] = new JsonObject { ["value"] = Secrets.GoodPassword, ["forceChange"] = forceChange };
        var made = await CreateAsync(body, mediaType);
        Assert.Equal(201, made.Status);

        Assert.Equal(status, (await Worker.GetAsync($"{EnvironmentPath}/users/{made["id"]}/password"))["status"]);
    }

    [Holds("3.5-01", "3.5-03")]
    [Theory]
    [InlineData(false, "OK")]
    [InlineData(true, "MUST_CHANGE_PASSWORD")]
    public async Task A_password_that_was_set_reads_as_it_was_answered(bool forceChange, string status)
    {
        var journey = new Journey(this);
        await journey.CreateUserAsync(withPassword: false);

        var set = await journey.SetPasswordAsync(Secrets.GoodPassword, forceChange);

        Assert.Equal(200, set.Status);
        Assert.Equal(status, set["status"]);
        Assert.Equal(set.Text, (await Worker.GetAsync($"{EnvironmentPath}/users/{journey.UserId}/password")).Text);
    }

    [Holds("3.4-35")]
    [Fact]
    public async Task A_locked_user_says_since_when_and_how_long()
    {
        var journey = new Journey(this);
        await journey.CreateUserAsync();
        for (var i = 1; i <= 5; i++)
            await Worker.SendAsync(
                HttpMethod.Post,
                $"{EnvironmentPath}/users/{journey.UserId}/password",
                $$"""{"password":"wrong {{i}}"}""",
                "application/vnd.pingidentity.password.check+json"
            );
        Clock.Advance(TimeSpan.FromSeconds(100));

        var account = (await Worker.GetAsync($"{EnvironmentPath}/users/{journey.UserId}")).Json["account"]!;

        Assert.Equal(
            """{"canAuthenticate":false,"status":"LOCKED","lockedAt":"2026-04-20T16:19:34.570Z","secondsUntilUnlock":800,"unlockAt":"2026-04-20T16:34:34.570Z"}""",
            account.ToJsonString()
        );
    }

    [Holds("5.7-02")]
    [Fact]
    public async Task A_page_has_a_hundred_items_where_nothing_is_said()
    {
        for (var i = 1; i <= 101; i++)
            await CreateAsync(With("username", $"u{i}"));

        var page = await Worker.GetAsync($"{EnvironmentPath}/users");
        Assert.Equal(("100", "101"), (page["size"], page["count"]));
        Assert.NotNull(page["_links.next.href"]);
        var whole = await Worker.GetAsync($"{EnvironmentPath}/users?limit=1000");
        Assert.Equal("101", whole["size"]);
        Assert.Null(whole["_links.next.href"]);
        Assert.Equal("400 INVALID_DATA OUT_OF_RANGE limit", (await Worker.GetAsync($"{EnvironmentPath}/users?limit=1001")).Failure);
    }

    [Holds("5.7-04", "5.7-05")]
    [Theory]
    [InlineData("users", "username eq \"JOURNEY-user\"", 1)]
    [InlineData("users", "username eq \"journey\"", 0)]
    [InlineData("users", "username sw \"journey\"", 1)]
    [InlineData("users", "email eq \"do-not-send@example.com\"", 1)]
    [InlineData("users", "population.id eq \"{population}\"", 1)]
    [InlineData("populations", "id eq \"{population}\"", 1)]
    [InlineData("populations", "id eq \"none\"", 0)]
    [InlineData("populations", "name eq \"Population of journey-user\"", 1)]
    [InlineData("populations", "name sw \"Population\"", 1)]
    public async Task Users_and_populations_are_found(string collection, string filter, int expected)
    {
        var journey = await Journey.ReadyAsync(this);
        filter = Uri.EscapeDataString(filter.Replace("{population}", journey.PopulationId, StringComparison.Ordinal));

        var found = await Worker.GetAsync($"{EnvironmentPath}/{collection}?filter={filter}");

        Assert.Equal(200, found.Status);
        Assert.Equal(expected, found.Json["_embedded"]![collection]!.AsArray().Count);
    }

    /// <summary>A user that is right but for what is put into it.</summary>
    private static JsonObject With(string property, string value)
    {
        var user = new JsonObject
        {
            ["username"] = "somebody",
            ["email"] = "a@b.example",
            ["name"] = new JsonObject(),
        };
        var parts = property.Split('.');
        (parts.Length == 1 ? user : user[parts[0]]!.AsObject())[parts[^1]] = value;
        return user;
    }

    private Task<Reply> CreateAsync(JsonObject user, string mediaType = "application/json") =>
        Worker.SendAsync(HttpMethod.Post, $"{EnvironmentPath}/users", user.ToJsonString(), mediaType);
}
