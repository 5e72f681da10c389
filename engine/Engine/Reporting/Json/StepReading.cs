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
        ImmutableArray<ExchangeRecord> exchanges = [.. node.List("exchanges").Select(Exchange)];
        var step = Finished(node) with { Exchange = exchanges.LastOrDefault(e => e.Status is not null) };
        return new StepLog(step, exchanges, [.. node.List("retries").Select(r => Retry(r, step.Step))]);
    }

    /// <summary>An attempt of a step that was followed by another.</summary>
    public static RetryScheduled Retry(Node node, ShownPlace step) =>
        new(step, node.Count("attempt"), node.OptionalCount("status", HighestStatus), node.Stored("reason"), node.Time("pauseMs"))
        {
            Duration = node.Time("durationMs"),
        };

    public static ImmutableArray<MaskedDiagnostic> Problems(Node of) => [.. of.List("problems").Select(Problem)];

    /// <summary>How a step ended, without its exchange.</summary>
    public static StepFinished Finished(Node node) =>
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
        };

    private static MadeRecord Made(Node node) =>
        new([.. node.List("values").Select(v => new MadeValue(v.Stored("name"), v.Stored("json"), v.Flag("secret")))]);

    public static ShownPlace Place(Node node) =>
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

    public static ExchangeRecord Exchange(Node node) =>
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
            RequestDigest = Digest(node, "requestDigest"),
            RequestSize = node.Size("requestSize"),
            Status = node.OptionalCount("status", HighestStatus),
            Reason = node.Stored("reason"),
            Version = node.Stored("version"),
            AnswerHeaders = Fields(node, "answerHeaders"),
            AnswerBody = node.Stored("answerBody"),
            AnswerDigest = Digest(node, "answerDigest"),
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

    private static BodyDigest? Digest(Node node, string name) =>
        node.Has(name) ? new BodyDigest(node.Object(name).Size("size"), node.Object(name).Stored("sha256")) : null;

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

    public static MaskedDiagnostic Problem(Node node)
    {
        var severity = node.Choice<Severity>("severity");
        var code = CodeOf(node.Text("code"), severity);
        // A report holds the line of a problem, not what stands above it.
        var text = node.Text("source").Split('\n')[0];
        var source = new SourceText(node.Text("file"), text, null, Math.Max(0, node.Count("line") - 1));
        var start = Math.Clamp(node.Count("column") - 1, 0, text.Length);
        var span = new SourceSpan(source, start, node.Count("length"));
        return MaskedDiagnostic.Stored(new Diagnostic(code, span, node.Text("message"), node.OptionalText("why"), node.Text("fix")));
    }

    // Another version may have a code that this one has not.
    private static DiagnosticCode CodeOf(string id, Severity severity) =>
        DiagnosticCodes.All.FirstOrDefault(c => c.Id == id && c.Severity == severity) ?? new DiagnosticCode(id, severity, "");
}
