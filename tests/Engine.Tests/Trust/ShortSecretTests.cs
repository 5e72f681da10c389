using PingOneScenarios.Engine.Tests.Execution;
using PingOneScenarios.Engine.Tests.Http;

namespace PingOneScenarios.Engine.Tests.Trust;

/// <summary>Trust rule 9: a secret too short to be found is said when it is bound, and hidden where it is a whole value.</summary>
public sealed class ShortSecretTests
{
    [Theory]
    [InlineData("""{"a":"hunter2"}""", """{"a":"‹secret›"}""")]
    [InlineData("""{"a": [ "hunter2" , {"hunter2" : "hunter2"}]}""", """{"a": [ "‹secret›" , {"‹secret›" : "‹secret›"}]}""")]
    [InlineData("\"hunter2\"", "\"‹secret›\"")]
    [InlineData("""{"a":"hunter22 hunter2"}""", """{"a":"‹secret›2 ‹secret›"}""")]
    public async Task Rule_9_a_short_secret_is_hidden_where_it_is_a_whole_value(string body, string shown)
    {
        await using var server = new LoopbackServer(Answers.Json(body, 200, "X-Echo: hunter2"));
        var happened = await (
            ScenarioRun.Steps("  - step: A\n    request: POST <<api>>/x\n    form: { a: <<secret>> }") with
            {
                Verbose = true,
            }
        )
            .With("api", server.Address)
            .With("secret", "hunter2")
            .RunAsync();
        happened.Passed();
        var exchange = happened.Steps[0].Exchange!;
        Assert.Equal(shown, exchange.AnswerBody!.Text);
        Assert.Contains(exchange.AnswerHeaders, h => h.Name.Text == "X-Echo" && h.Text.Text == "‹secret›");
        var said = Assert.Single(happened.Result.Diagnostics, d => d.Code.Id == "PS3009");
        Assert.DoesNotContain("hunter2", said.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rule_9_nothing_is_said_of_a_secret_of_eight_letters()
    {
        var happened = await ScenarioRun
            .Steps("  - step: A\n    request: GET <<api>>/x")
            .With("api", "http://127.0.0.1:1")
            .With("secret", "hunter22")
            .RunAsync();
        Assert.DoesNotContain(happened.Result.Diagnostics, d => d.Code.Id == "PS3009");
    }
}
