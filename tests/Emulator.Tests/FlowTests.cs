using PingOneScenarios.Emulator.Tests.Driving;

namespace PingOneScenarios.Emulator.Tests;

public sealed class FlowTests : WithEmulator
{
    private const string CheckPassword = "application/vnd.pingidentity.usernamePassword.check+json";
    private const string ResetPassword = "application/vnd.pingidentity.password.reset+json";
    private const string WrongCredentials = "400 INVALID_DATA INVALID_CREDENTIALS";
    private const string NotBound = "401 ACCESS_FAILED INVALID_TOKEN Authentication Credentials";

    [Holds("3.8-04", "3.8-08")]
    [Theory]
    [InlineData(CheckPassword, """{"username":"journey-user","password":"Not-A-Real-Secret-42"}""", "200")]
    [InlineData(CheckPassword, """{"username":"JOURNEY-USER","password":"Not-A-Real-Secret-42"}""", "200")]
    [InlineData(CheckPassword, """{"username":"journey-user","password":"Not-A-Real-Secret-43"}""", WrongCredentials)]
    [InlineData(CheckPassword, """{"username":"nobody","password":"Not-A-Real-Secret-42"}""", WrongCredentials)]
    [InlineData(CheckPassword, """{"username":"journey-user"}""", "400 INVALID_DATA REQUIRED_VALUE password")]
    [InlineData(CheckPassword, """{"password":"x"}""", "400 INVALID_DATA REQUIRED_VALUE username")]
    [InlineData(CheckPassword, null, "400 INVALID_DATA REQUIRED_VALUE username")]
    [InlineData(CheckPassword, "{", "400 INVALID_REQUEST")]
    [InlineData("application/json", """{"username":"journey-user","password":"Not-A-Real-Secret-42"}""", NotBound)]
    [InlineData("application/x-www-form-urlencoded", "username=journey-user", NotBound)]
    [InlineData("application/vnd.pingidentity.user.lookup+json", """{"username":"journey-user"}""", "400 INVALID_REQUEST")]
    [InlineData(ResetPassword, """{"currentPassword":"a","newPassword":"b"}""", "400 INVALID_REQUEST")]
    public async Task Credentials_are_judged(string mediaType, string? body, string expected)
    {
        var flowId = await StartAsync();

        var reply = await User.SendAsync(HttpMethod.Post, Path(flowId), body ?? "", mediaType);

        Assert.Equal(expected, reply.Failure);
        var after = await User.GetAsync(Path(flowId));
        Assert.Equal(expected == "200" ? "COMPLETED" : "USERNAME_PASSWORD_REQUIRED", after["status"]);
    }

    [Holds("3.8-04")]
    [Fact]
    public async Task A_failed_try_may_be_repeated_in_the_same_flow()
    {
        var flowId = await StartAsync();

        Assert.Equal(WrongCredentials, (await LogInAsync(flowId, "wrong")).Failure);
        Assert.Equal("COMPLETED", (await LogInAsync(flowId))["status"]);
        Assert.Equal("400 INVALID_REQUEST", (await LogInAsync(flowId)).Failure);
    }

    [Holds("3.6-05", "3.8-03")]
    [Fact]
    public async Task Cookies_are_scoped_to_the_environment_and_fit_http()
    {
        var journey = await Journey.ReadyAsync(this);
        var authorize = await journey.AuthorizeAsync();
        var login = await journey.LogInAsync(authorize.InLocation("flowId")!);

        Assert.Matches($"^FLOW-BINDING=[0-9a-f-]{{36}}; Path=/{Server.EnvironmentId}; HttpOnly$", Assert.Single(authorize.SetCookies));
        Assert.Collection(
            login.SetCookies,
            cookie => Assert.Matches($"^ST=[0-9a-f-]{{36}}; Path=/{Server.EnvironmentId}; Secure; HttpOnly; SameSite=None$", cookie),
            cookie => Assert.Matches($"^ST-NO-SS=[0-9a-f-]{{36}}; Path=/{Server.EnvironmentId}; HttpOnly$", cookie)
        );
        Assert.Equal(User.Cookies["ST"], User.Cookies["ST-NO-SS"]);
    }

