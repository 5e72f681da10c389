using System.Globalization;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Tests.Http;

namespace PingOneScenarios.Engine.Tests.Execution;

/// <summary>Waiting for what is not there yet: what counts as not yet, what ends it, and what is told when it never comes.</summary>
public sealed class PollingTests
{
    private const string Ready = "{\"status\":\"READY\"}";

    private const string Until = "until: '<<response.json.status == \"READY\">>'";

    public static TheoryData<string> NotThereYet =>
        [
            Answers.Of(200, ""),
            Answers.Empty(204),
            Answers.Of(200, "  \r\n"),
            Answers.Of(200, "<html>Starting</html>", "Content-Type: text/html"),
            Answers.Json("{}"),
            Answers.Json("null"),
            Answers.Json("[]"),
            Answers.Json("\"READY\""),
            Answers.Json("{\"status\":null}"),
            Answers.Json("{\"status\":{\"status\":\"READY\"}}"),
            Answers.Json("{\"status\":\"RE"),
            Answers.Json("{\"status\":1,\"status\":2}"),
            Answers.Empty(404),
            Answers.Of(404, "<h1>Not found</h1>"),
            Answers.Json("{\"status\":\"READY?\"}", 500),
            Answers.Empty(302, "Location: /elsewhere"),
        ];

    [Theory]
    [MemberData(nameof(NotThereYet))]
    public async Task What_is_not_there_yet_is_asked_for_again(string first)
    {
        var (happened, requests) = await Run($"retry: {{ {Until} }}", n => n < 3 ? first : Answers.Json(Ready));
        happened.Passed();
        Assert.Equal(3, requests);
        Assert.Equal(3, Assert.Single(happened.Steps).Attempts);
    }

    [Theory]
    [InlineData("<<response.json.job.state == \"DONE\">>", "{\"job\":{\"state\":\"DONE\"}}")]
    [InlineData("<<response.json.job?.state == \"DONE\">>", "{\"job\":{\"state\":\"DONE\"}}")]
    [InlineData("<<response.json.done>>", "{\"done\":true}")]
    [InlineData("<<response.json.items[0].id == 1>>", "{\"items\":[{\"id\":1}]}")]
    [InlineData("<<(response.json.items | list.first) == 1>>", "{\"items\":[1]}")]
    [InlineData("<<response.json.error == null>>", "{\"error\":null}")]
    [InlineData("<<(regex.first response.text \"state: ([a-z]+)\" 1) == \"done\">>", "state: done")]
    [InlineData("<<response.headers.x_state == \"done\">>", "x")]
    [InlineData("<<response.status == 200>>", "x")]
    public async Task Every_way_to_look_may_find_nothing_yet(string until, string body)
    {
        var (happened, requests) = await Run(
            $"retry: {{ until: '{until}' }}",
            n =>
                n == 1 ? Answers.Of(404, "")
                : n == 2 ? Answers.Json("{\"job\":null,\"done\":null,\"items\":[]}", 202)
                : Answers.Of(200, body, "X-State: done")
        );
        happened.Passed();
        Assert.Equal(3, requests);
    }

