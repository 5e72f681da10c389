using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Reporting.Json;

/// <summary>The steps of a JSON report, read back.</summary>
internal static class StepReading
{
    /// <summary>Beyond it, no scenario includes another.</summary>
    private const int DeepestCall = 256;

    private const int HighestStatus = 999;

    /// <exception cref="ReportFormatException">Something is missing or of another kind.</exception>
    public static StepLog Of(Node node)
    {
        var step = Finished(node);
        return new StepLog(
            step,
            [.. node.List("exchanges").Select(Exchange)],
            [
                .. node.List("retries")
                    .Select(r => new RetryScheduled(
                        step.Step,
                        r.Count("attempt"),
                        r.OptionalCount("status", HighestStatus),
                        r.Stored("reason"),
                        r.Time("pauseMs")
                    )
                    {
                        Duration = r.Time("durationMs"),
                    }),
            ]
        );
    }

    public static ImmutableArray<MaskedDiagnostic> Problems(Node of) => [.. of.List("problems").Select(Problem)];

    private static StepFinished Finished(Node node) =>
        new()
        {
            Step = Place(node),
            Outcome = node.Choice<Outcome>("outcome"),
            At = node.Moment("at"),
            Duration = node.Time("durationMs"),
            Method = node.OptionalStored("method"),
            Target = node.OptionalStored("target"),
            Status = node.OptionalCount("status", HighestStatus),
            Attempts = node.Count("attempts"),
            Redirects = node.OptionalCount("redirects") ?? 0,
            Span = node.OptionalStored("file") is { } file ? new ShownLine(file, node.OptionalCount("line") ?? 1) : null,
            Note = node.OptionalStored("note"),
            Extracted =
            [
                .. node.List("extracted")
                    .Select(e => new ExtractedValue(e.Stored("name"), e.Stored("value"), e.Stored("from"), e.Flag("secret"))),
            ],
            Uses = node.StoredTexts("uses"),
            Checks =
            [
                .. node.List("checks")
                    .Select(c => new CheckRecord(
                        c.Stored("what"),
                        c.Stored("expected"),
                        c.Stored("actual"),
                        c.Flag("passed"),
                        new ShownLine(c.Stored("file"), c.Count("line"))
                    )),
            ],
            Made = [.. node.OptionalList("made").Select(Made)],
            Problems = Problems(node),
            Exchange = node.List("exchanges").Select(Exchange).LastOrDefault(e => e.Status is not null),
        };

    private static MadeRecord Made(Node node) =>
        new([.. node.List("values").Select(v => new MadeValue(v.Stored("name"), v.Stored("json"), v.Flag("secret")))]);

    private static ShownPlace Place(Node node) =>
        new(
            node.Choice<Phase>("phase"),
            node.Count("number"),
            node.Count("total"),
            node.Count("depth", DeepestCall),
            node.Stored("id"),
            node.Stored("title")
        )
        {
            Turn = node.Count("turn"),
            Turns = node.Count("turns"),
            For = node.Stored("for"),
            Path = node.OptionalStored("path") ?? default,
        };

    private static ExchangeRecord Exchange(Node node) =>
        new()
        {
            Attempt = node.Count("attempt"),
            Hop = node.Count("hop"),
            At = node.Moment("at"),
            Method = node.Stored("method"),
            Address = node.Stored("address"),
            RequestHeaders = Fields(node, "requestHeaders"),
            Credentials = node.OptionalStored("credentials"),
            RequestBody = node.OptionalStored("requestBody"),
            RequestSize = node.Size("requestSize"),
            Status = node.OptionalCount("status", HighestStatus),
            Reason = node.Stored("reason"),
            Version = node.Stored("version"),
            AnswerHeaders = Fields(node, "answerHeaders"),
            AnswerBody = node.Stored("answerBody"),
            AnswerSize = node.Size("answerSize"),
            Failure = node.OptionalStored("failure"),
            CookieNotes = Fields(node.OptionalList("cookieNotes")),
            Duration = node.Time("durationMs"),
            Phases = Phases(node.Object("phases")),
            Tokens =
            [
                .. node.List("tokens")
                    .Select(t => new TokenRecord(
                        t.Stored("where"),
                        t.StoredJson("header") ?? MaskedText.Stored("{}"),
                        t.StoredJson("claims")
                    )),
            ],
        };

    private static PhaseTimes Phases(Node node) =>
        new(
            node.OptionalTime("dnsMs"),
            node.OptionalTime("connectMs"),
            node.OptionalTime("tlsMs"),
            node.OptionalTime("waitMs"),
            node.OptionalTime("receiveMs")
        )
        {
            Send = node.OptionalTime("sendMs"),
        };

    private static ImmutableArray<ShownValue> Fields(Node node, string name) => Fields(node.List(name));

    private static ImmutableArray<ShownValue> Fields(IEnumerable<Node> fields) =>
        [.. fields.Select(f => new ShownValue(f.Stored("name"), f.Stored("value")))];

    private static MaskedDiagnostic Problem(Node node)
    {
        var severity = node.Choice<Severity>("severity");
        var code = new DiagnosticCode(node.Text("code"), severity, "");
        // A report holds the line of a problem, not what stands above it.
        var text = node.Text("source").Split('\n')[0];
        var source = new SourceText(node.Text("file"), text, null, Math.Max(0, node.Count("line") - 1));
        var start = Math.Clamp(node.Count("column") - 1, 0, text.Length);
        var span = new SourceSpan(source, start, Math.Min(node.Count("length"), text.Length - start));
        return MaskedDiagnostic.Stored(new Diagnostic(code, span, node.Text("message"), node.OptionalText("why"), node.Text("fix")));
    }
}
