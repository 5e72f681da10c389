using System.Collections.Immutable;
using System.Globalization;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Tests.Reporting;

/// <summary>Events with anything in any member, the same for the same seed.</summary>
internal sealed class RandomEvents(int seed)
{
    private static readonly string[] Pieces =
    [
        "",
        "a",
        "Zoë ✓",
        "\"quoted\" \\ / '",
        "\0\u0001\u001b[2J\u007f",
        "line\nline\r\n\ttab",
        "\u2028\u2029\ufeff\ufffe",
        "😀👩‍👩‍👧",
        "‹accessToken›",
        "</script>&amp;<!--",
        "{\"a\": 1.50, \"a\" : [ ]}",
        "true",
        SampleRuns.Hostile,
    ];

#pragma warning disable CA5394 // Chance that can be repeated; nothing is kept secret by it.
    private readonly Random random = new(seed);

    /// <summary>A run of any events: those of a step told as a run tells them, or as none would.</summary>
    public IEnumerable<RunEvent> Run(int count)
    {
        for (var i = 0; i < count; i++)
        {
            foreach (var happened in Next())
                yield return happened with
                {
                    At = Moment(),
                    RunId = Text(),
                };
        }
    }

    private IEnumerable<RunEvent> Next() =>
        random.Next(11) switch
        {
            0 => [new RunStarted(Text(), Text(), Text(), Count()) { Slot = Flag() ? Slot() : null }],
            1 => [new RunNotStarted(Text(), Many(Problem)) { Slot = Flag() ? Slot() : null }],
            2 => [new StepStarted(Place(), Maybe(Text), Text())],
            3 => [new RequestSent(Place(), Exchange())],
            4 => [Retry()],
            5 => [Finished(Flag() ? Exchange() : null)],
            6 => Step(),
            7 =>
            [
                new RunFinished(Summary())
                {
                    Sources = Many(() => new SourceRecord(Text(), Text())),
                    Files = Many(() => new FileDigest(Text(), Text())),
                },
            ],
            8 => [new LoadFinished(Load())],
            9 => [new DoubtSettled(Place(), Doubt(), Any<DoubtEnd>(), Text())],
            _ => [new RunResumed(Moment(), Flag() ? Place() : null, Text())],
        };

    private BatchSlot Slot() =>
        new()
        {
            Index = Count(),
            Batch = Maybe(Text),
            RowNumber = Flag() ? Count() : null,
            Row = Maybe(Text),
            Repetition = Flag() ? Count() : null,
            Attempt = Count(),
            IsInMatrix = Flag(),
            Shard = Maybe(Text),
        };

    private LoadSummary Load() =>
        new()
        {
            Plan = new LoadPlan(Any<LoadModel>(), Real(), Real(), Time(), Time()) { WarmUp = Time(), MostRunning = Maybe(Count) },
            Began = Moment(),
            Elapsed = Time(),
            IsCut = Flag(),
            Shards = Count(),
            All = Figures(),
            Judged = Figures(),
            Service = Latency(),
            Bars = Many(() => new LatencyBar(Time(), Total())),
            Steps = Many(() =>
                new LoadStep(Place(), Latency())
                {
                    IsCall = Flag(),
                    Passed = Total(),
                    Failed = Total(),
                    Skipped = Total(),
                }
            ),
            Errors = Many(() => new LoadError(Flag() ? Place() : null, Problem(), Total())),
            OtherErrors = Total(),
            Moments = Many(() => new LoadMoment(Total(), Total(), Total(), Latency())),
            MomentLength = Time(),
            Limits = Many(() => new JudgedLimit(Any<LimitMeasure>(), Real(), Any<LimitUnit>(), Maybe(Real))),
        };

    private LoadFigures Figures() =>
        new()
        {
            Intended = Total(),
            Dropped = Total(),
            Ended = Total(),
            Failed = Total(),
            Rate = Real(),
            Latency = Latency(),
        };

    private LatencyFigures Latency() =>
        new()
        {
            Count = Total(),
            Beyond = Total(),
            P50 = Time(),
            P90 = Time(),
            P95 = Time(),
            P99 = Time(),
            P999 = Time(),
            Max = Time(),
            Mean = Time(),
            Histogram = Many(() => (byte)random.Next(256)),
        };

    private long Total() => random.NextInt64(1L << 40);

    private double Real() => Flag() ? random.Next(100) : random.NextDouble() * 1e6;

    // As the teller tells it: the last exchange twice.
    private IEnumerable<RunEvent> Step()
    {
        var place = Place();
        var sent = Many(Exchange);
        return
        [
            .. sent.Select(e => new RequestSent(place, e)),
            .. Many(Retry),
            Finished(sent.LastOrDefault(e => e.Status is not null)),
            Finished(sent.LastOrDefault()),
        ];
    }

    private RetryScheduled Retry() => new(Place(), Count(), Maybe(Status), Text(), Time()) { Duration = Time() };