    [Theory]
    [InlineData("", "the answer 200 has no body, so it is not JSON")]
    [InlineData("<html>", "the answer 200 is not JSON, its Content-Type is missing")]
    [InlineData("{}", "there is no member \"status\"")]
    [InlineData("null", "null has no member \"status\"")]
    [InlineData("{\"status\":null}", "response.json.status is null")]
    public async Task The_last_reason_is_told_when_it_never_comes(string body, string why)
    {
        var (happened, requests) = await Run($"retry: {{ {Until}, attempts: 3 }}", _ => Answers.Of(200, body));
        Assert.Equal(("PS6007", Outcome.Failed, 3), (happened.Codes, happened.Outcome, requests));
        Assert.Equal("this did not become true in 3 attempts, 2.0 s", happened.Problem.What);
        Assert.StartsWith(why, happened.Problem.Why, StringComparison.Ordinal);
        var told = happened.Events.OfType<RetryScheduled>().First().Reason.Text;
        Assert.StartsWith("response.json.status == \"READY\" is not true yet", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_status_that_was_never_as_expected_is_told_with_the_reason()
    {
        var (happened, _) = await Run($"retry: {{ {Until}, attempts: 2 }}", _ => Answers.Empty(404));
        Assert.Equal("the answer 404 has no body, so it is not JSON\nthe status of the last answer is 404 Reason", happened.Problem.Why);
        (happened, _) = await Run("retry: { until: <<response.json.done>>, attempts: 2 }", _ => Answers.Json("{\"done\":null}"));
        Assert.Equal("it gives null", happened.Problem.Why);
    }

    [Theory]
    [InlineData("until: <<response.json.done>>", "{\"done\":\"yes\"}", "PS6004")]
    [InlineData("until: <<response.json.count>>", "{\"count\":1}", "PS6004")]
    [InlineData("until: '<<(json.parse v) == 2>>'", "{}", "PS4006")]
    public async Task What_no_other_answer_could_mend_ends_it_at_once(string until, string body, string code)
    {
        var (happened, requests) = await Run($"retry: {{ {until} }}", _ => Answers.Json(body));
        Assert.Equal((code, Outcome.Broken, 1), (happened.Codes, happened.Outcome, requests));
    }

    [Fact]
    public async Task The_status_is_judged_of_the_answer_that_ends_the_waiting()
    {
        var (happened, requests) = await Run(
            "retry: { until: '<<response.json.done != null>>' }",
            n => n == 1 ? Answers.Json("{}", 503) : Answers.Json("{\"done\":1}", 409)
        );
        Assert.Equal(("PS6001", 2), (happened.Codes, requests));
        (happened, requests) = await Run(
            "retry: { until: '<<response.json.done != null>>' }\n    expect: { status: 409 }",
            n => n == 1 ? Answers.Json("{}", 200) : Answers.Json("{\"done\":1}", 409)
        );
        happened.Passed();
        Assert.Equal(2, requests);
    }

    [Theory]
    [InlineData(401, "until: '<<response.json.done == 1>>'", 1)]
    [InlineData(403, "until: '<<response.json.done == 1>>'", 1)]
    [InlineData(403, "until: '<<response.json.done == 1>>', fail_when: '<<response.json.state == \"FAILED\">>'", 1)]
    [InlineData(403, "until: '<<response.status == 200>>'", 2)]
    [InlineData(403, "until: '<<response.json.done == 1>>', fail_when: '<<response.status == 500>>'", 2)]
    [InlineData(402, "until: '<<response.json.done == 1>>'", 2)]
    [InlineData(404, "until: '<<response.json.done == 1>>'", 2)]
    public async Task Who_may_not_ask_does_not_ask_again_unless_the_status_is_named(int status, string retry, int requests)
    {
        var (happened, sent) = await Run($"retry: {{ {retry} }}", n => n == 1 ? Answers.Empty(status) : Answers.Json("{\"done\":1}"));
        Assert.Equal(requests, sent);
        Assert.Equal(requests == 1 ? "PS6001" : "", happened.Codes);
        if (requests == 1)
            Assert.Equal(
                $"{status} ends the waiting at once, because until and fail_when do not name response.status",
                happened.Problem.Why
            );
    }

    [Fact]
    public async Task Where_the_denial_is_expected_it_still_is_not_what_was_waited_for()
    {
        var (happened, requests) = await Run(
            "retry: { until: '<<response.json.done == 1>>' }\n    expect: { status: 403 }",
            _ => Answers.Json("{\"done\":0}", 403)
        );
        Assert.Equal(("PS6007", 1), (happened.Codes, requests));
    }

    [Theory]
    [InlineData("{\"error\":\"authorization_pending\"}", 400, "")]
    [InlineData("{\"error\":\"slow_down\"}", 400, "PS6008")]
    [InlineData("", 204, "")]
    [InlineData("<html>", 502, "")]
    public async Task Fail_when_is_only_asked_of_an_answer_that_is_not_the_one(string body, int status, string code)
    {
        // The device flow (RFC 8628, 3.4): the answer with the tokens has no member "error".
        var (happened, _) = await Run(
            "retry: { until: '<<response.status == 200>>', fail_when: '<<response.json.error != \"authorization_pending\">>' }\n    expect: { json: { access_token: <<is.text>> } }",
            n => n == 1 ? Answers.Of(status, body) : Answers.Json("{\"access_token\":\"fake-token\"}")
        );
        Assert.Equal(code, happened.Codes);
    }

    [Fact]
    public async Task A_fail_when_that_could_not_be_computed_is_told_in_the_end()
    {
        var (happened, _) = await Run(
            "retry: { until: '<<response.status == 200>>', fail_when: '<<response.json.state == \"FAILED\">>', attempts: 2 }",
            _ => Answers.Empty(204)
        );
        Assert.Equal(
            "response.status is 204\nfail_when was not true either: the answer 204 has no body, so it is not JSON",
            happened.Problem.Why
        );
    }

    [Theory]
    [InlineData("every: <<v>>", "2s", "2 2 2")]
    [InlineData("every: <<v>>, backoff: 2, jitter: 0", "500ms", "0.5 1 2")]
    [InlineData("every: '<<response.json.interval>>'", "x", "5 1.5 7")]
    [InlineData("every: '<<response.json.interval ?? 3>>'", "x", "5 1.5 7")]
    [InlineData("every: '<<response.json.error == \"slow_down\" ? 10 : 5>>'", "x", "5 10 5")]
    [InlineData("every: '<<response.attempt * 2>>'", "x", "2 4 6")]
    [InlineData("every: <<v>>, max_pause: 1s", "2s", "1 1 1")]
    [InlineData("every: '<<v + \"s\">>'", "4", "4 4 4")]
    public async Task Every_pause_is_computed_anew(string every, string v, string pauses)
    {
        var clock = new InstantClock();
        var (happened, _) = await Run(
            $"retry: {{ until: <<response.json.done>>, {every}, attempts: 4 }}",
            n =>
                Answers.Json(
                    n == 1 ? "{\"interval\":5,\"done\":false,\"error\":\"authorization_pending\"}"
                    : n == 2 ? "{\"interval\":1.5,\"done\":false,\"error\":\"slow_down\"}"
                    : n == 3 ? "{\"interval\":\"7s\",\"done\":false,\"error\":\"authorization_pending\"}"
                    : "{\"done\":true}"
                ),
            clock,
            v
        );
        happened.Passed();
        Assert.Equal(pauses, string.Join(" ", clock.Pauses.Select(p => p.TotalSeconds.ToString(CultureInfo.InvariantCulture))));
    }

    [Fact]
    public async Task A_pause_that_needs_an_answer_that_is_no_JSON_stays_as_it_was()
    {
        var clock = new InstantClock();
        var (happened, _) = await Run(
            "retry: { until: <<response.json.done>>, every: '<<response.json.interval>>', attempts: 4 }",
            n =>
                n == 2 ? Answers.Json("{\"interval\":5,\"done\":false}")
                : n == 4 ? Answers.Json("{\"done\":true}")
                : Answers.Empty(204),
            clock
        );
        happened.Passed();
        Assert.Equal([1, 5, 5], clock.Pauses.Select(p => p.TotalSeconds));
    }

    [Theory]
    [InlineData("every: <<v>>", "soon", "the pause is no length of time above zero")]
    [InlineData("every: '<<0>>'", "", "the pause is no length of time above zero")]
    [InlineData("every: '<<-1>>'", "", "the pause is no length of time above zero")]
    [InlineData("every: '<<response.json.pause>>'", "", "there is no member \"pause\"")]
    public async Task A_pause_that_is_none_breaks_the_step(string every, string v, string what)
    {
        var (happened, requests) = await Run(
            $"retry: {{ until: <<response.json.done>>, {every} }}",
            _ => Answers.Json("{\"done\":false}"),
            v: v
        );
        Assert.Equal(("PS4006", Outcome.Broken, 1), (happened.Codes, happened.Outcome, requests));
        Assert.Equal(what, happened.Problem.What);
    }

    [Fact]
    public async Task Rule_12_pauses_tell_of_a_secret_they_are_computed_from()
    {
        await using var server = new LoopbackServer(_ => Answers.Json("{\"done\":false}"));
        var steps = "  - step: A\n    request: GET <<api>>/\n    retry: { until: <<response.json.done>>, every: '<<text.length secret>>' }";
        var run = ScenarioRun.Steps(steps).With("api", server.Address).With("secret", "fake-secret-fake-secret");
        var happened = await (run with { Clock = new InstantClock() }).RunAsync();
        Assert.Equal("PS5006", happened.Codes);
        Assert.Equal(2, server.Requests.Count);
    }

    private static async Task<(Happened Happened, int Requests)> Run(
        string more,
        Func<int, string> answer,
        InstantClock? clock = null,
        string v = "x"
    )
    {
        var count = 0;
        await using var server = new LoopbackServer(_ => answer(Interlocked.Increment(ref count)));
        var steps = $"  - step: A\n    request: GET <<api>>/\n    {more}";
        var run = ScenarioRun.Steps(steps).With("api", server.Address).With("v", v);
        return (await (run with { Clock = clock ?? new InstantClock() }).RunAsync(), server.Requests.Count);
    }
}
