using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Tests.Driving;

namespace PingOneScenarios.Emulator.Tests.Management;

public sealed class PasswordPolicyTests : WithEmulator
{
    private const string Least = """{"name":"P","excludesCommonlyUsed":false,"excludesProfileData":false,"notSimilarToCurrent":false""";

    private string Policies => $"{EnvironmentPath}/passwordPolicies";

    [Holds("5.7-19")]
    [Fact]
    public async Task Every_environment_begins_with_three_policies()
    {
        var all = await Worker.GetAsync(Policies);

        var names = all.Json["_embedded"]!["passwordPolicies"]!.AsArray().Select(policy => $"{policy!["name"]} {policy["default"]}");
        Assert.Equal(["Basic false", "Passphrase false", "Standard true"], names.Order(StringComparer.Ordinal));
        Assert.Empty(Server.Made);
    }

    [Theory]
    // policy ⇒ password ⇒ what it does not meet
    [InlineData("", "x", "")]
    [InlineData(""","length":{}""", "1234567", "length")]
    [InlineData(""","length":{"min":12}""", "12345678901", "length")]
    [InlineData(""","minUniqueCharacters":3""", "aabb", "minUniqueCharacters")]
    [InlineData(""","maxRepeatedCharacters":2""", "aaab", "maxRepeatedCharacters")]
    [InlineData(""","minCharacters":{"0123456789":2}""", "one1", "minCharacters")]
    [InlineData(""","minCharacters":{"0123456789":2}""", "one12", "")]
    [InlineData(""","minCharacters":{"~!@#$%^&*()-_=+[]{}|;:,.<>/?":1}""", "a.b", "")]
    [InlineData(""","minComplexity":7""", "abcdefgh", "minComplexity")]
    [InlineData(""","minComplexity":7""", "correct horse battery staple", "")]
    [InlineData(""","alphabetSequenceRule":{"maxLength":2}""", "xabcx", "alphabetSequenceRule")]
    [InlineData(""","alphabetSequenceRule":{"maxLength":3}""", "xCBAx", "")]
    [InlineData(""","numberSequenceRule":{"maxLength":3}""", "9876", "numberSequenceRule")]
    [InlineData(""","qwertySequenceRule":{"maxLength":3}""", "xASDFx", "qwertySequenceRule")]
    [InlineData(""","qwertySequenceRule":{"maxLength":3}""", "asdzxc", "")]
    [InlineData(""","shiftedNumberRowSequenceRule":{"maxLength":3}""", "!@#$", "shiftedNumberRowSequenceRule")]
    [InlineData(""","shiftedNumberRowSequenceRule":{"maxLength":3}""", "!@#", "")]
    public async Task The_policy_of_the_population_governs(string members, string password, string unsatisfied)
    {
        var journey = await UserAsync(Least + members + "}");

        var reply = await journey.SetPasswordAsync(password);

        Assert.Equal(unsatisfied.Length == 0 ? "200" : "400 INVALID_DATA INVALID_VALUE value", reply.Failure);
        if (unsatisfied.Length > 0)
            Assert.Equal([unsatisfied], Unsatisfied(reply));
    }

    [Fact]
    public async Task That_a_password_is_another_one_is_always_asked()
    {
        var journey = await UserAsync(Least + "}");
        await journey.SetPasswordAsync("one");

        Assert.Equal(["history"], Unsatisfied(await journey.SetPasswordAsync("one")));
        Assert.Equal("200", (await journey.SetPasswordAsync("two")).Failure);
        Assert.Equal("200", (await journey.SetPasswordAsync("one")).Failure);
    }

    [Fact]
    public async Task Passwords_are_remembered_by_number_and_by_days()
    {
        var journey = await UserAsync(Least + ""","history":{"count":3,"retentionDays":10}}""");
        foreach (var password in (string[])["one", "two", "three"])
            await journey.SetPasswordAsync(password);
        Assert.Equal(["history"], Unsatisfied(await journey.SetPasswordAsync("one")));

        Clock.Advance(TimeSpan.FromDays(11));
        await RenewWorkerTokenAsync();

        Assert.Equal("200", (await journey.SetPasswordAsync("one")).Failure);
    }

    [Theory]
    [InlineData(""","lockout":{"failureCount":2,"durationSeconds":60}""", 2, 59, "LOCKED")]
    [InlineData(""","lockout":{"failureCount":2,"durationSeconds":60}""", 2, 60, "OK")]
    [InlineData(""","lockout":{"failureCount":2,"durationSeconds":60}""", 1, 0, "OK")]
    [InlineData(""","lockout":{"failureCount":2}""", 2, 3599, "LOCKED")]
    [InlineData("", 20, 0, "OK")]
    public async Task An_account_locks_as_its_policy_says(string members, int failures, int seconds, string expected)
    {
        var journey = await UserAsync(Least + members + "}");
        await journey.SetPasswordAsync("right");
        for (var i = 0; i < failures; i++)
            await CheckAsync(journey, $"wrong {i}");
        Clock.Advance(TimeSpan.FromSeconds(seconds));

        var user = await Worker.GetAsync($"{EnvironmentPath}/users/{journey.UserId}");

        Assert.Equal(expected, user["account.status"]);
        Assert.Equal(expected == "OK" ? "200" : "400 INVALID_DATA PASSWORD_LOCKED_OUT", (await CheckAsync(journey, "right")).Failure);
    }

