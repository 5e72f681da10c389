using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Tests.Http;

namespace PingOneScenarios.Engine.Tests.Execution.StepByStep;

/// <summary>Expressions that are computed where a run stops.</summary>
public sealed class ComputeTests
{
    private const string Secret = "secret-0123456789";
    private const string Step = "  - { step: A, request: GET <<api>>/a, auth: { bearer: <<secret>> } }";

    [Theory]
    [InlineData("text.upper v", "GIVEN")]
    [InlineData("<<v + \"/\" + (1 + 1)>>", "given/2")]
    [InlineData("secret", "‹secret›")]
    [InlineData("v + \":\" + secret", "given:‹secret›")]
    [InlineData("text.upper secret", "‹secret›")]
    [InlineData("secret == \"x\"", "‹secret›")]
    [InlineData("text.length secret", "‹secret›")]
    [InlineData("v != null", "true")]
    [InlineData("[v, 1]", "[\"given\",1]")]
    public async Task Its_value_shows_secrets_by_their_names(string expression, string expected)
    {
        var (_, gate) = await ComputeAsync(Step, expression);
        Assert.Equal(expected, gate.Pauses[1].Computed?.Text);
        Assert.Null(gate.Pauses[1].Objection);
        Assert.All(gate.Pauses, p => Assert.DoesNotContain(Secret, p.Computed?.Text ?? "", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("text.uper v", "PS2002")]
    [InlineData("nobody", "PS2001")]
    [InlineData("1 +", "PS2004")]
    [InlineData("is.uuid", "PS4006")]
    [InlineData("jwt.claims secret", "PS4006")]
    [InlineData("v == \"secret-0123456789\" + nobody", "PS2001")]
    public async Task What_is_wrong_with_it_is_told_and_the_run_goes_on(string expression, string code)
    {
        var (happened, gate) = await ComputeAsync(Step, expression);
        happened.Passed();
        var objection = gate.Pauses[1].Objection!;
        Assert.Null(gate.Pauses[1].Computed);
        Assert.True(objection.ToString()!.Contains(code, StringComparison.Ordinal), objection.ToString());
        Assert.DoesNotContain(Secret, objection.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_tells_of_a_secret_counts_as_a_decision_until_there_are_no_bits_left()
    {
        var (_, gate) = await ComputeAsync(Step, [.. Enumerable.Range(0, 17).Select(n => $"text.starts_with secret \"{n}\"")]);
        Assert.Null(gate.Pauses[16].Objection);
        Assert.Contains("PS5006", gate.Pauses[17].Objection!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_step_its_answer_is_in_scope()
    {
        await using var server = new LoopbackServer(Answers.Json("{\"error\":\"no\",\"token\":\"secret-0123456789\"}", 400));
        var gate = new ScriptedGate(
            new GoOn(),
            new ComputeExpression("response.json.error"),
            new ComputeExpression("response.json.token"),
            new ComputeExpression("response.status + 1"),
            new ComputeExpression("response"),
            new GoOn()
        );
        await (ScenarioRun.Steps(Step) with { Gate = gate }).With("api", server.Address).With("secret", Secret).RunAsync();
        Assert.Equal([null, null, "no", "‹secret›", "401", null], gate.Pauses.Select(p => p.Computed?.Text));
        Assert.NotNull(gate.Pauses[5].Objection);
    }

    private static async Task<(Happened Happened, ScriptedGate Gate)> ComputeAsync(string steps, params string[] expressions)
    {
        await using var server = new LoopbackServer(Answers.Empty(204));
        var gate = new ScriptedGate([.. expressions.Select(e => (StepAnswer)new ComputeExpression(e))]);
        var run = ScenarioRun.Steps(steps) with { Gate = gate };
        return (await run.With("api", server.Address).With("v", "given").With("secret", Secret).RunAsync(), gate);
    }
}
