using System.Collections.Immutable;
using System.Globalization;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Engine.Tests.Reporting;

/// <summary>Runs of many: rows, environments, attempts, a shard.</summary>
internal static class ManyRuns
{
    private static readonly DateTimeOffset Begin = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    private static readonly SourceText Source = new(
        "scenarios/users/create.yaml",
        "scenario: Create a user\nsteps:\n  - step: Get a token\n    request: POST <<auth>>/token\n"
            + "  - step: Create it\n    request: POST <<api>>/users\n    expect: { status: 201 }\n  - step: Read it\n    request: GET <<api>>/users/<<id>>\n"
    );

    /// <summary>Three scenarios against three environments: one alike, one that fails in one of them, one that was flaky in another.</summary>
    public static ImmutableArray<RunEvent> Matrix =>
        [
            .. Run("Sign in", 0, "dev", null),
            .. Run("Sign in", 1, "eu", null),
            .. Run("Sign in", 2, "us", null),
            .. Run("Create a user", 3, "dev", ("ada", 1)),
            .. Run("Create a user", 4, "eu", ("ada", 1), 403),
            .. Run("Create a user", 5, "us", ("ada", 1)),
            .. Run("Create a user", 6, "dev", ("béla", 2)),
            .. Anew("Create a user", 7, "eu", ("béla", 2)),
            .. Run("Create a user", 8, "us", ("béla", 2)),
            .. Run("Delete a user", 9, "dev", null),
            .. Run("Delete a user", 10, "us", null, 409),
        ];

    /// <summary>Rows against one environment: one that passed when it was begun anew, one that did not then either, one without a name.</summary>
    public static ImmutableArray<RunEvent> Rows =>
        [
            .. Run("Create a user", 0, "emulator", ("ada", 1)),
            .. Anew("Create a user", 1, "emulator", ("béla", 2)),
            .. Anew("Create a user", 2, "emulator", (null, 3), 500),
            .. Run("Create a user", 3, "emulator", ("dora", 4)),
        ];

    /// <summary>A run of three steps.</summary>
    /// <param name="title">Of the scenario.</param>
    /// <param name="index">Among all.</param>
    /// <param name="environment">Its name; several make a matrix of it.</param>
    /// <param name="row">Its name and number; null without.</param>
    /// <param name="status">What the second step is answered; all but 201 is wrong.</param>
    /// <param name="attempt">From 1.</param>
    /// <param name="with">Changes the summary.</param>
    public static IEnumerable<RunEvent> Run(
        string title,
        long index,
        string environment,
        (string? Name, long Number)? row,
        int status = 201,
        int attempt = 1,
        Func<RunSummary, RunSummary>? with = null
    )
    {
        var at = Begin.AddSeconds(index * 10 + attempt);
        var id = string.Create(CultureInfo.InvariantCulture, $"{index:x6}{attempt:x2}");
        var isWrong = status != 201;
        RunEvent[] events =
        [
            Masked.Started(title, Source.Path, id, environment, 3) with
            {
                Slot = new BatchSlot
                {
                    Index = index,
                    RowNumber = row?.Number,
                    Row = row?.Name is { } name ? Masked.Text(name) : null,
                    Batch = row is null ? null : Masked.Text("b7c1"),
                    Attempt = attempt,
                    Shard = Masked.Text("2/5"),
                    IsInMatrix = environment != "emulator",
                },
            },
            .. Step(1, "Get a token", "/token", 200, Outcome.Passed),
            .. Step(2, "Create it", "/users", status, isWrong ? Outcome.Failed : Outcome.Passed),
            .. isWrong ? [Skipped] : Step(3, "Read it", "/users/user-0001", 200, Outcome.Passed),
            new RunFinished((with ?? (s => s))(Summary(isWrong)))
            {
                Sources = [new SourceRecord(Masked.Text(Source.Path), Masked.Text(Source.Text))],
            },
        ];
        return events.Select((e, i) => e with { At = at.AddMilliseconds(i * 30), RunId = Masked.Text(id) });
    }

