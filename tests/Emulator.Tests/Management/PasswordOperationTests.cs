using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Tests.Driving;

namespace PingOneScenarios.Emulator.Tests.Management;

/// <summary>What the media types of <c>users/{id}/password</c> do.</summary>
public sealed class PasswordOperationTests : WithEmulator
{
    private const string Next = "Another-Fake-Secret-43";

    [Holds("3.5-06")]
    [Theory]
    [InlineData("SSHA")]
    [InlineData("SSHA256")]
    [InlineData("SSHA384")]
    [InlineData("SSHA512")]
    public async Task An_encoded_password_is_kept_and_is_the_password(string scheme)
    {
        var journey = await UserAsync();

        // Too short for the policy, which an encoded one is not held against.
        Assert.Equal("200", (await journey.SetPasswordAsync($"{{{scheme}}}{Encode(scheme, "short", "saltsalt")}")).Failure);

        Assert.Equal("200", (await PostAsync(journey, "check", """{"password":"short"}""")).Failure);
        Assert.Equal("400 INVALID_DATA INVALID_VALUE password", (await PostAsync(journey, "check", """{"password":"Short"}""")).Failure);
        var same = await PutAsync(journey, "set", $$"""{"value":"short"}""");
        Assert.Contains("history", same["details.0.innerError.unsatisfiedRequirements"]!, StringComparison.Ordinal);
    }

    // The value of Ping's own example in its OpenAPI description.
    [Theory]
    [InlineData("{SSHA512}UkGWfORubNKFpFBWh+Lgy4FrciclzUXneuryV+B+zBDR4Gqd5wvMqAvKRixgQWoZlZUgq8Wh40uMK3s6bWpzWt1/TqQH02hX", "200")]
    [InlineData("{SSHA512}notbase64!", "400 INVALID_DATA INVALID_VALUE value")]
    [InlineData("{SSHA512}UkGW", "400 INVALID_DATA INVALID_VALUE value")]
    [InlineData("{SSHA}", "400 INVALID_DATA INVALID_VALUE value")]
    [InlineData("{BCRYPT}x", "501 NOT_IMPLEMENTED")]
    [InlineData("{PBKDF2}x", "501 NOT_IMPLEMENTED")]
    [InlineData("{ARGON2}x", "501 NOT_IMPLEMENTED")]
    [InlineData("{SCRYPT}x", "501 NOT_IMPLEMENTED")]
    [InlineData("{MSKCC_PBKDF2}x", "501 NOT_IMPLEMENTED")]
    [InlineData("{Curly}-Not-A-Real-Secret-42", "200")]
    public async Task An_encoded_password_must_be_of_a_scheme(string value, string expected)
    {
        var journey = await UserAsync();

        Assert.Equal(expected, (await journey.SetPasswordAsync(value)).Failure);

        Assert.Equal(expected == "200" ? "OK" : "NO_PASSWORD", (await StateAsync(journey))["status"]);
        var import = new JsonObject
        {
            ["username"] = "imported",
            ["email"] = "a@b.example",
            ["password"] = new JsonObject { ["value"] = value },
        };
        var made = await Worker.SendAsync(
            HttpMethod.Post,
            $"{EnvironmentPath}/users",
            import.ToJsonString(),
            "application/vnd.pingidentity.user.import+json"
        );
        Assert.Equal(expected.Replace("200", "201", StringComparison.Ordinal).Split(' ')[0], $"{made.Status}");
    }

    [Holds("3.5-07")]
    [Fact]
    public async Task A_password_is_set_by_value_and_taken_away_without_one()
    {
        var journey = await UserAsync();

        Assert.Equal("OK", (await PutAsync(journey, "setValue", $$"""{"value":"{{Next}}"}"""))["status"]);
        Assert.Equal("200", (await PostAsync(journey, "check", $$"""{"password":"{{Next}}"}""")).Failure);
        Assert.Equal("NO_PASSWORD", (await PutAsync(journey, "setValue", "{}"))["status"]);
        Assert.Equal("400 INVALID_DATA NO_PASSWORD password", (await PostAsync(journey, "check", """{"password":"x"}""")).Failure);
    }

    [Holds("3.5-08")]
    [Theory]
    [InlineData("PUT")]
    [InlineData("POST")]
    public async Task Who_knows_the_current_password_changes_it(string method)
    {
        var journey = await UserAsync(Secrets.GoodPassword);
        Task<Reply> Reset(string current, string next) =>
            SendAsync(journey, method, "reset", $$"""{"currentPassword":"{{current}}","newPassword":"{{next}}"}""");

        // Policy Standard: not within a day.
        Assert.Equal("400 INVALID_DATA CONSTRAINT_VIOLATION newPassword", (await Reset(Secrets.GoodPassword, Next)).Failure);
        Clock.Advance(TimeSpan.FromDays(1));
        await RenewWorkerTokenAsync();
        Assert.Equal("400 INVALID_DATA INVALID_VALUE currentPassword", (await Reset("wrong", Next)).Failure);
        Assert.Equal("400 INVALID_DATA INVALID_VALUE newPassword", (await Reset(Secrets.GoodPassword, "short")).Failure);
        var similar = await Reset(Secrets.GoodPassword, Secrets.GoodPassword + "x");
        Assert.Equal("notSimilarToCurrent", similar["details.0.innerError.unsatisfiedRequirements.0"]);

        Assert.Equal("OK", (await Reset(Secrets.GoodPassword, Next))["status"]);
        Assert.Equal("200", (await PostAsync(journey, "check", $$"""{"password":"{{Next}}"}""")).Failure);
    }