    [Holds("3.6-05", "3.8-07")]
    [Theory]
    [InlineData("FLOW-BINDING", null)]
    [InlineData("FLOW-BINDING", "00000000-0000-4000-8000-000000000000")]
    public async Task Another_browser_cannot_go_on_with_the_flow(string cookie, string? lie)
    {
        var flowId = await StartAsync();
        await LogInAsync(flowId);
        User.Cookies.Remove(cookie);
        if (lie is not null)
            User.Cookies[cookie] = lie;

        Assert.Equal(NotBound, (await User.GetAsync(Path(flowId))).Failure);
        Assert.Equal(NotBound, (await LogInAsync(flowId)).Failure);
        Assert.Equal(NotBound, (await ResumeAsync(flowId)).Failure);
    }

    [Holds("3.9-04")]
    [Fact]
    public async Task Resume_needs_the_session_cookie()
    {
        var flowId = await StartAsync();
        await LogInAsync(flowId);
        var token = User.Cookies["ST"];

        User.Cookies.Remove("ST");
        User.Cookies.Remove("ST-NO-SS");
        Assert.Equal(NotBound, (await ResumeAsync(flowId)).Failure);
        User.Cookies["ST"] = "00000000-0000-4000-8000-000000000000";
        Assert.Equal(NotBound, (await ResumeAsync(flowId)).Failure);
        User.Cookies["ST"] = token;
        Assert.Equal(302, (await ResumeAsync(flowId)).Status);
    }

    [Fact]
    public async Task The_session_of_another_user_does_not_resume_the_flow()
    {
        var journey = await Journey.ReadyAsync(this);
        await journey.CreateUserAsync("somebody-else");
        var flowId = (await journey.AuthorizeAsync()).InLocation("flowId")!;
        var otherFlowId = (await journey.AuthorizeAsync()).InLocation("flowId")!;
        await LogInAsync(flowId);
        await journey.LogInAsync(otherFlowId, "somebody-else");

        Assert.Equal(NotBound, (await ResumeAsync(flowId)).Failure);
        Assert.Equal(302, (await ResumeAsync(otherFlowId)).Status);
    }

    [Fact]
    public async Task The_twin_of_the_session_cookie_serves_as_well()
    {
        var flowId = await StartAsync();
        await LogInAsync(flowId);
        User.Cookies.Remove("ST");

        Assert.Equal(302, (await ResumeAsync(flowId)).Status);
    }

    [Holds("3.9-04")]
    [Fact]
    public async Task An_unfinished_flow_is_not_resumed()
    {
        var flowId = await StartAsync();

        Assert.Equal("400 INVALID_REQUEST", (await ResumeAsync(flowId)).Failure);
    }

    [Fact]
    public async Task A_flow_gives_one_code()
    {
        var flowId = await StartAsync();
        await LogInAsync(flowId);

        Assert.Equal(302, (await ResumeAsync(flowId)).Status);
        Assert.Equal("404 NOT_FOUND", (await ResumeAsync(flowId)).Failure);
    }

    [Holds("3.7-05", "3.8-02")]
    [Fact]
    public async Task Fifteen_minutes_without_a_call_end_a_flow()
    {
        var flowId = await StartAsync();
        Clock.Advance(TimeSpan.FromSeconds(899));
        var alive = await User.GetAsync(Path(flowId));
        Assert.Equal("2026-04-20T16:49:33.570Z", alive["expiresAt"]);
        Clock.Advance(TimeSpan.FromSeconds(899));
        Assert.Equal("COMPLETED", (await LogInAsync(flowId))["status"]);
        Clock.Advance(TimeSpan.FromSeconds(900));

        Assert.Equal("404 NOT_FOUND", (await User.GetAsync(Path(flowId))).Failure);
        Assert.Equal("404 NOT_FOUND", (await ResumeAsync(flowId)).Failure);
    }

    [Holds("3.7-06")]
    [Theory]
    [InlineData("unknown")]
    [InlineData("")]
    public async Task An_unknown_flow_is_not_found(string flowId)
    {
        Assert.Equal("404 NOT_FOUND", (await User.GetAsync(Path(flowId))).Failure);
        Assert.Equal("404 NOT_FOUND", (await ResumeAsync(flowId)).Failure);
    }

