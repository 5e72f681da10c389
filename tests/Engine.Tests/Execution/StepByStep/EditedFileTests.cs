using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Tests.Http;

namespace PingOneScenarios.Engine.Tests.Execution.StepByStep;

/// <summary>A file that is edited while a step of it waits that did not pass.</summary>
public sealed class EditedFileTests
{
    private const string Secret = "fake-secret-0123456789";

    private const string File = """
        scenario: Test
        inputs:
          api: { type: url }
          other: { type: url }
          secret: { secret: true }
          id: { default: seven }
        steps:
          - step: First
            request: GET <<api>>/first/<<id>>
          - step: Second
            request: GET <<api>>/wrong
            auth: { bearer: <<secret>> }
          - step: Third
            request: GET <<api>>/third
        outputs: { done: first }
        """;

    [Theory]
    [InlineData("/wrong", "/right", "/first/seven /wrong /right /third")]
    [InlineData(
        "    request: GET <<api>>/wrong\n",
        "    request: POST <<api>>/right\n    json: { a: 1 }\n",
        "/first/seven /wrong /right /third"
    )]
    [InlineData(
        "GET <<api>>/wrong\n    auth: { bearer: <<secret>> }\n  - step: Third",
        "GET <<api>>/right\n    auth: { bearer: <<secret>> }\n  - step: More\n    request: GET <<api>>/more\n  - step: Third",
        "/first/seven /wrong /right /more /third"
    )]
    [InlineData(
        "GET <<api>>/wrong\n    auth: { bearer: <<secret>> }\n  - step: Third\n    request: GET <<api>>/third",
        "GET <<api>>/right\n    auth: { bearer: <<secret>> }\nfinally:\n  - step: Last\n    request: GET <<api>>/last",
        "/first/seven /wrong /right /last"
    )]
    [InlineData(
        "step: Second\n    request: GET <<api>>/wrong",
        "step: Otherwise\n    request: GET <<api>>/<<id>>",
        "/first/seven /wrong /seven /third"
    )]
    [InlineData("/third", "/third/<<done>>", null)]
    [InlineData("steps:", "steps: # unchanged, but for this", null)]
    [InlineData("seven", "eight", null)]
    [InlineData("/first/<<id>>", "/first", null)]
    [InlineData("GET <<api>>/third", "GET <<other>>/third", null)]
    [InlineData("GET <<api>>/third", "GET <<api>>/third\n    auth: { bearer: <<secret>> }", null)]
    [InlineData("    auth: { bearer: <<secret>> }\n", "", null)]
    [InlineData(
        "  - step: Second\n    request: GET <<api>>/wrong\n    auth: { bearer: <<secret>> }\n  - step: Third\n    request: GET <<api>>/third\n",
        "",
        null
    )]
    public async Task A_retry_goes_on_with_it_when_nothing_differs_that_has_been_done(string old, string edited, string? expected)
    {
        var (happened, server, gate) = await EditAsync(File, text => text.Replace(old, edited, StringComparison.Ordinal));
        var sent = string.Join(" ", server.Select(r => r.Target));
        Assert.Equal(expected ?? "/first/seven /wrong", sent);
        if (expected is not null)
        {
            happened.Passed();
            Assert.All(gate.Pauses, p => Assert.Null(p.Objection));
            return;
        }
        Assert.NotEqual(Outcome.Passed, happened.Outcome);
        Assert.NotNull(gate.Pauses[1].Objection);
    }

    [Theory]
    [InlineData("seven", "eight", "PS2012", "line 6 was: id: { default: seven }")]
    [InlineData("/first/<<id>>", "/first", "PS2012", "line 9 was: request: GET <<api>>/first/<<id>>")]
    [InlineData("GET <<api>>/third", "GET <<other>>/third", "PS2012", "now it contacts")]
    [InlineData("GET <<api>>/wrong", "GET <<other>>/wrong", "PS2012", "now it sends the secret secret to")]
    [InlineData("GET <<api>>/third", "GET <<api>>/<<nobody>>", "PS2001", "nobody")]
    [InlineData("- step: Third", "- stp: Third", "PS1007", "")]
    [InlineData("steps:", ": {", "PS1003", "")]
    public async Task The_difference_is_told(string old, string edited, string code, string part)
    {
        var (_, _, gate) = await EditAsync(File, text => text.Replace(old, edited, StringComparison.Ordinal));
        var told = gate.Pauses[1].Objection!.ToString()!;
        Assert.Contains(code, told, StringComparison.Ordinal);
        Assert.Contains(part, told, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_mended_is_taken_after_one_that_was_refused()
    {
        string? path = null;
        await using var server = Server();
        var gate = new ScriptedGate(
            pause =>
            {
                System.IO.File.WriteAllText(path = PathOf(pause), File.Replace("seven", "eight", StringComparison.Ordinal));
                return new RetryStep();
            },
            _ =>
            {
                System.IO.File.WriteAllText(path!, File.Replace("/wrong", "/right", StringComparison.Ordinal));
                return new RetryStep();
            }
        )
        {
            Before = _ => false,
        };
        (await RunAsync(File, server, gate)).Passed();
        Assert.Equal("/first/seven /wrong /right /third", string.Join(" ", server.Requests.Select(r => r.Target)));
    }

    [Fact]
    public async Task A_turn_of_a_loop_is_not_taken_from_an_edited_file()
    {
        var looped = File.Replace("  - step: Second\n", "  - step: Second\n    for_each: [1, 2]\n", StringComparison.Ordinal);
        var (_, server, gate) = await EditAsync(looped, text => text.Replace("/wrong", "/right", StringComparison.Ordinal));
        Assert.Equal(2, server.Count);
        Assert.Contains("not for a turn of a loop", gate.Pauses[1].Objection!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_an_edit_the_step_is_sent_again_with_the_variables_as_they_are()
    {
        var (_, server, gate) = await EditAsync(File, text => text);
        Assert.Equal("/first/seven /wrong /wrong", string.Join(" ", server.Select(r => r.Target)));
        Assert.All(gate.Pauses, p => Assert.Null(p.Objection));
    }

    private static async Task<(Happened Happened, IReadOnlyList<Recorded> Requests, ScriptedGate Gate)> EditAsync(
        string file,
        Func<string, string> edit
    )
    {
        await using var server = Server();
        var gate = new ScriptedGate(pause =>
        {
            System.IO.File.WriteAllText(PathOf(pause), edit(file));
            return new RetryStep();
        })
        {
            Before = _ => false,
        };
        return (await RunAsync(file, server, gate), server.Requests, gate);
    }

    private static LoopbackServer Server() =>
        new(r => r.Target.Contains("wrong", StringComparison.Ordinal) ? Answers.Empty(404) : Answers.Empty(204));

    private static string PathOf(StepPause pause) => pause.Finished!.Span!.Value.Path.Text;

    private static Task<Happened> RunAsync(string file, LoopbackServer server, ScriptedGate gate) =>
        (new ScenarioRun(file) { Gate = gate })
            .With("api", server.Address)
            .With("other", "http://127.0.0.1:9")
            .With("secret", Secret)
            .RunAsync();
}
