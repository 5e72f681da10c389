using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Tests.Execution;
using PingOneScenarios.Engine.Tests.Http;
using PingOneScenarios.Engine.Trust;

namespace PingOneScenarios.Engine.Tests.Trust;

/// <summary>Trust rule 12: what a log tells of a secret by what happens is counted in bits, and bounded.</summary>
public sealed class SecretDecisionTests
{
    private const string Secret = "13579BDF-canary";

    [Theory]
    [InlineData("when: '<<text.contains \"13579BDF\" (text.slice secret {0} 1)>>'")]
    [InlineData("when: '<<(text.starts_with secret \"{0}\") || api != \"x\">>'")]
    [InlineData("when: '<<(text.starts_with secret \"{0}\" ? 1 : 2) != 3>>'")]
    [InlineData("expect: {{ that: ['<<(text.slice secret {0} 1) != \"x\">>'] }}")]
    [InlineData("expect: {{ text: '<<is.not (text.slice secret {0} 1)>>' }}")]
    [InlineData("expect: {{ headers: {{ content-type: '<<is.not (text.slice secret {0} 1)>>' }} }}")]
    [InlineData("retry: {{ until: '<<(text.slice secret {0} 1) != \"x\">>' }}")]
    [InlineData("retry: {{ fail_when: '<<(text.slice secret {0} 1) == \"x\">>' }}")]
    [InlineData("for_each: '<<list.range 1 (text.length (text.slice secret {0} 1))>>'")]
    [InlineData("for_each: '<<text.lines (text.slice secret {0} 1)>>'")]
    [InlineData("form: {{ a: '<<text.starts_with secret \"{0}\" ? 1 : 2>>' }}")]
    public async Task Rule_12_144_decisions_of_a_secret_are_refused_before_they_tell_it(string key)
    {
        var happened = await Run(144, key, new Budgets());
        Assert.InRange(
            happened.Steps.Count(s =>
                s.Outcome is Outcome.Passed || s.Note?.Text.Contains("is not true", StringComparison.Ordinal) == true
            ),
            4,
            16
        );
        var refusal = happened.Steps.SelectMany(s => s.Problems).Single();
        Assert.Equal("PS5006", refusal.Code.Id);
        Assert.Contains("‹secret›", refusal.What, StringComparison.Ordinal);
        Assert.Contains("test.yaml:", refusal.Why, StringComparison.Ordinal);
        Assert.True(happened.Summary.Refused);
    }

    [Theory]
    [InlineData("when: <<secret != null>>")]
    [InlineData("when: <<secret != \"\" && secret != null>>")]
    [InlineData("when: <<!(secret == \"\")>>")]
    [InlineData("form: {{ a: <<secret>>, b: '<<text.upper secret>>', c: 'x<<secret>>' }}")]
    [InlineData("form: {{ a: '<<secret != null ? secret : \"\">>' }}")]
    [InlineData("form: {{ a: '<<{0} == 1 ? secret : \"\">>' }}")]
    public async Task Rule_12_presence_kind_and_use_of_a_secret_are_free(string key)
    {
        var happened = await Run(40, key, new Budgets { SecretBits = 0 });
        happened.Passed();
    }

    [Fact]
    public async Task Rule_12_the_operator_allows_more_bits()
    {
        var happened = await Run(40, "when: '<<(text.slice secret {0} 1) != \"x\">>'", new Budgets { SecretBits = 40 });
        happened.Passed();
    }

    [Fact]
    public async Task Rule_12_the_bits_of_all_runs_of_a_command_count_together()
    {
        using var workspace = new Workspace();
        var first = await Run(10, "when: '<<(text.slice secret {0} 1) != \"x\">>'", new Budgets(), workspace);
        first.Passed();
        var second = await Run(10, "when: '<<(text.slice secret {0} 1) != \"y\">>'", new Budgets(), workspace);
        Assert.Equal("PS5006", second.Codes);
        workspace.Decisions.Forget();
        (await Run(10, "when: '<<(text.slice secret {0} 1) != \"x\">>'", new Budgets(), workspace)).Passed();
    }

    [Fact]
    public async Task Rule_12_calling_again_gives_no_secret_new_bits()
    {
        await using var server = new LoopbackServer(Answers.Json("{}"));
        var calls = string.Join(
            '\n',
            Enumerable
                .Range(0, 30)
                .Select(i => $"  - step: Call {i}\n    call: inner.yaml\n    with: {{ secret: <<secret>>, at: {i % 8} }}")
        );
        var happened = await ScenarioRun
            .Steps(calls)
            .File(
                "inner.yaml",
                """
                scenario: Inner
                inputs: { secret: { secret: true }, at: { type: number }, api: { type: url } }
                steps:
                  - step: Tell
                    when: '<<(text.slice secret at 1) == "x">>'
                    request: GET <<api>>/
                """
            )
            .With("api", server.Address)
            .With("secret", Secret)
            .RunAsync();
        Assert.Contains("PS5006", happened.Codes, StringComparison.Ordinal);
        Assert.Equal(16, happened.Steps.Count(s => s.Note?.Text.Contains("is not true", StringComparison.Ordinal) == true));
    }

    private static async Task<Happened> Run(int steps, string key, Budgets budgets, Workspace? workspace = null)
    {
        await using var server = new LoopbackServer(Answers.Json("{}"));
        var text = string.Join(
            '\n',
            Enumerable
                .Range(0, steps)
                .Select(i =>
                    $"  - step: Step {i}\n    request: POST <<api>>/x\n    {string.Format(System.Globalization.CultureInfo.InvariantCulture, key, i % 12)}"
                )
        );
        var run = ScenarioRun.Steps(text) with { Budgets = budgets, Workspace = workspace };
        return await run.With("api", server.Address).With("secret", Secret).RunAsync();
    }
}
