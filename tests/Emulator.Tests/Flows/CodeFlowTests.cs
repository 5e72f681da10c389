using PingOneScenarios.Emulator.Tests.Driving;

namespace PingOneScenarios.Emulator.Tests.Flows;

/// <summary>Flows in which a code is sent: a forgotten password, a registration.</summary>
public sealed class CodeFlowTests : WithEmulator
{
    private const string Recovering = """{"type":"LOGIN","recovery":{"enabled":true} }""";
    private const string Registering = """{"type":"LOGIN","registration":{"enabled":true} }""";
    private const string Address = "do-not-send@example.com";
    private const string NewPassword = "Another-Fake-Secret-43";

    [Holds("3.7-02")]
    [Holds("7.1-03")]
    [Holds("7.2-03")]
    [Holds("7.2-05")]
    [Fact]
    public async Task A_forgotten_password_is_recovered_by_a_code()
    {
        var policied = await Policied.WithAsync(this, Recovering);
        Assert.NotNull((await policied.StartAsync()).Json["_links"]!["password.forgot"]);
        Assert.Equal("RECOVERY_CODE_REQUIRED", (await policied.ActAsync("password.forgot", """{"username":"journey-user"}"""))["status"]);
        var code = await policied.CodeAsync(Address);
        Assert.Matches("^[A-Za-z0-9]{8}$", code);

        var weak = await policied.ActAsync("password.recover", $$"""{"recoveryCode":"{{code}}","newPassword":"short"}""");
        Assert.Equal("400 INVALID_DATA INVALID_VALUE newPassword", weak.Failure);
        var done = await policied.ActAsync("password.recover", $$"""{"recoveryCode":"{{code}}","newPassword":"{{NewPassword}}"}""");

        Assert.Equal("COMPLETED", done["status"]);
        Assert.Equal(302, (await policied.ResumeAsync()).Status);
        await policied.StartAsync("&prompt=login");
        Assert.Equal("COMPLETED", (await policied.LogInAsync(NewPassword))["status"]);
    }

    [Fact]
    public async Task A_recovery_code_is_good_for_five_minutes_and_five_tries()
    {
        var policied = await Policied.WithAsync(this, Recovering);
        await policied.StartAsync();
        await policied.ActAsync("password.forgot", """{"username":"journey-user"}""");
        Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(
            "400 INVALID_DATA INVALID_VALUE recoveryCode",
            (await RecoverAsync(policied, await policied.CodeAsync(Address))).Failure
        );
        for (var i = 0; i < 4; i++)
            Assert.Equal("400 INVALID_DATA INVALID_VALUE recoveryCode", (await RecoverAsync(policied, "AAAAAAAA")).Failure);
        Assert.Equal("400 INVALID_DATA CONSTRAINT_VIOLATION recoveryCode", (await RecoverAsync(policied, "AAAAAAAA")).Failure);

        await policied.ActAsync("password.sendRecoveryCode");

        Assert.Equal("COMPLETED", (await RecoverAsync(policied, await policied.CodeAsync(Address)))["status"]);
    }

    [Holds("7.2-04")]
    [Fact]
    public async Task A_code_that_is_sent_again_takes_the_place_of_the_first()
    {
        var policied = await Policied.WithAsync(this, Recovering);
        await policied.StartAsync();
        await policied.ActAsync("password.forgot", """{"username":"journey-user"}""");
        var first = await policied.CodeAsync(Address);
        Assert.Equal("RECOVERY_CODE_REQUIRED", (await policied.ActAsync("password.sendRecoveryCode", ""))["status"]);

        Assert.Equal("400 INVALID_DATA INVALID_VALUE recoveryCode", (await RecoverAsync(policied, first)).Failure);
        Assert.Equal("COMPLETED", (await RecoverAsync(policied, await policied.CodeAsync(Address)))["status"]);
    }

