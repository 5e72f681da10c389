using System.Diagnostics;
using System.Globalization;
using System.Text;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Execution;
using PingOneScenarios.Engine.Tests.Execution;
using PingOneScenarios.Engine.Tests.Http;

namespace PingOneScenarios.Engine.Tests.Trust;

/// <summary>Trust rule 12: what an answer costs is linear in it or bounded, and ends when the step, the run or the user says so.</summary>
/// <remarks>Alone, because times are measured. P1S_HOSTILE=1 takes the answers whole and prints their times at 1/4, 1/2 and 1 of the size.</remarks>
[Collection(Alone.Name)]
public sealed class HostileAnswerTests
{
    /// <summary>Two seconds are promised; a machine that is busy with other work is given more.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(12);

    private static readonly bool IsWhole = Environment.GetEnvironmentVariable("P1S_HOSTILE") is not null;

    [Fact]
    public async Task Rule_12_no_answer_takes_time_without_end()
    {
        var slow = new List<string>();
        foreach (var hostile in HostileAnswer.All)
        {
            var line = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{hostile.Name, -50}");
            foreach (var part in IsWhole ? [4, 2, 1] : new[] { 8 })
            {
                var (time, happened) = await RunAsync(hostile, hostile.Size / part, IsWhole ? "10s" : "1s", verbose: true);
                line.Append(
                    CultureInfo.InvariantCulture,
                    $" {time.TotalSeconds, 6:F2} {happened.Outcomes} {happened.Codes.Split(' ')[0], -7}"
                );
                if (time > Longest)
                    slow.Add($"{hostile.Name}: {time}");
            }
            if (IsWhole)
                TestContext.Current.TestOutputHelper?.WriteLine(line.ToString());
        }
        Assert.Empty(slow);
    }

    [Theory]
    [InlineData("regex that backtracks a little at each place")]
    [InlineData("regex in the midst")]
    [InlineData("XML under ancestors")]
    [InlineData("HTML with text between tables")]
    [InlineData("HTML nested within what a page may hold")]
    public async Task Rule_12_what_is_computed_of_an_answer_ends_with_the_timeout_of_the_step(string name)
    {
        var hostile = HostileAnswer.All.Single(h => h.Name == name);
        var (_, happened) = await RunAsync(hostile, hostile.Size, "250ms", verbose: false);
        Assert.Equal("broken", happened.Outcomes);
        Assert.InRange(happened.Steps[0].Duration, TimeSpan.Zero, TimeSpan.FromSeconds(2));
        if (IsWhole)
            TestContext.Current.TestOutputHelper?.WriteLine($"{name}: {happened.Steps[0].Duration} {happened.Codes}");
    }

    [Fact]
    public async Task Rule_12_a_run_that_is_stopped_while_it_computes_goes_on_to_finally_and_undo()
    {
        var body = new string('a', 500_000);
        await using var server = new LoopbackServer($"HTTP/1.1 201 Created\r\nContent-Length: {body.Length}\r\n\r\n{body}");
        using var stop = new CancellationTokenSource();
        var watch = new Stopwatch();
        var run = ScenarioRun.Steps(
            """
              - step: Make
                request: POST <<api>>/things
                extract: { id: 7 }
                undo: DELETE <<api>>/things/1
              - step: Compute
                request: POST <<api>>/more
                extract: { a: '<<regex.all response.text "a*b|a">>' }
                undo: DELETE <<api>>/more/1
            finally:
              - step: Clean
                request: GET <<api>>/clean
                expect: { status: 201 }
            """.Replace("    extract: { id: 7 }\n", "", StringComparison.Ordinal)
        ) with
        {
            Undo = UndoPolicy.Always,
            Stop = stop.Token,
            Hear = e =>
            {
                if (e is StepStarted { Step.Title.Text: "Compute" })
                {
                    stop.CancelAfter(TimeSpan.FromMilliseconds(300));
                    watch.Start();
                }
                else if (e is StepFinished { Step.Title.Text: "Compute" })
                {
                    watch.Stop();
                }
            },
        };
        var happened = await run.With("api", server.Address).RunAsync();
        Assert.Equal("passed cancelled passed passed passed", happened.Outcomes);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(2));
        Assert.Equal(["/clean", "/more/1", "/things/1"], server.Requests.Skip(2).Select(r => r.Target));
    }

    [Fact]
    public async Task Rule_12_the_time_of_a_run_ends_what_is_computed()
    {
        var run = ScenarioRun.Steps(
            """
              - step: A
                when: <<(list.size (regex.all big "a*b|a")) == 1>>
                request: GET <<api>>/x
            """,
            """
            vars:
              a: '<<text.pad_left "" 9999 "a">>'
              big: '<<text.join [a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a] "">>'
            """
        ) with
        {
            Budgets = new Engine.Trust.Budgets { Time = TimeSpan.FromMilliseconds(100) },
        };
        var happened = await run.With("api", "http://127.0.0.1:1").RunAsync();
        Assert.Equal(DiagnosticCodes.BudgetSpent.Id, happened.Codes.Split(' ')[0]);
        Assert.InRange(happened.Summary.Duration, TimeSpan.Zero, TimeSpan.FromSeconds(2));
    }

    private static async Task<(TimeSpan Time, Happened Happened)> RunAsync(HostileAnswer hostile, int size, string timeout, bool verbose)
    {
        var body = Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(hostile.Body(size)));
        await using var server = new LoopbackServer($"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\n\r\n{body}");
        var steps = string.Join('\n', hostile.Keys.Select(k => "    " + k));
        var run = ScenarioRun.Steps($"  - step: A\n    request: GET <<api>>/x\n    timeout: {timeout}\n{steps}") with { Verbose = verbose };
        var watch = Stopwatch.StartNew();
        var happened = await run.With("api", server.Address).With("secret", "a secret of some letters").RunAsync();
        return (watch.Elapsed, happened);
    }
}
