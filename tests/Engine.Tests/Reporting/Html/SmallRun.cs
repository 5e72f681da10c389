using System.Collections.Immutable;
using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Engine.Tests.Reporting.Html;

/// <summary>A run of a few steps with everything a page shows: what was obtained, attempts, a redirect, a failure, what was skipped and taken back.</summary>
internal static class SmallRun
{
    private const string Source = """
        scenario: Buy a badge
        inputs:
          accessToken: { secret: true, obtain: token.yaml }
        steps:
          - step: Look
            request: GET <<shop>>/badges
          - step: Pay
            request: POST <<shop>>/pay
            expect:
              json: { price: 1 }
          - step: Leave
            request: GET <<shop>>/bye

        """;

    public static ImmutableArray<RunEvent> Events => [Told.Started(), .. Token, .. Look, .. Pay, Skipped, .. Undo, Finished];

    private static RunFinished Finished
    {
        get
        {
            var finished = Told.Finished(Outcome.Failed, new SourceRecord(Masked.Text("buy.yaml"), Masked.Text(Source)));
            return finished with
            {
                Summary = finished.Summary with
                {
                    Failed = 1,
                    Skipped = 1,
                    LeftBehind = [Masked.Text("DELETE https://shop.example/badges/2")],
                },
            };
        }
    }

    private static RunEvent[] Token
    {
        get
        {
            var place = Masked.Place(Phase.Steps, 1, 1, 1, "get", "Get a token") with { For = Masked.Text("input \"accessToken\"") };
            var exchange = Told.Exchange("https://auth.example/as/token") with
            {
                Method = Masked.Text("POST"),
                RequestHeaders = [Masked.Value("Content-Type", "application/x-www-form-urlencoded")],
                RequestBody = Masked.Text("grant_type=client_credentials&scope=a+b"),
                RequestSize = 39,
                AnswerHeaders = [Masked.Value("Content-Type", "application/json")],
                AnswerBody = Masked.Text("{\"access_token\":\"‹accessToken›\"}"),
                AnswerSize = 512,
                Phases = new PhaseTimes(Ms(1), Ms(2), Ms(3), Ms(5), Ms(1)),
                Tokens =
                [
                    Masked.Token(
                        "answer body, access_token",
                        "{\"alg\":\"RS256\",\"kid\":\"k1\"}",
                        "{\"iss\":\"https://auth.example/as\",\"exp\":1772370000}"
                    ),
                ],
            };
            return
            [
                new RequestSent(place, exchange),
                Told.Step(place) with
                {
                    Method = Masked.Text("POST"),
                    Target = Masked.Text("/as/token"),
                    Status = 200,
                    Attempts = 1,
                    Extracted = [Masked.Extracted("accessToken", "‹accessToken›", "$.access_token", true)],
                },
            ];
        }
    }

    private static RunEvent[] Look
    {
        get
        {
            var place = Masked.Place(Phase.Steps, 1, 3, 0, "look", "Look");
            var busy = Told.Exchange() with
            {
                Status = 503,
                Reason = Masked.Text("Service Unavailable"),
                At = Told.Begin.AddMilliseconds(30),
            };
            var moved = Told.Exchange() with
            {
                Attempt = 2,
                Status = 302,
                Reason = Masked.Text("Found"),
                At = Told.Begin.AddMilliseconds(142),
                AnswerHeaders = [Masked.Value("Location", "/all?page=1"), Masked.Value("Set-Cookie", "visit=7; Path=/; HttpOnly")],
            };
            var found = Told.Exchange("https://shop.example/all?page=1") with
            {
                Attempt = 2,
                Hop = 1,
                At = Told.Begin.AddMilliseconds(155),
                RequestHeaders = [Masked.Value("Cookie", "visit=7")],
                AnswerBody = Masked.Text("<p>two badges</p>"),
                AnswerSize = 17,
            };
            return
            [
                new RequestSent(place, busy),
                new RetryScheduled(place, 1, 503, Masked.Text("status 503"), Ms(100)) { Duration = Ms(12) },
                new RequestSent(place, moved),
                new RequestSent(place, found),
                Told.Step(place) with
                {
                    Method = Masked.Text("GET"),
                    Target = Masked.Text("/badges"),
                    Status = 200,
                    Attempts = 2,
                    Duration = Ms(140),
                    Span = Masked.Line(Told.At(Source, "Look")),
                    Uses = [Masked.Text("shop"), Masked.Text("accessToken")],
                },
            ];
        }
    }

    private static RunEvent[] Pay
    {
        get
        {
            var place = Masked.Place(Phase.Steps, 2, 3, 0, "pay", "Pay");
            var span = Told.At(Source, "1 }");
            span = span with { Length = 1 };
            var exchange = Told.Exchange("https://shop.example/pay") with
            {
                Method = Masked.Text("POST"),
                At = Told.Begin.AddMilliseconds(170),
                AnswerBody = Masked.Text("{\"price\":2}"),
                AnswerSize = 11,
            };
            return
            [
                new RequestSent(place, exchange),
                Told.Step(place, Outcome.Failed) with
                {
                    Method = Masked.Text("POST"),
                    Target = Masked.Text("/pay"),
                    Status = 200,
                    Attempts = 1,
                    Span = Masked.Line(Told.At(Source, "Pay")),
                    Checks =
                    [
                        Masked.Check("status", "2xx", "200 OK", true, Told.At(Source, "Pay")),
                        Masked.Check("$.price", "1", "2", false, span),
                    ],
                    Problems = [Masked.Problem(Told.Problem(span))],
                },
            ];
        }
    }

    private static StepFinished Skipped =>
        Told.Step(Masked.Place(Phase.Steps, 3, 3, 0, "leave", "Leave"), Outcome.Skipped) with
        {
            Note = Masked.Text("an earlier step did not pass"),
            Duration = TimeSpan.Zero,
            Span = Masked.Line(Told.At(Source, "Leave")),
        };

    private static RunEvent[] Undo
    {
        get
        {
            var place = Masked.Place(Phase.Undo, 1, 1, 0, "look", "Look");
            var exchange = Told.Exchange("https://shop.example/badges/1") with
            {
                Method = Masked.Text("DELETE"),
                Status = 204,
                Reason = Masked.Text("No Content"),
                At = Told.Begin.AddMilliseconds(190),
            };
            return
            [
                new RequestSent(place, exchange),
                Told.Step(place) with
                {
                    Method = Masked.Text("DELETE"),
                    Target = Masked.Text("/badges/1"),
                    Status = 204,
                    Attempts = 1,
                },
            ];
        }
    }

    private static TimeSpan Ms(double milliseconds) => TimeSpan.FromMilliseconds(milliseconds);
}
