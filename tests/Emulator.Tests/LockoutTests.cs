using PingOneScenarios.Emulator.Tests.Driving;

namespace PingOneScenarios.Emulator.Tests;

/// <summary>Who may not sign on, and for how long.</summary>
public sealed class LockoutTests : WithEmulator
{
    private const string WrongCredentials = "400 INVALID_DATA INVALID_CREDENTIALS";

    [Holds("3.4-35", "3.8-05", "5.5-02")]
    [Fact]
    public async Task Five_different_wrong_passwords_lock_the_account_for_fifteen_minutes()
    {
        var journey = await Journey.ReadyAsync(this);
        var flowId = (await journey.AuthorizeAsync()).InLocation("flowId")!;
        for (var i = 1; i <= 5; i++)
            Assert.Equal(WrongCredentials, (await LogInAsync(flowId, $"wrong {i}")).Failure);

        Clock.Advance(TimeSpan.FromSeconds(100));
        var locked = await LogInAsync(flowId);
        Assert.Equal("400 INVALID_DATA PASSWORD_LOCKED_OUT", locked.Failure);
        Assert.Equal("800", locked["details.0.innerError.secondsUntilUnlock"]);

        var user = await Worker.GetAsync($"{EnvironmentPath}/users/{journey.UserId}");
        Assert.Equal("LOCKED", user["account.status"]);
        Assert.Equal("false", user["account.canAuthenticate"]);
        Assert.Equal("2026-04-20T16:34:34.570Z", user["account.unlockAt"]);

        Clock.Advance(TimeSpan.FromSeconds(799));
        Assert.Equal("400 INVALID_DATA PASSWORD_LOCKED_OUT", (await LogInAsync(flowId)).Failure);
        Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("COMPLETED", (await LogInAsync(flowId))["status"]);
    }

    [Fact]
    public async Task A_lock_that_has_run_out_starts_the_count_anew()
    {
        var flowId = (await (await Journey.ReadyAsync(this)).AuthorizeAsync()).InLocation("flowId")!;
        for (var i = 1; i <= 5; i++)
            await LogInAsync(flowId, $"wrong {i}");
        Clock.Advance(TimeSpan.FromSeconds(450));
        await LogInAsync(flowId);
        Clock.Advance(TimeSpan.FromSeconds(450));

        Assert.Equal(WrongCredentials, (await LogInAsync(flowId, "wrong 6")).Failure);
        Assert.Equal("COMPLETED", (await LogInAsync(flowId))["status"]);
    }

    [Holds("5.5-02")]
    [Fact]
    public async Task The_same_wrong_password_counts_once()
    {
        var flowId = (await (await Journey.ReadyAsync(this)).AuthorizeAsync()).InLocation("flowId")!;
        for (var i = 1; i <= 10; i++)
            Assert.Equal(WrongCredentials, (await LogInAsync(flowId, $"wrong {i % 4}")).Failure);

        Assert.Equal("COMPLETED", (await LogInAsync(flowId))["status"]);
    }

    [Fact]
    public async Task A_right_password_forgets_the_wrong_ones()
    {
        var journey = await Journey.ReadyAsync(this);
        for (var round = 0; round < 3; round++)
        {
            var flowId = (await journey.AuthorizeAsync("&prompt=login")).InLocation("flowId")!;
            for (var i = 0; i < 4; i++)
                Assert.Equal(WrongCredentials, (await LogInAsync(flowId, $"wrong {round} {i}")).Failure);
            Assert.Equal("COMPLETED", (await LogInAsync(flowId))["status"]);
        }
    }

    [Fact]
    public async Task A_new_password_unlocks_the_account()
    {
        var journey = await Journey.ReadyAsync(this);
        var flowId = (await journey.AuthorizeAsync()).InLocation("flowId")!;
        for (var i = 1; i <= 5; i++)
            await LogInAsync(flowId, $"wrong {i}");
        await journey.SetPasswordAsync("Another-Fake-Secret-43");

        Assert.Equal("COMPLETED", (await LogInAsync(flowId, "Another-Fake-Secret-43"))["status"]);
    }

    [Holds("3.8-06")]
    [Fact]
    public async Task A_disabled_user_is_told_so_only_with_the_right_password()
    {
        var journey = new Journey(this);
        await journey.CreateApplicationAsync();
        await journey.CreateUserAsync(enabled: false);
        var flowId = (await journey.AuthorizeAsync()).InLocation("flowId")!;

        Assert.Equal(WrongCredentials, (await LogInAsync(flowId, "wrong")).Failure);
        Assert.Equal("400 INVALID_DATA ACCOUNT_NOT_USABLE", (await LogInAsync(flowId)).Failure);
    }

    [Holds("3.4-13", "3.5-01")]
    [Fact]
    public async Task A_user_without_a_password_cannot_sign_on()
    {
        var journey = new Journey(this);
        await journey.CreateApplicationAsync();
        await journey.CreateUserAsync(withPassword: false);
        var flowId = (await journey.AuthorizeAsync()).InLocation("flowId")!;

        Assert.Equal(WrongCredentials, (await LogInAsync(flowId)).Failure);
        Assert.Equal("NO_PASSWORD", (await Worker.GetAsync($"{EnvironmentPath}/users/{journey.UserId}/password"))["status"]);
    }

    private Task<Reply> LogInAsync(string flowId, string password = Secrets.GoodPassword) =>
        new Journey(this).LogInAsync(flowId, password: password);
}
