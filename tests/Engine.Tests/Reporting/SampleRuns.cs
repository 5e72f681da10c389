using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Engine.Tests.Reporting;

/// <summary>What reports are held against: every kind of end a step may have, a call, a loop, an undo, and text of hostile files and servers.</summary>
internal static class SampleRuns
{
    /// <summary>Ends tags, quotes, code, tables, lines and blocks; moves cursors, reorders text, names people.</summary>
    public const string Hostile =
        "</x>]]>\"'`${HOME}$(id)|<img src=x onerror=alert(1)>@team #1 \\ \u202etxt\u0007\u001b[2J\u200b\n...\n---\nnot ok 9 - x\r\n::error::x\ufffe%0A";

    private static readonly DateTimeOffset Begin = new(2026, 1, 31, 12, 0, 0, 250, TimeSpan.Zero);

    private static readonly SourceText Main = new(
        "scenarios/users/main.yaml",
        "scenario: Main\nsteps:\n  - step: Create a user\n    request: POST <<api>>/users\n    expect: { status: 201 }\n"
    );

    private static readonly SourceText Inner = new("scenarios/shared/inner.yaml", "scenario: Inner\nsteps:\n  - step: Get a token\n");

    public static IEnumerable<RunEvent> All => [.. Passed, .. Failed, .. Odd, NotStarted];

    /// <summary>A token by an included scenario, a loop, an attempt that was followed by another, an undo.</summary>
    public static ImmutableArray<RunEvent> Passed =>
        [
            Masked.Started("Main", Main.Path, "0a1b2c3d", "emulator", 3) with
            {
                At = Begin,
            },
            .. Step(
                Masked.Place(Phase.Steps, 1, 1, 1, "get-a-token", "Get a token") with
                {
                    For = Masked.Text("input \"accessToken\""),
                },
                Span(Inner, 3),
                Outcome.Passed,
                s => s with { Extracted = [Masked.Extracted("accessToken", "‹accessToken›", "$.access_token", true)] },
                Token
            ),
            .. Step(Place(1, "Create a user") with { Turn = 1, Turns = 2 }, Span(Main, 3), Outcome.Passed, s => s, Created(1)),
            .. Step(Place(1, "Create a user") with { Turn = 2, Turns = 2 }, Span(Main, 3), Outcome.Passed, s => s, Created(2)),
            .. Step(Place(2, "Call it"), Span(Main, 3), Outcome.Passed, s => s with { Method = null, Target = null, Status = null }),
            new RequestSent(Place(3, "Wait"), Created(2) with { Status = 404, Reason = Masked.Text("Not Found") }) { At = Begin },
            new RetryScheduled(Place(3, "Wait"), 1, 404, Masked.Text("the status is 404"), TimeSpan.FromSeconds(2))
            {
                Duration = TimeSpan.FromMilliseconds(8),
            },
            .. Step(Place(3, "Wait"), Span(Main, 3), Outcome.Passed, s => s with { Attempts = 2 }, Created(2) with { Attempt = 2 }),
            .. Step(Masked.Place(Phase.Undo, 1, 0, 0, "undo", "Create a user"), null, Outcome.Passed, s => s, Created(3)),
            End(Outcome.Passed, (3, 0, 0, 0)),
        ];