    [Holds("3.8-03", "3.8-09")]
    [Fact]
    public async Task A_forced_change_comes_before_the_session()
    {
        var journey = new Journey(this);
        await journey.CreateApplicationAsync();
        await journey.CreateUserAsync(forceChange: true);
        var flowId = (await journey.AuthorizeAsync()).InLocation("flowId")!;

        var login = await LogInAsync(flowId);
        Assert.Equal("MUST_CHANGE_PASSWORD", login["status"]);
        Assert.NotNull(login.Json["_links"]!["password.reset"]);
        Assert.Null(login["session"]);
        Assert.Empty(login.SetCookies);
        Assert.Equal("400 INVALID_REQUEST", (await ResumeAsync(flowId)).Failure);

        Assert.Equal(
            "400 INVALID_DATA INVALID_VALUE currentPassword",
            (await ChangeAsync(flowId, "wrong", "Another-Fake-Secret-43")).Failure
        );
        Assert.Equal(
            "400 INVALID_DATA INVALID_VALUE newPassword",
            (await ChangeAsync(flowId, Secrets.GoodPassword, "Not-A-Real-Secret-43")).Failure
        );
        Assert.Equal("COMPLETED", (await ChangeAsync(flowId, Secrets.GoodPassword, "Another-Fake-Secret-43"))["status"]);
        Assert.Equal(302, (await ResumeAsync(flowId)).Status);
    }

    [Holds("3.8-09", "5.5-02")]
    [Fact]
    public async Task A_password_of_more_than_182_days_has_expired()
    {
        var journey = await Journey.ReadyAsync(this);
        Clock.Advance(TimeSpan.FromDays(182));
        var flowId = (await journey.AuthorizeAsync()).InLocation("flowId")!;
        Assert.Equal("COMPLETED", (await LogInAsync(flowId))["status"]);
        Clock.Advance(TimeSpan.FromSeconds(1));
        flowId = (await journey.AuthorizeAsync("&prompt=login")).InLocation("flowId")!;

        var login = await LogInAsync(flowId);
        Assert.Equal("PASSWORD_EXPIRED", login["status"]);
        Assert.NotNull(login.Json["_links"]!["password.reset"]);
    }

    [Fact]
    public async Task Resetting_the_session_starts_the_flow_again()
    {
        var journey = new Journey(this);
        await journey.CreateApplicationAsync();
        await journey.CreateUserAsync(forceChange: true);
        var flowId = (await journey.AuthorizeAsync()).InLocation("flowId")!;
        await LogInAsync(flowId);

        var reply = await User.SendAsync(HttpMethod.Post, Path(flowId), "{}", "application/vnd.pingidentity.session.reset+json");

        Assert.Equal("USERNAME_PASSWORD_REQUIRED", reply["status"]);
        Assert.Null(reply["_embedded.user"]);
    }

    [Fact]
    public async Task An_imported_user_signs_on_with_the_password_it_came_with()
    {
        var journey = new Journey(this);
        await journey.CreateApplicationAsync();
        var reply = await Worker.SendAsync(
            HttpMethod.Post,
            $"{EnvironmentPath}/users",
            """{"username":"imported","email":"a@b.example","password":{"value":"Not-A-Real-Secret-42"}}""",
            "application/vnd.pingidentity.user.import+json"
        );
        Assert.Equal(201, reply.Status);
        var flowId = (await journey.AuthorizeAsync()).InLocation("flowId")!;

        Assert.Equal("COMPLETED", (await journey.LogInAsync(flowId, "imported"))["status"]);
    }

    private string Path(string flowId) => $"/{Server.EnvironmentId}/flows/{flowId}";

    private async Task<string> StartAsync() => (await (await Journey.ReadyAsync(this)).AuthorizeAsync()).InLocation("flowId")!;

    private Task<Reply> LogInAsync(string flowId, string password = Secrets.GoodPassword) =>
        new Journey(this).LogInAsync(flowId, password: password);

    private Task<Reply> ResumeAsync(string flowId) => new Journey(this).ResumeAsync(flowId);

    private Task<Reply> ChangeAsync(string flowId, string current, string next) =>
        User.SendAsync(HttpMethod.Post, Path(flowId), $$"""{"currentPassword":"{{current}}","newPassword":"{{next}}"}""", ResetPassword);
}
