using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Reporting.Json;
using PingOneScenarios.Engine.Tests.Execution;
using PingOneScenarios.Engine.Tests.Execution.Journaling;
using PingOneScenarios.Engine.Tests.Http;

namespace PingOneScenarios.Engine.Tests.Trust;

/// <summary>What is private of a key that a run makes is hidden wherever it is made, and its public half is not.</summary>
public sealed class GeneratedKeyTests
{
    private const string Sends = """
        steps:
          - step: Send
            request: POST <<api>>/keys
            on_unknown: again
            json: { private: <<clientKey.d>>, jwks: '<<json.text {keys: [jwk.public clientKey]}>>', id: <<jwk.thumbprint clientKey>> }
          - step: Prove
            request: POST <<api>>/token
            on_unknown: again
            form: { client_assertion: '<<private_key_jwt "app" clientKey "aud">>' }
        """;

    [Theory]
    [InlineData("vars: { clientKey: <<jwk.generate \"ES256\">> }")]
    [InlineData("vars: { clientKey: <<jwk.generate \"PS256\">> }")]
    [InlineData("vars: { clientKey: '<<map.merge (jwk.generate \"ES512\") {kid: \"one\"}>>' }")]
    [InlineData("  clientKey: { type: map, default: <<jwk.generate \"ES256\">> }")]
    [InlineData("  clientKey: { type: map, secret: true, default: <<jwk.generate \"ES256\">> }")]
    public async Task Its_private_half_is_hidden_and_its_public_half_is_told(string made)
    {
        await using var server = new LoopbackServer(Answers.Json("{}"));
        var run = new ScenarioRun($"scenario: Test\ninputs:\n  api: {{ type: url }}\n{made}\n{Sends}").With("api", server.Address);
        Check(server, await (run with { Verbose = true }).RunAsync());
    }

    [Fact]
    public async Task A_step_that_extracts_one_hides_it()
    {
        await using var server = new LoopbackServer(Answers.Json("{}"));
        var make = "steps:\n  - step: Make\n    request: GET <<api>>/\n    extract: { clientKey: <<jwk.generate \"ES256\">> }\n";
        var run = new ScenarioRun("scenario: Test\ninputs:\n  api: { type: url }\n" + make + Sends["steps:\n".Length..]).With(
            "api",
            server.Address
        );
        Check(server, await (run with { Verbose = true }).RunAsync());
    }

    [Theory]
    [InlineData("vars: { clientKey: <<jwk.generate \"ES256\">> }")]
    [InlineData("  clientKey: { type: map, default: <<jwk.generate \"ES256\">> }")]
    [InlineData("  clientKey: { type: map, secret: true, default: <<jwk.generate \"ES256\">> }")]
    public async Task A_run_that_goes_on_has_the_key_it_began_with_and_hides_it(string made)
    {
        await using var server = new LoopbackServer(Answers.Json("{}"));
        using var run = new WrittenRun(
            $"scenario: Test\ninputs:\n  api: {{ type: url }}\n{made}\n{Sends}\n"
                + Sends["steps:\n".Length..]
                    .Replace("step: Send", "step: Send again", StringComparison.Ordinal)
                    .Replace("step: Prove", "step: Prove again", StringComparison.Ordinal)
        ).With("api", server.Address);
        Assert.Null(await run.RunAsync(journal => new DyingJournal(journal, 2, isAfter: true)));

        var happened = (await run.ResumeAsync())!;

        var sent = server.Requests.Where(r => r.Target == "/keys").Select(r => r.Body).Distinct().ToList();
        Assert.Equal(2, server.Requests.Count(r => r.Target == "/keys"));
        var body = JsonDocument.Parse(Assert.Single(sent)).RootElement;
        Assert.DoesNotContain(body.GetProperty("private").GetString()!, Told(happened), StringComparison.Ordinal);
    }

    private static void Check(LoopbackServer server, Happened happened)
    {
        Assert.Equal(Outcome.Passed, happened.Outcome);
        var sent = JsonDocument.Parse(server.Requests.Single(r => r.Target == "/keys").Body).RootElement;
        var key = JsonDocument.Parse(sent.GetProperty("jwks").GetString()!).RootElement.GetProperty("keys")[0];
        Assert.False(key.TryGetProperty("d", out _));
        var told = Told(happened);
        Assert.DoesNotContain(sent.GetProperty("private").GetString()!, told, StringComparison.Ordinal);
        Assert.Contains("‹clientKey›", told, StringComparison.Ordinal);
        Assert.Contains(sent.GetProperty("id").GetString()!, told, StringComparison.Ordinal);
        Assert.Contains(
            key.GetProperty(key.GetProperty("kty").GetString() == "RSA" ? "n" : "x").GetString()!,
            told,
            StringComparison.Ordinal
        );
        Assert.Contains("client_assertion=", server.Requests[^1].Body, StringComparison.Ordinal);
    }

    private static string Told(Happened happened)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            var log = new EventLog();
            json.WriteStartArray();
            foreach (var told in happened.Events)
                log.Write(json, told);
            json.WriteEndArray();
        }
        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