    /// <summary>A step that was judged wrong, one that was not answered, those behind it, and what is left.</summary>
    public static ImmutableArray<RunEvent> Failed =>
        [
            Masked.Started("Second", Main.Path, "11111111", "eu", 4) with
            {
                At = Begin.AddMinutes(1),
            },
            .. Step(
                Place(1, "Read a user"),
                Span(Main, 3),
                Outcome.Failed,
                s =>
                    s with
                    {
                        Problems =
                        [
                            Masked.Problem(Problem("PS4001", "the status is 200 instead of 201", Span(Main, 5))),
                            Masked.Problem(Problem("PS4002", "$.id is wrong", Span(Main, 5))),
                        ],
                        Checks =
                        [
                            Masked.Check("status", "201", "200 OK", false, Span(Main, 5)),
                            Masked.Check("$.a|b", "\"x\"", "\"y\"", false, Span(Main, 5)),
                            Masked.Check("$.c", "1", "1", true, Span(Main, 5)),
                        ],
                        Exchange = Created(4),
                    },
                Created(4)
            ),
            .. Step(
                Place(2, "Not answered"),
                Span(Main, 4),
                Outcome.Broken,
                s => s with { Status = null, Problems = [Masked.Problem(Problem("PS6001", "no answer came", Span(Main, 4)))] },
                Created(5) with
                {
                    Status = null,
                    Reason = Masked.Text(""),
                    AnswerHeaders = [],
                    AnswerBody = Masked.Text(""),
                    AnswerSize = 0,
                    Failure = Masked.Text("the connection was refused"),
                    Phases = PhaseTimes.Unknown,
                }
            ),
            .. Step(
                Place(3, "Skipped"),
                Span(Main, 4),
                Outcome.Skipped,
                s => s with { Note = Masked.Text("step \"Not answered\" broke"), Method = Masked.Text("GET") }
            ),
            End(Outcome.Broken, (0, 1, 1, 1)) with
            {
                Summary = Summary(Outcome.Broken, (0, 1, 1, 1)) with
                {
                    LeftBehind = [Masked.Text("DELETE https://api.example.com/users/1")],
                    Problems = [Masked.Problem(Problem("PS6009", "the run took too long", Span(Main, 1)))],
                },
            },
        ];

    /// <summary>Hostile text in every place.</summary>
    public static ImmutableArray<RunEvent> Odd =>
        [
            Masked.Started(Hostile, Hostile, Hostile, Hostile, 1) with
            {
                At = Begin.AddMinutes(2),
            },
            .. Step(
                Place(1, Hostile) with
                {
                    For = Masked.Text(Hostile),
                },
                Span(new SourceText(Hostile, Hostile), 1),
                Outcome.Failed,
                s =>
                    s with
                    {
                        Target = Masked.Text("/" + Hostile),
                        Problems = [Masked.Problem(Problem(Hostile, Hostile, Span(new SourceText(Hostile, Hostile), 1)))],
                        Checks = [Masked.Check(Hostile, Hostile, Hostile, false, Span(Main, 1))],
                        Extracted =
                        [
                            Masked.Extracted(Hostile, Hostile, Hostile, false),
                            Masked.Extracted("work", "/home", "$.work", false),
                        ],
                        Exchange = Hostility,
                    },
                Hostility
            ),
            .. Step(Place(2, "Skipped"), Span(Main, 4), Outcome.Skipped, s => s with { Note = Masked.Text(Hostile) }),
            End(Outcome.Failed, (0, 1, 0, 1)) with
            {
                Summary = Summary(Outcome.Failed, (0, 1, 0, 1)) with { LeftBehind = [Masked.Text(Hostile)] },
            },
        ];

    public static RunNotStarted NotStarted =>
        new(
            Masked.Text("scenarios/wrong.yaml"),
            [Masked.Problem(Problem("PS2001", "nothing provides the variable \"nothing\"", Span(Main, 4)))]
        )
        {
            At = Begin.AddMinutes(3),
        };

    private static ExchangeRecord Token =>
        Exchange("POST", "https://auth.example.com/as/token") with
        {
            RequestHeaders =
            [
                Masked.Value("Content-Type", "application/x-www-form-urlencoded"),
                Masked.Value("Authorization", "Basic ‹adminAppSecret›"),
            ],
            Credentials = Masked.Text("worker-1:‹adminAppSecret›"),
            RequestBody = Masked.Text("grant_type=client_credentials&scope=a+b%26c"),
            RequestSize = 43,
            Status = 200,
            Reason = Masked.Text("OK"),
            AnswerHeaders =
            [
                Masked.Value("Content-Type", "application/json"),
                Masked.Value("Set-Cookie", "ST=‹ST›; Path=/as; Expires=Wed, 21 Oct 2026 07:28:00 GMT; HttpOnly; Secure"),
            ],
            AnswerBody = Masked.Text("{\"access_token\":\"‹accessToken›\"}"),
            AnswerSize = 900,
        };

