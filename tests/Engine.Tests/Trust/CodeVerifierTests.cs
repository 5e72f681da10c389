using PingOneScenarios.Engine.Tests.Execution;
using PingOneScenarios.Engine.Tests.Http;

namespace PingOneScenarios.Engine.Tests.Trust;

/// <summary>A code_verifier is hidden in all that is told of the request that sends it, though nobody called it a secret.</summary>
public sealed class CodeVerifierTests
{
    private const string Verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    [Theory]
    [InlineData("{ grant_type: authorization_code, code_verifier: <<v>> }")]
    [InlineData("{ code_verifier: <<v>>, grant_type: authorization_code }")]
    [InlineData("{ code: abc, code_verifier: <<v>>, redirect_uri: 'https://www.example.com' }")]
    [InlineData("{ code_verifier: <<v>> }")]
    public async Task It_is_hidden_where_it_is_sent(string form)
    {
        await using var server = new LoopbackServer(Answers.Json("{}", 400));
        var run = ScenarioRun
            .Steps($"  - step: A\n    request: POST <<api>>/token\n    form: {form}")
            .With("api", server.Address)
            .With("v", Verifier);
        var happened = await (run with { Verbose = true }).RunAsync();
        Assert.Contains($"code_verifier={Verifier}", server.Only.Body, StringComparison.Ordinal);
        Assert.Contains("code_verifier=‹code_verifier›", happened.Steps[0].Exchange!.RequestBody, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("form: { my_code_verifier: <<v>> }")]
    [InlineData("json: { code_verifier: <<v>> }")]
    [InlineData("text: code_verifier=<<v>>")]
    public async Task What_is_no_such_field_is_shown(string body)
    {
        await using var server = new LoopbackServer(Answers.Json("{}", 400));
        var run = ScenarioRun
            .Steps($"  - step: A\n    request: POST <<api>>/token\n    {body}")
            .With("api", server.Address)
            .With("v", Verifier);
        var happened = await (run with { Verbose = true }).RunAsync();
        Assert.Contains(Verifier, happened.Steps[0].Exchange!.RequestBody, StringComparison.Ordinal);
    }
}
