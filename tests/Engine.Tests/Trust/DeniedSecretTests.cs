using PingOneScenarios.Engine.Tests.Execution;
using PingOneScenarios.Engine.Tests.Http;

namespace PingOneScenarios.Engine.Tests.Trust;

/// <summary>A scenario cannot make a secret public by not calling it one (trust rules 3 and 4).</summary>
public sealed class DeniedSecretTests
{
    private const string Secret = "fake-secret-0123456789";

    [Theory]
    [InlineData("secret", false)]
    [InlineData("appSecret", true)]
    [InlineData("user_password", true)]
    [InlineData("accessToken", true)]
    public async Task Rule_3_a_secret_is_one_however_it_is_given(string name, bool isVariable)
    {
        await using var api = new LoopbackServer(Answers.Empty(204));
        await using var other = new LoopbackServer(Answers.Empty(204));
        var run = new ScenarioRun(
            $$"""
            scenario: Test
            inputs:
              api: { type: url }
              {{name}}: { description: just a text }
            steps:
              - step: A
                request: GET <<api>>/<<{{name}}>>
              - step: B
                request: POST {{other.Address}}/x
                text: <<{{name}}>>
            """
        )
        {
            Verbose = true,
        };
        var given = isVariable ? run.Variable("P1S_" + Snake(name), Secret) : run.With(name, Secret).Variable("LISTED", "fake-other");
        var happened = await given
            .Environment(
                $"environment: e\ninputs: {{ api: '{api.Address}' }}\nallow: ['{other.Address}']\nsecrets: {{ secret: {{ env: LISTED }} }}"
            )
            .RunAsync();
        Assert.Equal("PS5002", happened.Codes);
        Assert.Equal("passed broken", happened.Outcomes);
        Assert.DoesNotContain(Secret, EventTexts.Of(happened), StringComparison.Ordinal);
        Assert.Empty(other.Requests);
    }

    private static string Snake(string name) =>
        name switch
        {
            "appSecret" => "APP_SECRET",
            "accessToken" => "ACCESS_TOKEN",
            _ => name.ToUpperInvariant(),
        };
}