    [Theory]
    [InlineData("""{"type":"LOGIN"}""", "password.forgot")]
    [InlineData("""{"type":"LOGIN","recovery":{"enabled":false} }""", "password.forgot")]
    [InlineData("""{"type":"LOGIN","registration":{"enabled":false} }""", "user.register")]
    [InlineData("""{"type":"LOGIN"}""", "user.register")]
    public async Task What_the_policy_does_not_enable_is_neither_offered_nor_done(string action, string name)
    {
        var policied = await Policied.WithAsync(this, action);

        Assert.Null((await policied.StartAsync()).Json["_links"]![name]);
        Assert.Equal("400 INVALID_REQUEST", (await policied.ActAsync(name, """{"username":"journey-user"}""")).Failure);
    }

    [Fact]
    public async Task Nobody_learns_whether_there_is_such_a_user()
    {
        var policied = await Policied.WithAsync(this, Recovering);
        await policied.StartAsync();

        var reply = await policied.ActAsync("password.forgot", """{"username":"nobody"}""");

        Assert.Equal("RECOVERY_CODE_REQUIRED", reply["status"]);
        Assert.Null(reply["_embedded.user"]);
        Assert.Equal("400 INVALID_DATA INVALID_VALUE recoveryCode", (await RecoverAsync(policied, "AAAAAAAA")).Failure);
    }

    [Holds("7.1-04")]
    [Holds("7.2-06")]
    [Holds("7.2-07")]
    [Holds("7.2-08")]
    [Fact]
    public async Task Who_registers_proves_the_address_by_a_code()
    {
        var policied = await Policied.WithAsync(this, Registering);
        Assert.NotNull((await policied.StartAsync()).Json["_links"]!["user.register"]);
        var made = await RegisterAsync(policied, "new-user", NewPassword);
        Assert.Equal("VERIFICATION_CODE_REQUIRED", made["status"]);
        Assert.Equal("new-user", made["_embedded.user.username"]);
        var first = await policied.CodeAsync("new@example.com");
        await policied.ActAsync("user.sendVerificationCode", "");

        Assert.Equal("400 INVALID_DATA INVALID_VALUE verificationCode", (await VerifyAsync(policied, first)).Failure);
        Assert.Equal("COMPLETED", (await VerifyAsync(policied, await policied.CodeAsync("new@example.com")))["status"]);
        Assert.Equal(302, (await policied.ResumeAsync()).Status);
    }

    [Theory]
    [InlineData("journey-user", NewPassword, "400 INVALID_DATA UNIQUENESS_VIOLATION username")]
    [InlineData("new-user", "short", "400 INVALID_DATA INVALID_VALUE password")]
    [InlineData("", NewPassword, "400 INVALID_DATA EMPTY_VALUE username")]
    [InlineData("new\\u0007user", NewPassword, "400 INVALID_DATA INVALID_VALUE username")]
    public async Task A_registration_that_is_wrong_makes_nobody(string username, string password, string expected)
    {
        var policied = await Policied.WithAsync(this, Registering);
        await policied.StartAsync();

        Assert.Equal(expected, (await RegisterAsync(policied, username, password)).Failure);
        Assert.Equal("USERNAME_PASSWORD_REQUIRED", (await policied.ReadAsync())["status"]);
    }

    [Fact]
    public async Task Who_never_proved_the_address_is_asked_at_the_next_sign_on()
    {
        var policied = await Policied.WithAsync(this, Registering);
        await policied.StartAsync();
        await RegisterAsync(policied, "new-user", NewPassword);
        await policied.StartAsync();

        var reply = await policied.Journey.LogInAsync(policied.FlowId, "new-user", NewPassword);

        Assert.Equal("VERIFICATION_CODE_REQUIRED", reply["status"]);
        Clock.Advance(TimeSpan.FromMinutes(14));
        Assert.Equal("COMPLETED", (await VerifyAsync(policied, await policied.CodeAsync("new@example.com")))["status"]);
    }

    private static Task<Reply> RecoverAsync(Policied policied, string code) =>
        policied.ActAsync("password.recover", $$"""{"recoveryCode":"{{code}}","newPassword":"{{NewPassword}}"}""");

    private static Task<Reply> RegisterAsync(Policied policied, string username, string password) =>
        policied.ActAsync("user.register", $$"""{"username":"{{username}}","email":"new@example.com","password":"{{password}}"}""");

    private static Task<Reply> VerifyAsync(Policied policied, string code) =>
        policied.ActAsync("user.verify", $$"""{"verificationCode":"{{code}}"}""");
}