    /// <summary>A run that was begun anew: it ends with a status the second time.</summary>
    public static IEnumerable<RunEvent> Anew(
        string title,
        long index,
        string environment,
        (string? Name, long Number)? row,
        int status = 201
    ) =>
        [
            .. Run(title, index, environment, row, 503, with: s => s with { IsRunAnew = true }),
            .. Run(title, index, environment, row, status, attempt: 2, with: s => s with { IsFlaky = status == 201 }),
        ];

    private static RunSummary Summary(bool isWrong) =>
        new()
        {
            Outcome = isWrong ? Outcome.Failed : Outcome.Passed,
            Passed = isWrong ? 1 : 3,
            Failed = isWrong ? 1 : 0,
            Broken = 0,
            Skipped = isWrong ? 1 : 0,
            Duration = TimeSpan.FromMilliseconds(210.5),
        };

    private static StepFinished Skipped =>
        new()
        {
            Step = Masked.Place(Phase.Steps, 3, 3, 0, "read-it", "Read it"),
            Outcome = Outcome.Skipped,
            Duration = TimeSpan.Zero,
            Note = Masked.Text("step \"Create it\" failed"),
            Span = Masked.Line(SpanOf("step: Read it")),
        };

    private static IEnumerable<RunEvent> Step(int number, string title, string path, int status, Outcome outcome)
    {
        var place = Masked.Place(Phase.Steps, number, 3, 0, title.ToLowerInvariant().Replace(' ', '-'), title);
        var method = number == 3 ? "GET" : "POST";
        var span = SpanOf("step: " + title);
        var exchange = new ExchangeRecord
        {
            At = Begin,
            Attempt = 1,
            Method = Masked.Text(method),
            Address = Masked.Text("https://api.example.com" + path),
            RequestHeaders = [Masked.Value("Authorization", "Bearer ‹accessToken›")],
            Duration = TimeSpan.FromMilliseconds(48 + number),
            Status = status,
            Reason = Masked.Text(status < 300 ? "OK" : "Wrong"),
            AnswerHeaders = [Masked.Value("Content-Type", "application/json")],
            AnswerBody = Masked.Text(
                status < 300
                    ? "{\"access_token\":\"‹accessToken›\",\"id\":\"user-0001\"}"
                    : "{\"code\":\"ACCESS_FAILED\",\"message\":\"You do not have access\"}"
            ),
            AnswerSize = 50,
            Phases = new PhaseTimes(null, null, null, TimeSpan.FromMilliseconds(40), TimeSpan.FromMilliseconds(2)),
            Version = Masked.Text("2"),
        };
        yield return new StepStarted(place, Masked.Text(method), Masked.Text("<<api>>" + path));
        yield return new RequestSent(place, exchange);
        yield return new StepFinished
        {
            Step = place,
            Outcome = outcome,
            Duration = TimeSpan.FromMilliseconds(50 + number),
            Method = Masked.Text(method),
            Target = Masked.Text(path),
            Status = status,
            Attempts = 1,
            Span = Masked.Line(span),
            Extracted = outcome == Outcome.Passed ? [ExtractedBy(number)] : [],
            Exchange = outcome == Outcome.Passed ? null : exchange,
            Checks =
                outcome == Outcome.Passed
                    ? []
                    : [Masked.Check("status", "201", status.ToString(CultureInfo.InvariantCulture), false, SpanOf("expect"))],
            Problems = outcome == Outcome.Passed ? [] : [Masked.Problem(Problem(status))],
        };
    }

    private static ExtractedValue ExtractedBy(int number) =>
        number == 1
            ? Masked.Extracted("accessToken", "‹accessToken›", "$.access_token", true)
            : Masked.Extracted("userID", "user-0001", "$.id", false);

    private static Diagnostic Problem(int status) =>
        new(
            DiagnosticCodes.StatusMismatch,
            SpanOf("expect"),
            $"the status is {status} instead of 201",
            "the step expects it",
            "look at the answer"
        );

    private static SourceSpan SpanOf(string text) => new(Source, Source.Text.IndexOf(text, StringComparison.Ordinal), text.Length);
}
