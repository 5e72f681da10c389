using PingOneScenarios.Engine.Tests.Execution;
using PingOneScenarios.Engine.Tests.Http;

namespace PingOneScenarios.Engine.Tests.Trust;

/// <summary>A code verifier proves who began a flow (RFC 7636), so it is a secret wherever it was made.</summary>
public sealed class VerifierTests
{
    private const string Flow = """
          - step: Authorize
            request: GET <<api>>/authorize
            query: { code_challenge: '<<pkce.challenge NAME>>', code_challenge_method: S256 }
          - step: Token
            request: POST <<api>>/token
            form: { code_verifier: <<NAME>>, echo: x }
        """;

    [Theory]
    [InlineData("mine", "<<pkce.verifier>>", "mine")]
    [InlineData("mine", "<<pkce.verifier 43>>", "mine")]
    [InlineData("mine", "'<<text.lower (pkce.verifier length: 50)>>'", "mine")]
    [InlineData("codeVerifier", "<<random.text 50>>", "codeVerifier")]
    [InlineData("code_verifier", "<<random.text 50>>", "code_verifier")]
    [InlineData("userCodeVerifier", "<<random.text 50>>", "userCodeVerifier")]
    [InlineData("mine", "<<random.text 50>>", "code_verifier")]
    public async Task A_verifier_is_sent_and_not_shown(string name, string value, string shownAs)
    {
        await using var server = new LoopbackServer(r => Answers.Json($$"""{"said":"{{r.Body.Split('&')[0].Split('=')[^1]}}"}"""));
        var flow = Flow.Replace("NAME", name, StringComparison.Ordinal);
        var run = ScenarioRun.Steps(flow, $"vars: {{ {name}: {value} }}") with { Verbose = true };
        var happened = await run.With("api", server.Address).RunAsync();
        happened.Passed();
        var sent = server.Requests[1].Body.Split('&')[0]["code_verifier=".Length..];
        Assert.InRange(sent.Length, 43, 128);
        var shown = happened.Steps[1].Exchange!;
        Assert.Equal($"code_verifier=‹{shownAs}›&echo=x", shown.RequestBody?.ToString());
        Assert.DoesNotContain(sent, shown.AnswerBody.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_goes_wherever_the_run_may_go()
    {
        await using var server = new LoopbackServer(Answers.Json("{}"));
        var run = ScenarioRun.Steps(
            $"  - step: Token\n    request: POST {server.Address}/token\n    form: {{ code_verifier: <<mine>> }}",
            "vars: { mine: <<pkce.verifier>> }"
        );
        (await run.Allow(server.Address).RunAsync()).Passed();
    }
}
