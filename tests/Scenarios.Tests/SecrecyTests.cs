using System.Text.Json;
using System.Text.RegularExpressions;
using PingOneScenarios.Scenarios.Tests.Driving;

namespace PingOneScenarios.Scenarios.Tests;

/// <summary>The secrets of a run against what it prints.</summary>
public sealed partial class SecrecyTests(ServedEmulator served) : IClassFixture<ServedEmulator>
{
    private const string Password = "Obviously-Fake.0042~password";

    [Theory]
    [InlineData(0, "", "")]
    [InlineData(1, "status: USERNAME_PASSWORD_REQUIRED", "status: SOMETHING_ELSE")]
    [InlineData(1, "appJwtSecret $", "(appJwtSecret + \"x\") $")]
    [InlineData(1, "password: <<userPassword>>", "password: <<userPassword + \"x\">>")]
    [InlineData(1, "secret: <<is.matching \"^.{64,}$\">>", "secret: short")]
    [InlineData(1, "access_token: <<is.matching \"^.+$\">>\n        id_token", "access_token: <<is.number>>\n        id_token")]
    [InlineData(1, "location: <<is.starting redirectUri>>", "location: <<is.starting \"https://other.example.com\">>")]
    [InlineData(4, "userAccessToken: $.access_token", "userAccessToken: $.access_tokens")]
    [InlineData(4, "url.query \"code\"", "url.query \"coda\"")]
    public async Task No_secret_of_a_run_is_printed(int code, string text, string replacement)
    {
        using var wire = new Wire();
        using var pack = new Pack();
        if (text.Length > 0)
            pack.Replace(text, replacement);

        var run = await served.RunAsync(pack.Entry, new Dictionary<string, string> { ["P1S_USER_PASSWORD"] = Password }, "--verbose");

        Assert.True(code == run.Code, run.Printed);
        string[] secrets = [Password, .. served.Variables.Values, .. wire.Credentials, .. await ApplicationSecretsAsync()];
        Assert.InRange(secrets.Length, 4, 1000);
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, run.Printed, StringComparison.Ordinal));
        Assert.DoesNotMatch(Token(), run.Printed);
    }

    [Fact]
    public async Task What_is_masked_is_named()
    {
        var run = await served.RunAsync(Pack.ClientSecretJwt, "--verbose");

        Assert.All(
            [
                "Authorization: Basic ‹adminAppSecret›",
                "Authorization: Bearer ‹accessToken›",
                "\"secret\": \"‹appJwtSecret›\"",
                "\"password\": \"‹userPassword›\"",
                "ST=‹ST›",
                "code=‹authCode›",
                "\"id_token\": \"‹idToken›\"",
                "appJwtSecret = ‹appJwtSecret›",
            ],
            masked => Assert.Contains(masked, run.Output, StringComparison.Ordinal)
        );
    }

    private async Task<IEnumerable<string>> ApplicationSecretsAsync()
    {
        var secrets = new List<string>();
        using var list = JsonDocument.Parse(await served.Admin.GetAsync("applications"));
        foreach (var application in list.RootElement.GetProperty("_embedded").GetProperty("applications").EnumerateArray())
        {
            if (application.GetProperty("name").GetString()!.StartsWith("AppJWT_", StringComparison.Ordinal))
            {
                using var answer = JsonDocument.Parse(await served.Admin.GetAsync($"applications/{application.GetProperty("id")}/secret"));
                secrets.Add(answer.RootElement.GetProperty("secret").GetString()!);
            }
        }
        return secrets;
    }

    // A JWT begins with {" in base64url.
    [GeneratedRegex("eyJ[A-Za-z0-9_-]{8,}")]
    private static partial Regex Token();
}