    [Fact]
    public async Task A_password_ends_at_its_age_whatever_the_policy_said_when_it_was_set()
    {
        var journey = await UserAsync(Least + "}");
        await journey.SetPasswordAsync("right");
        Clock.Advance(TimeSpan.FromDays(40));
        await RenewWorkerTokenAsync();
        Assert.Equal("OK", await StatusAsync(journey));

        var id = (await Worker.GetAsync($"{EnvironmentPath}/users/{journey.UserId}/password"))["passwordPolicy.id"];
        await Worker.SendAsync(HttpMethod.Put, $"{Policies}/{id}", Least + ""","maxAgeDays":39}""");

        Assert.Equal("PASSWORD_EXPIRED", await StatusAsync(journey));
    }

    [Theory]
    [InlineData("{}", "400 INVALID_DATA REQUIRED_VALUE name")]
    [InlineData("""{"name":"P"}""", "400 INVALID_DATA REQUIRED_VALUE excludesCommonlyUsed")]
    [InlineData(Least + ""","length":{"min":7}}""", "400 INVALID_DATA OUT_OF_RANGE length.min")]
    [InlineData(Least + ""","length":{"min":33}}""", "400 INVALID_DATA OUT_OF_RANGE length.min")]
    [InlineData(Least + ""","history":{"count":0}}""", "400 INVALID_DATA OUT_OF_RANGE history.count")]
    [InlineData(Least + ""","maxAgeDays":22,"minAgeDays":1}""", "400 INVALID_DATA INVALID_VALUE maxAgeDays")]
    [InlineData(Least + ""","maxAgeDays":23,"minAgeDays":1}""", "201")]
    [InlineData(Least + ""","qwertySequenceRule":{"maxLength":2}}""", "400 INVALID_DATA OUT_OF_RANGE qwertySequenceRule.maxLength")]
    [InlineData(
        """{"name":"standard","excludesCommonlyUsed":true,"excludesProfileData":true,"notSimilarToCurrent":true}""",
        "400 INVALID_DATA UNIQUENESS_VIOLATION name"
    )]
    public async Task A_policy_is_refused_for_the_cause(string body, string expected) =>
        Assert.Equal(expected, (await Worker.SendAsync(HttpMethod.Post, Policies, body)).Failure);

    [Fact]
    public async Task One_policy_is_the_default_and_neither_it_nor_a_used_one_is_deleted()
    {
        var journey = new Journey(this);
        await journey.CreateUserAsync();
        var made = (await Worker.SendAsync(HttpMethod.Post, Policies, Least + ""","default":true}"""))["id"]!;

        Assert.Equal("true", (await Worker.GetAsync($"{Policies}/{made}"))["default"]);
        Assert.Single((await Worker.GetAsync(Policies)).Json["_embedded"]!["passwordPolicies"]!.AsArray(), IsDefault);
        // The new default governs every population that names none.
        Assert.Equal("200", (await journey.SetPasswordAsync("x")).Failure);
        Assert.Equal("400 INVALID_DATA CONSTRAINT_VIOLATION", (await Worker.DeleteAsync($"{Policies}/{made}")).Failure);

        var standard = Named(await Worker.GetAsync(Policies), "Standard");
        var body = standard.DeepClone().AsObject();
        body["default"] = true;
        await Worker.SendAsync(HttpMethod.Put, $"{Policies}/{standard["id"]}", body.ToJsonString());
        await Worker.SendAsync(HttpMethod.Post, $"{EnvironmentPath}/populations", $$"""{"name":"Q","passwordPolicy":{"id":"{{made}}"} }""");
        Assert.Equal("1", (await Worker.GetAsync($"{Policies}/{made}"))["populationCount"]);
        Assert.Equal("400 INVALID_DATA CONSTRAINT_VIOLATION", (await Worker.DeleteAsync($"{Policies}/{made}")).Failure);

        var basic = Named(await Worker.GetAsync(Policies), "Basic");
        Assert.Equal(204, (await Worker.DeleteAsync($"{Policies}/{basic["id"]}")).Status);
        Assert.Equal("404 NOT_FOUND", (await Worker.GetAsync($"{Policies}/{basic["id"]}")).Failure);
    }

    private static bool IsDefault(JsonNode? policy) => policy!["default"]!.GetValue<bool>();

    private static JsonNode Named(Reply reply, string name) =>
        reply.Json["_embedded"]!["passwordPolicies"]!.AsArray().Single(policy => policy!["name"]!.GetValue<string>() == name)!;

    private static IEnumerable<string> Unsatisfied(Reply reply) =>
        reply.Json["details"]![0]!["innerError"]!["unsatisfiedRequirements"]!.AsArray().Select(name => name!.GetValue<string>());

    private async Task<string?> StatusAsync(Journey journey) =>
        (await Worker.GetAsync($"{EnvironmentPath}/users/{journey.UserId}/password"))["status"];

    private Task<Reply> CheckAsync(Journey journey, string password) =>
        Worker.SendAsync(
            HttpMethod.Post,
            $"{EnvironmentPath}/users/{journey.UserId}/password",
            $$"""{"password":"{{password}}"}""",
            "application/vnd.pingidentity.password.check+json"
        );

    /// <summary>A user without a password, of a population with the policy.</summary>
    private async Task<Journey> UserAsync(string policy)
    {
        var made = await Worker.SendAsync(HttpMethod.Post, Policies, policy);
        Assert.Equal("201", made.Failure);
        var journey = new Journey(this);
        await journey.CreateUserAsync(withPassword: false);
        var population = $$"""{"name":"Governed","passwordPolicy":{"id":"{{made["id"]}}"} }""";
        await Worker.SendAsync(HttpMethod.Put, $"{EnvironmentPath}/populations/{journey.PopulationId}", population);
        return journey;
    }
}
