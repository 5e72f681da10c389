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
            var finished = Told.Finished(Outcome.Failed, new SourceRecord("buy.yaml", Source));
            return finished with
            {
                Summary = finished.Summary with { Failed = 1, Skipped = 1, LeftBehind = ["DELETE https://shop.example/badges/2"] },
            };
        }
    }

    private static RunEvent[] Token
    {
        get
        {
            var place = new StepPlace(Phase.Steps, 1, 1, 1, "get", "Get a token") { For = "input \"accessToken\"" };
            var exchange = Told.Exchange("https://auth.example/as/token") with
            {
                Method = "POST",
                RequestHeaders = [new ShownValue("Content-Type", "application/x-www-form-urlencoded")],
                RequestBody = "grant_type=client_credentials&scope=a+b",
                RequestSize = 39,
                AnswerHeaders = [new ShownValue("Content-Type", "application/json")],
                AnswerBody = "{\"access_token\":\"‹accessToken›\"}",
                AnswerSize = 512,
                Phases = new PhaseTimes(Ms(1), Ms(2), Ms(3), Ms(5), Ms(1)),
                Tokens =
                [
                    new TokenRecord(
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
                    Method = "POST",
                    Target = "/as/token",
                    Status = 200,
                    Attempts = 1,
                    Extracted = [new ExtractedValue("accessToken", "‹accessToken›", "$.access_token", true)],
                },
            ];
        }
    }

    private static RunEvent[] Look
    {
        get
        {
            var place = new StepPlace(Phase.Steps, 1, 3, 0, "look", "Look");
            var busy = Told.Exchange() with { Status = 503, Reason = "Service Unavailable", At = Told.Begin.AddMilliseconds(30) };
            var moved = Told.Exchange() with
            {
                Attempt = 2,
                Status = 302,
                Reason = "Found",
                At = Told.Begin.AddMilliseconds(142),
                AnswerHeaders = [new ShownValue("Location", "/all?page=1"), new ShownValue("Set-Cookie", "visit=7; Path=/; HttpOnly")],
            };
            var found = Told.Exchange("https://shop.example/all?page=1") with
            {
                Attempt = 2,
                Hop = 1,
                At = Told.Begin.AddMilliseconds(155),
                RequestHeaders = [new ShownValue("Cookie", "visit=7")],
                AnswerBody = "<p>two badges</p>",
                AnswerSize = 17,
            };
            return
            [
                new RequestSent(place, busy),
                new RetryScheduled(place, 1, 503, "status 503", Ms(100)) { Duration = Ms(12) },
                new RequestSent(place, moved),
                new RequestSent(place, found),
                Told.Step(place) with
                {
                    Method = "GET",
                    Target = "/badges",
                    Status = 200,
                    Attempts = 2,
                    Duration = Ms(140),
                    Span = Told.At(Source, "Look"),
                    Uses = ["shop", "accessToken"],
                },
            ];
        }
    }

    private static RunEvent[] Pay
    {
        get
        {
            var place = new StepPlace(Phase.Steps, 2, 3, 0, "pay", "Pay");
            var span = Told.At(Source, "1 }");
            span = span with { Length = 1 };
            var exchange = Told.Exchange("https://shop.example/pay") with
            {
                Method = "POST",
                At = Told.Begin.AddMilliseconds(170),
                AnswerBody = "{\"price\":2}",
                AnswerSize = 11,
            };
            return
            [
                new RequestSent(place, exchange),
                Told.Step(place, Outcome.Failed) with
                {
                    Method = "POST",
                    Target = "/pay",
                    Status = 200,
                    Attempts = 1,
                    Span = Told.At(Source, "Pay"),
                    Checks =
                    [
                        new CheckRecord("status", "2xx", "200 OK", true, Told.At(Source, "Pay")),
                        new CheckRecord("$.price", "1", "2", false, span),
                    ],
                    Problems = [Told.Problem(span)],
                },
            ];
        }
    }

    private static StepFinished Skipped =>
        Told.Step(new StepPlace(Phase.Steps, 3, 3, 0, "leave", "Leave"), Outcome.Skipped) with
        {
            Note = "an earlier step did not pass",
            Duration = TimeSpan.Zero,
            Span = Told.At(Source, "Leave"),
        };

    private static RunEvent[] Undo
    {
        get
        {
            var place = new StepPlace(Phase.Undo, 1, 1, 0, "look", "Look");
            var exchange = Told.Exchange("https://shop.example/badges/1") with
            {
                Method = "DELETE",
                Status = 204,
                Reason = "No Content",
                At = Told.Begin.AddMilliseconds(190),
            };
            return
            [
                new RequestSent(place, exchange),
                Told.Step(place) with
                {
                    Method = "DELETE",
                    Target = "/badges/1",
                    Status = 204,
                    Attempts = 1,
                },
            ];
        }
    }

    private static TimeSpan Ms(double milliseconds) => TimeSpan.FromMilliseconds(milliseconds);
}