    [Holds("3.5-11", "3.5-12")]
    [Theory]
    [InlineData("PUT")]
    [InlineData("POST")]
    public async Task A_change_is_forced(string method)
    {
        var journey = await UserAsync(Secrets.GoodPassword);

        var forced = await SendAsync(journey, method, "forceChange", null);

        Assert.Equal("MUST_CHANGE_PASSWORD", forced["status"]);
        Assert.Equal("MUST_CHANGE_PASSWORD", (await StateAsync(journey))["status"]);
        // One that must be changed may be at once.
        var reset = await PutAsync(journey, "reset", $$"""{"currentPassword":"{{Secrets.GoodPassword}}","newPassword":"{{Next}}"}""");
        Assert.Equal("OK", reset["status"]);
    }

    [Holds("3.5-09", "3.5-10")]
    [Fact]
    public async Task A_forgotten_password_is_set_by_the_code_from_the_inbox()
    {
        var journey = await UserAsync(Secrets.GoodPassword);

        Assert.Equal("200", (await PostAsync(journey, "sendRecoveryCode", null)).Failure);
        var code = (await User.GetAsync("/inbox/messages?to=do-not-send@example.com"))["messages.0.code"]!;

        Assert.Matches("^[A-Z0-9]{8}$", code);
        Assert.Equal("400 INVALID_DATA INVALID_VALUE recoveryCode", (await RecoverAsync(journey, "WRONG")).Failure);
        Assert.Equal("400 INVALID_DATA INVALID_VALUE newPassword", (await RecoverAsync(journey, code, "short")).Failure);
        Assert.Equal("OK", (await RecoverAsync(journey, code))["status"]);
        Assert.Equal("400 INVALID_DATA INVALID_VALUE recoveryCode", (await RecoverAsync(journey, code, Next + "!")).Failure);
    }

    [Theory]
    [InlineData(4, 299, "200")]
    [InlineData(5, 0, "400 INVALID_DATA CONSTRAINT_VIOLATION recoveryCode")]
    [InlineData(0, 300, "400 INVALID_DATA INVALID_VALUE recoveryCode")]
    public async Task A_recovery_code_ends_after_five_tries_or_five_minutes(int tries, int seconds, string expected)
    {
        var journey = await UserAsync(Secrets.GoodPassword);
        await PostAsync(journey, "sendRecoveryCode", null);
        var code = (await User.GetAsync("/inbox/messages"))["messages.0.code"]!;
        for (var i = 0; i < tries; i++)
            await RecoverAsync(journey, "WRONG");
        Clock.Advance(TimeSpan.FromSeconds(seconds));

        Assert.Equal(expected, (await RecoverAsync(journey, code)).Failure);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task No_code_is_sent_to_who_is_disabled_or_has_no_password(bool withPassword, bool enabled)
    {
        var journey = new Journey(this);
        await journey.CreateUserAsync(withPassword: withPassword, enabled: enabled);

        Assert.Equal("200", (await PostAsync(journey, "sendRecoveryCode", null)).Failure);

        Assert.Empty((await User.GetAsync("/inbox/messages")).Json["messages"]!.AsArray());
    }

    [Holds("3.5-04")]
    [Theory]
    [InlineData("PUT", "check")]
    [InlineData("POST", "set")]
    [InlineData("POST", "setValue")]
    [InlineData("PUT", "recover")]
    [InlineData("PUT", "unknown")]
    public async Task An_operation_belongs_to_a_method(string method, string operation)
    {
        var journey = await UserAsync(Secrets.GoodPassword);

        Assert.Equal("415 INVALID_REQUEST", (await SendAsync(journey, method, operation, "{}")).Failure);
    }

    private async Task<Journey> UserAsync(string? password = null)
    {
        var journey = new Journey(this);
        await journey.CreateUserAsync(withPassword: false);
        if (password is not null)
            await journey.SetPasswordAsync(password);
        return journey;
    }

    private Task<Reply> StateAsync(Journey journey) => Worker.GetAsync($"{EnvironmentPath}/users/{journey.UserId}/password");

    private Task<Reply> RecoverAsync(Journey journey, string code, string next = Next) =>
        PostAsync(journey, "recover", $$"""{"recoveryCode":"{{code}}","newPassword":"{{next}}"}""");

    private Task<Reply> PutAsync(Journey journey, string operation, string? body) => SendAsync(journey, "PUT", operation, body);

    private Task<Reply> PostAsync(Journey journey, string operation, string? body) => SendAsync(journey, "POST", operation, body);

    private Task<Reply> SendAsync(Journey journey, string method, string operation, string? body) =>
        Worker.SendAsync(
            HttpMethod.Parse(method),
            $"{EnvironmentPath}/users/{journey.UserId}/password",
            body ?? "",
            $"application/vnd.pingidentity.password.{operation}+json"
        );

    private static string Encode(string scheme, string password, string salt)
    {
        byte[] both = [.. Encoding.UTF8.GetBytes(password), .. Encoding.UTF8.GetBytes(salt)];
        var hash = scheme switch
        {
#pragma warning disable CA5350
            "SSHA" => SHA1.HashData(both),
#pragma warning restore CA5350
            "SSHA256" => SHA256.HashData(both),
            "SSHA384" => SHA384.HashData(both),
            _ => SHA512.HashData(both),
        };
        return Convert.ToBase64String([.. hash, .. Encoding.UTF8.GetBytes(salt)]);
    }
}