    private static ExchangeRecord Hostility =>
        Exchange("GET", "https://api.example.com/" + Hostile + "?" + Hostile + "=‹" + Hostile + "›&b=‹x$(id)›") with
        {
            RequestHeaders = [Masked.Value(Hostile, Hostile), Masked.Value("X-Plain", "a'b\"c`d$(id)${HOME}\\")],
            RequestBody = Masked.Text(Hostile),
            RequestSize = 7,
            Status = 200,
            Reason = Masked.Text(Hostile),
            AnswerHeaders = [Masked.Value("Location", Hostile), Masked.Value("Set-Cookie", Hostile), Masked.Value("Content-Type", Hostile)],
            AnswerBody = Masked.Text(Hostile),
            Tokens = [Masked.Token("request body, client_assertion", Hostile, Hostile)],
        };

    private static ExchangeRecord Created(int number) =>
        Exchange("POST", $"https://api.example.com/users?number={number}&a=b%20c") with
        {
            RequestHeaders =
            [
                Masked.Value("Content-Type", "application/json"),
                Masked.Value("Authorization", "Bearer ‹accessToken›"),
                Masked.Value("Cookie", "ST=‹ST›; theme=dark"),
            ],
            RequestBody = Masked.Text("{\"name\":\"Ada\"}"),
            RequestSize = 14,
            Status = 201,
            Reason = Masked.Text("Created"),
            AnswerHeaders = [Masked.Value("Content-Type", "application/json"), Masked.Value("Location", "/users/1")],
            AnswerBody = Masked.Text("{\"id\":\"1\"}"),
            AnswerSize = 10,
            Phases = new PhaseTimes(Ms(1), Ms(2), Ms(3.5), Ms(4.25), Ms(0.125)),
            Version = Masked.Text("1.1"),
        };

    private static ExchangeRecord Exchange(string method, string address) =>
        new()
        {
            At = Begin.AddSeconds(1),
            Method = Masked.Text(method),
            Address = Masked.Text(address),
            Duration = Ms(10.875),
        };

    private static IEnumerable<RunEvent> Step(
        ShownPlace place,
        SourceSpan? span,
        Outcome outcome,
        Func<StepFinished, StepFinished> with,
        params ExchangeRecord[] exchanges
    )
    {
        yield return new StepStarted(place, Masked.Text("POST"), Masked.Text("<<api>>/users")) { At = Begin };
        foreach (var exchange in exchanges)
            yield return new RequestSent(place, exchange) { At = Begin };
        yield return with(
            new StepFinished
            {
                Step = place,
                Outcome = outcome,
                Duration = Ms(12.5),
                Method = exchanges.Length == 0 ? null : Masked.Text("POST"),
                Target = exchanges.Length == 0 ? null : Masked.Text("/users"),
                Status = exchanges.LastOrDefault()?.Status,
                Attempts = exchanges.Length == 0 ? 0 : 1,
                Span = span is null ? null : Masked.Line(span.Value),
                At = Begin.AddSeconds(2),
            }
        );
    }

    private static RunFinished End(Outcome outcome, (int, int, int, int) counts) =>
        new(Summary(outcome, counts)) { At = Begin.AddSeconds(9) };

    private static RunSummary Summary(Outcome outcome, (int Passed, int Failed, int Broken, int Skipped) counts) =>
        new()
        {
            Outcome = outcome,
            Passed = counts.Passed,
            Failed = counts.Failed,
            Broken = counts.Broken,
            Skipped = counts.Skipped,
            Duration = TimeSpan.FromMilliseconds(1234.5),
        };

    private static ShownPlace Place(int number, string title) => Masked.Place(Phase.Steps, number, 3, 0, $"step-{number}", title);

    private static SourceSpan Span(SourceText source, int line)
    {
        var start = 0;
        for (var i = 1; i < line; i++)
            start = source.Text.IndexOf('\n', start) + 1;
        return new SourceSpan(source, start, 4);
    }

    private static Diagnostic Problem(string code, string what, SourceSpan span) =>
        new(new DiagnosticCode(code, Severity.Error, ""), span, what, "that is why", "do this");

    private static TimeSpan Ms(double milliseconds) => TimeSpan.FromMilliseconds(milliseconds);
}
