using PingOneScenarios.Emulator.Tests.Driving;

namespace PingOneScenarios.Emulator.Tests;

public sealed class PasswordTests : WithEmulator
{
    private const string Check = "application/vnd.pingidentity.password.check+json";

    [Holds("3.5-02", "5.5-01", "5.5-02")]
    [Theory]
    // password ⇒ the requirements it does not meet
    [InlineData("Not-A-Real-Secret-42", "")]
    [InlineData("aB3-eF7", "length minComplexity")]
    [InlineData("aB3-eF7h", "minComplexity")]
    [InlineData("aB3-eF7hI", "")]
    [InlineData("aB3-aB3-aB3-", "minUniqueCharacters")]
    [InlineData("aaaB3-eF7hIj", "maxRepeatedCharacters")]
    [InlineData("aaB3-eF7hIj", "")]
    [InlineData("not-a-real-secret-42", "minCharacters")]
    [InlineData("NOT-A-REAL-SECRET-42", "minCharacters")]
    [InlineData("Not-A-Real-Secret-xx", "minCharacters")]
    [InlineData("NotxAxRealxSecretx42", "minCharacters")]
    [InlineData("Password123!", "excludesCommonlyUsed")]
    [InlineData("do-not-send@example.com", "minCharacters excludesProfileData")]
    [InlineData("", "?")]
    public async Task A_password_must_meet_the_policy(string password, string unsatisfied)
    {
        var journey = new Journey(this);
        await journey.CreateUserAsync(withPassword: false);

        var reply = await journey.SetPasswordAsync(password);

        if (unsatisfied is "")
        {
            Assert.Equal("200", reply.Failure);
            return;
        }
        if (unsatisfied is "?")
        {
            Assert.Equal("400 INVALID_DATA EMPTY_VALUE value", reply.Failure);
            return;
        }
        Assert.Equal("400 INVALID_DATA INVALID_VALUE value", reply.Failure);
        var inner = reply.Json["details"]![0]!["innerError"]!;
        Assert.Equal(unsatisfied.Split(' '), inner["unsatisfiedRequirements"]!.AsArray().Select(name => name!.GetValue<string>()));
        Assert.All(unsatisfied.Split(' '), name => Assert.NotEmpty(inner[name]!.GetValue<string>()));
    }

    [Holds("5.5-01", "5.5-02")]
    [Fact]
    public async Task The_last_six_passwords_may_not_come_back()
    {
        var journey = new Journey(this);
        await journey.CreateUserAsync(withPassword: false);
        for (var i = 1; i <= 7; i++)
            Assert.Equal("200", (await journey.SetPasswordAsync($"Not-A-Real-Secret-{i}")).Failure);

        Assert.Equal("history", (await journey.SetPasswordAsync("Not-A-Real-Secret-2"))["details.0.innerError.unsatisfiedRequirements.0"]);
        Assert.Equal("200", (await journey.SetPasswordAsync("Not-A-Real-Secret-1")).Failure);
    }

    [Holds("3.5-03")]
    [Fact]
    public async Task A_forced_change_shows_in_the_state()
    {
        var journey = new Journey(this);
        await journey.CreateUserAsync(forceChange: true);

        Assert.Equal("MUST_CHANGE_PASSWORD", (await Worker.GetAsync(Path(journey)))["status"]);
    }

    [Holds("3.5-05", "5.5-02")]
    [Fact]
    public async Task Checking_a_password_counts_the_failures_down_to_the_lock()
    {
        var journey = new Journey(this);
        await journey.CreateUserAsync();
        Assert.Equal("200", (await CheckAsync(journey, Secrets.GoodPassword)).Failure);

        for (var i = 1; i <= 5; i++)
        {
            var wrong = await CheckAsync(journey, $"wrong {i}");
            Assert.Equal("400 INVALID_DATA INVALID_VALUE password", wrong.Failure);
            Assert.Equal("The provided password did not match provisioned password", wrong["details.0.message"]);
            Assert.Equal($"{5 - i}", wrong["details.0.innerError.failuresRemaining"]);
        }
        Assert.Equal("400 INVALID_DATA PASSWORD_LOCKED_OUT", (await CheckAsync(journey, Secrets.GoodPassword)).Failure);
        Assert.Equal("PASSWORD_LOCKED_OUT", (await Worker.GetAsync(Path(journey)))["status"]);
    }

    private string Path(Journey journey) => $"{EnvironmentPath}/users/{journey.UserId}/password";

    private Task<Reply> CheckAsync(Journey journey, string password) =>
        Worker.SendAsync(HttpMethod.Post, Path(journey), $$"""{"password":"{{password}}"}""", Check);
}