    private StepFinished Finished(ExchangeRecord? exchange) =>
        new()
        {
            Step = Place(),
            Outcome = Any<Outcome>(),
            Duration = Time(),
            Method = Maybe(Text),
            Target = Maybe(Text),
            Status = Maybe(Status),
            Attempts = Count(),
            Redirects = Count(),
            Span = Maybe(Line),
            Extracted = Many(() => new ExtractedValue(Text(), Text(), Text(), Flag())),
            Problems = Many(Problem),
            Exchange = exchange,
            Checks = Many(() => new CheckRecord(Text(), Text(), Text(), Flag(), Line())),
            Uses = Many(Text),
            Made = Many(() => new MadeRecord(Many(() => new MadeValue(Text(), Text(), Flag())))),
            Note = Maybe(Text),
        };

    private ExchangeRecord Exchange() =>
        new()
        {
            Attempt = Count(),
            Hop = Count(),
            At = Moment(),
            Method = Text(),
            Address = Text(),
            RequestHeaders = Many(Field),
            CookieNotes = Many(Field),
            Credentials = Maybe(Text),
            RequestBody = Maybe(Text),
            RequestDigest = Digest(),
            RequestSize = random.NextInt64(1L << 40),
            Status = Maybe(Status),
            Reason = Text(),
            AnswerHeaders = Many(Field),
            AnswerBody = Text(),
            AnswerDigest = Digest(),
            AnswerSize = random.NextInt64(1L << 40),
            Version = Text(),
            Failure = Maybe(Text),
            Duration = Time(),
            Phases = new PhaseTimes(Maybe(Time), Maybe(Time), Maybe(Time), Maybe(Time), Maybe(Time)) { Send = Maybe(Time) },
            Tokens = Many(() => new TokenRecord(Text(), Text(), Maybe(Text))),
        };

    private BodyDigest? Digest() => Flag() ? new BodyDigest(random.NextInt64(1L << 40), Text()) : null;

    private RunSummary Summary() =>
        new()
        {
            Outcome = Any<Outcome>(),
            Passed = Count(),
            Failed = Count(),
            Broken = Count(),
            Skipped = Count(),
            Unknown = Count(),
            Duration = Time(),
            Doubts = Many(Doubt),
            LeftBehind = Many(Text),
            UndoWasDue = Flag(),
            TakesBack = Flag(),
            IsRunAnew = Flag(),
            IsFlaky = Flag(),
            Refused = Flag(),
            Problems = Many(Problem),
        };

    private DoubtfulRequest Doubt() => new(Text(), Text(), Text(), Text()) { Attempt = Count(), IsSettledAgain = Flag() };

    private ShownPlace Place() =>
        new(Any<Phase>(), Count(), Count(), random.Next(9), Text(), Text())
        {
            Turn = Count(),
            Turns = Count(),
            For = Text(),
            Path = Text(),
        };

    // Where it stands in a file of several lines, over the end of one or not.
    private MaskedDiagnostic Problem()
    {
        var lines = string.Join('\n', Enumerable.Range(0, 1 + random.Next(4)).Select(i => $"line {i} {Plain()}"));
        var source = new SourceText(Plain(), lines, null, random.Next(3) * 7);
        var start = random.Next(lines.Length);
        var code = Flag() ? DiagnosticCodes.All[random.Next(DiagnosticCodes.All.Length)] : new DiagnosticCode(Plain(), Any<Severity>(), "");
        return Masked.Problem(
            new Diagnostic(
                code,
                new SourceSpan(source, start, random.Next(lines.Length - start + 1)),
                Plain(),
                Flag() ? Plain() : null,
                Plain()
            )
        );
    }

    private ShownLine Line() => new(Text(), Count());

    private ShownValue Field() => new(Text(), Text());

    private string Plain() =>
        string.Concat(Enumerable.Range(0, random.Next(3)).Select(_ => Pieces[random.Next(Pieces.Length)]))
            .Replace("\r", "", StringComparison.Ordinal)
            .Replace("\n", "", StringComparison.Ordinal);

    private MaskedText Text() =>
        Masked.Text(
            string.Concat(Enumerable.Range(0, random.Next(4)).Select(_ => Pieces[random.Next(Pieces.Length)]))
                + (random.Next(40) == 0 ? new string('x', random.Next(5000)) : random.Next(99).ToString(CultureInfo.InvariantCulture))
        );

    private int Count() => random.Next(4) == 0 ? 0 : random.Next(1000);

    private int Status() => random.Next(100, 1000);

    private bool Flag() => random.Next(2) == 0;

    private TimeSpan Time() => TimeSpan.FromTicks(random.Next(3) == 0 ? random.Next(20) : random.NextInt64(TimeSpan.TicksPerDay * 400));

    private DateTimeOffset Moment() =>
        new(
            new DateTime(2026, 1, 31).AddTicks(random.NextInt64(TimeSpan.TicksPerDay * 900)),
            TimeSpan.FromMinutes(Flag() ? 0 : random.Next(-840, 841))
        );

    private T? Maybe<T>(Func<T> of)
        where T : struct => Flag() ? of() : null;

    private ImmutableArray<T> Many<T>(Func<T> of) => [.. Enumerable.Range(0, random.Next(3)).Select(_ => of())];

    private T Any<T>()
        where T : struct, Enum => Enum.GetValues<T>()[random.Next(Enum.GetValues<T>().Length)];
#pragma warning restore CA5394
}
