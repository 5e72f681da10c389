using System.Collections.Immutable;
using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Engine.Tests.Reporting;

/// <summary>
/// A run that stopped twice: its process ended while a request was under way, of which a probe said later that it had arrived; and again
/// while a step waited for its next attempt, until its token was stale and was fetched anew.
/// </summary>
internal static class ResumedRun
{
    private static readonly DateTimeOffset Begin = new(2026, 4, 1, 9, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Second = Begin.AddHours(3).AddMinutes(12).AddSeconds(2);
    private static readonly DateTimeOffset Third = Second.AddMinutes(40);

    private static readonly ShownPlace Token = Masked.Place(Phase.Steps, 1, 1, 1, "get-a-token", "Get a token") with
    {
        For = Masked.Text("input \"accessToken\""),
    };

    private static readonly ShownPlace Create = Masked.Place(Phase.Steps, 1, 4, 0, "create-a-group", "Create a group");
    private static readonly ShownPlace Add = Masked.Place(Phase.Steps, 2, 4, 0, "add-users", "Add users") with { Turn = 1, Turns = 2 };
    private static readonly ShownPlace Wait = Masked.Place(Phase.Steps, 3, 4, 0, "wait", "Wait until all are counted");
    private static readonly ShownPlace Download = Masked.Place(Phase.Steps, 4, 4, 0, "download", "Download");
    private static readonly ShownPlace Undo = Masked.Place(Phase.Undo, 1, 1, 0, "create-a-group", "Create a group");

    /// <summary>As observers hear it.</summary>
    public static ImmutableArray<RunEvent> Events =>
        [
            .. Named([
                Started,
                .. First,
                Lost,
                new RunResumed(Begin.AddSeconds(2), Add, Masked.Text("the process ended")) { At = Second },
                Settled(Add, DoubtEnd.Happened, "the probe GET https://api.example.com/groups/1/members") with
                {
                    At = Second.AddSeconds(1),
                },
                .. AddedTwice,
                .. WaitedOnce,
                new RunResumed(Second.AddSeconds(5), Token, Masked.Text("accessToken is good for 15m only")) { At = Third },
                .. Step(Token, Third, Exchange(Third, "POST", "https://auth.example.com/as/token", 200)),
                .. WaitedAgain,
                .. Rest,
            ]),
        ];

    /// <summary>The same, had it never stopped.</summary>
    public static ImmutableArray<RunEvent> Uninterrupted =>
        [
            .. Named([
                Started,
                .. First,
                .. Step(Add, Begin, Exchange(Begin, "POST", "https://api.example.com/groups/1/members", 201)),
                .. Step(Add with { Turn = 2 }, Begin, Exchange(Begin, "POST", "https://api.example.com/groups/1/members", 201)),
                .. WaitedOnce,
                Waited(2, Begin, 200),
                Ended(Wait, Begin) with
                {
                    Attempts = 2,
                },
                .. Rest,
            ]),
        ];

    private static RunEvent Started => Masked.Started("Fill a group", "fill.yaml", "5e5e5e5e", "staging", 4) with { At = Begin };

    private static IEnumerable<RunEvent> First =>
        [
            .. Step(Token, Begin, Exchange(Begin, "POST", "https://auth.example.com/as/token", 200)),
            .. Step(Create, Begin.AddSeconds(1), Exchange(Begin.AddSeconds(1), "POST", "https://api.example.com/groups", 201)),
        ];

    private static StepStarted Lost =>
        new(Add, Masked.Text("POST"), Masked.Text("<<api>>/groups/<<groupID>>/members")) { At = Begin.AddSeconds(2) };

    private static IEnumerable<RunEvent> AddedTwice =>
        [
            Lost with
            {
                At = Second.AddSeconds(1),
            },
            Sent(Add, Exchange(Second.AddSeconds(1), "POST", "https://api.example.com/groups/1/members", 201)),
            Ended(Add, Second.AddSeconds(1)),
            .. Step(
                Add with
                {
                    Turn = 2,
                },
                Second.AddSeconds(2),
                Exchange(Second.AddSeconds(2), "POST", "https://api.example.com/groups/1/members", 201)
            ),
        ];

    private static IEnumerable<RunEvent> WaitedOnce =>
        [
            new StepStarted(Wait, Masked.Text("GET"), Masked.Text("<<api>>/groups/<<groupID>>")) { At = Second.AddSeconds(3) },
            Waited(1, Second.AddSeconds(3), 404),
            new RetryScheduled(Wait, 1, 404, Masked.Text("the status is 404"), TimeSpan.FromSeconds(2))
            {
                At = Second.AddSeconds(4),
                Duration = TimeSpan.FromMilliseconds(80),
            },
        ];

    private static IEnumerable<RunEvent> WaitedAgain =>
        [
            new StepStarted(Wait, Masked.Text("GET"), Masked.Text("<<api>>/groups/<<groupID>>")) { At = Third.AddSeconds(1) },
            Settled(Wait, DoubtEnd.SentAgain, "on_unknown") with
            {
                At = Third.AddSeconds(1),
            },
            Waited(2, Third.AddSeconds(1), 200),
            Ended(Wait, Third.AddSeconds(1)) with
            {
                Attempts = 2,
            },
        ];

    private static IEnumerable<RunEvent> Rest =>
        [
            .. Step(
                Download,
                Third.AddSeconds(2),
                Exchange(Third.AddSeconds(2), "POST", "https://api.example.com/groups/1/export", 200) with
                {
                    RequestBody = null,
                    RequestDigest = new BodyDigest(70_000, Masked.Text(new string('a', 64))),
                    RequestSize = 70_000,
                    AnswerBody = default,
                    AnswerDigest = new BodyDigest(12_000_000, Masked.Text(new string('b', 64))),
                    AnswerSize = 1_200_000,
                }
            ),
            .. Step(Undo, Third.AddSeconds(3), Exchange(Third.AddSeconds(3), "DELETE", "https://api.example.com/groups/1", 204)),
            new RunFinished(
                new RunSummary
                {
                    Outcome = Outcome.Passed,
                    Passed = 4,
                    Failed = 0,
                    Broken = 0,
                    Skipped = 0,
                    Duration = TimeSpan.FromSeconds(11.5),
                }
            )
            {
                At = Third.AddSeconds(4),
            },
        ];

    private static RequestSent Waited(int attempt, DateTimeOffset at, int status) =>
        Sent(Wait, Exchange(at, "GET", "https://api.example.com/groups/1", status) with { Attempt = attempt });

    private static RequestSent Sent(ShownPlace place, ExchangeRecord exchange) =>
        new RequestSent(place, exchange) { At = exchange.At + exchange.Duration };

    private static DoubtSettled Settled(ShownPlace place, DoubtEnd end, string by) =>
        new(
            place,
            new DoubtfulRequest(
                Masked.Text("POST"),
                Masked.Text("https://api.example.com/groups/1/members"),
                place.Title,
                Masked.Text("the process ended before an answer was recorded")
            ),
            end,
            Masked.Text(by)
        );

    private static IEnumerable<RunEvent> Step(ShownPlace place, DateTimeOffset at, ExchangeRecord exchange) =>
        [
            new StepStarted(place, exchange.Method, Masked.Text("<<api>>")) { At = at },
            Sent(place, exchange),
            Ended(place, at) with
            {
                Method = exchange.Method,
                Status = exchange.Status,
                Target = Masked.Text(new Uri(exchange.Address).PathAndQuery),
            },
        ];

    private static StepFinished Ended(ShownPlace place, DateTimeOffset at) =>
        new()
        {
            Step = place,
            Outcome = Outcome.Passed,
            At = at.AddMilliseconds(120),
            Duration = TimeSpan.FromMilliseconds(110),
            Method = Masked.Text("GET"),
            Status = 200,
            Attempts = 1,
            Target = Masked.Text("/groups/1"),
        };

    private static ExchangeRecord Exchange(DateTimeOffset at, string method, string address, int status) =>
        new()
        {
            At = at.AddMilliseconds(10),
            Method = Masked.Text(method),
            Address = Masked.Text(address),
            RequestHeaders = [Masked.Value("Content-Type", "application/json")],
            RequestBody = method == "POST" ? Masked.Text("{\"a\":1}") : null,
            RequestSize = method == "POST" ? 7 : 0,
            Status = status,
            Reason = Masked.Text(status == 404 ? "Not Found" : "OK"),
            Version = Masked.Text("1.1"),
            AnswerHeaders = [Masked.Value("Content-Type", "application/json")],
            AnswerBody = Masked.Text("{\"b\":2}"),
            AnswerSize = 7,
            Duration = TimeSpan.FromMilliseconds(80),
        };

    private static IEnumerable<RunEvent> Named(IEnumerable<RunEvent> events) =>
        events.Select(e => e with { RunId = Masked.Text("5e5e5e5e") });
}
