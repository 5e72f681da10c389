using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Reporting.Json;

/// <summary>What a run is as JSON. Nothing in it holds a secret: <c>‹name›</c> stands where one was.</summary>
internal static class ReportShapes
{
    public static readonly Shape<ReportTool> Tool = new Shape<ReportTool>("tool", "Who ran the scenarios, and where.")
        .Text("version", "Of p1s.", t => t.Version)
        .Text("runtime", "Of .NET.", t => t.Runtime)
        .Text("system", "The operating system and its processor.", t => t.System);

    public static readonly Shape<MaskedDiagnostic> Problem = new Shape<MaskedDiagnostic>(
        "problem",
        "What was wrong, where, why, and how to mend it."
    )
        .Text("file", "Where it is written; \"command line\" for what was said there.", p => p.Span.Source.Path)
        .Number("line", "From 1.", p => p.Span.Line)
        .Number("column", "From 1, in UTF-16 units.", p => p.Span.Column)
        .Number("length", "Of the marked text, in UTF-16 units.", p => p.Span.Length)
        .Text("source", "The line it begins in.", p => p.Span.Source.Line(p.Span.Line))
        .Choice("severity", "How much it weighs.", p => p.Severity)
        .Text("code", "See p1s explain.", p => p.Code.Id)
        .Text("message", "What is wrong.", p => p.What)
        .OptionalText("why", "The reason; absent when the message says it all.", p => p.Why)
        .Text("fix", "What to do about it.", p => p.Fix);

    public static readonly Shape<ShownValue> Field = new Shape<ShownValue>("field", "A name and a value.")
        .Text("name", "The name.", f => f.Name)
        .Text("value", "The value as it may be shown.", f => f.Text);

    public static readonly Shape<ExtractedValue> Extracted = new Shape<ExtractedValue>("extracted", "A value taken out of an answer.")
        .Text("name", "The variable.", e => e.Name)
        .Text("value", "As it may be shown; JSON, or the bare text when it is one.", e => e.Text)
        .Text("from", "The JSONPath or the expression, as it is written.", e => e.From)
        .Flag("secret", "Whether the value is only named.", e => e.IsSecret);

    public static readonly Shape<CheckRecord> Check = new Shape<CheckRecord>("check", "Something that was expected of an answer.")
        .Text("what", "What was looked at: status, a header, a JSONPath, an expression.", c => c.What)
        .Text("expected", "What was expected.", c => c.Expected)
        .Text("actual", "What was there.", c => c.Actual)
        .Flag("passed", "Whether it was as expected.", c => c.Passed)
        .Text("file", "Where it is written.", c => c.Span.Path)
        .Number("line", "From 1.", c => c.Span.Line);

    public static readonly Shape<TokenRecord> Token = new Shape<TokenRecord>(
        "token",
        "A JSON Web Token (RFC 7519) that was sent or received, without its signature."
    )
        .Text("where", "The part of the exchange.", t => t.Where)
        .Raw("header", "Decoded.", t => t.Header)
        .Raw("claims", "Decoded; absent when it is encrypted.", t => t.Claims);

    public static readonly Shape<PhaseTimes> Phases = new Shape<PhaseTimes>("phases", "What the time of an exchange went into.")
        .Time("dnsMs", "Looking up the host; absent when it was not", p => p.Dns, isOptional: true)
        .Time("connectMs", "Opening the connection; absent when one was kept", p => p.Connect, isOptional: true)
        .Time("tlsMs", "Agreeing on TLS; absent without", p => p.Tls, isOptional: true)
        .Time("sendMs", "Sending the body; absent without one", p => p.Send, isOptional: true)
        .Time("waitMs", "From the request to the head of the answer", p => p.Wait, isOptional: true)
        .Time("receiveMs", "From there to the last byte", p => p.Receive, isOptional: true);

    public static readonly Shape<BodyDigest> Digest = new Shape<BodyDigest>("digest", "What is known of a body that was not kept.")
        .Number("size", "Of its text, in bytes of UTF-8.", d => d.Size)
        .Text("sha256", "Of the same, in hexadecimal digits.", d => d.Sha256);

    /// <summary>An exchange without its tokens.</summary>
    public static readonly Shape<ExchangeRecord> Traffic = new Shape<ExchangeRecord>("traffic", "A request and its answer.")
        .Number("attempt", "Which attempt of the step it belongs to, from 1.", e => e.Attempt)
        .Number("hop", "How many redirects led to it; 0 for the request as it is written.", e => e.Hop)
        .Moment("at", "When it began", e => e.At)
        .Text("method", "The HTTP method.", e => e.Method)
        .Text("address", "With its query.", e => e.Address)
        .List("requestHeaders", "In the order they were sent.", Field, e => e.RequestHeaders)
        .OptionalText(
            "credentials",
            "The user name and the password of Basic authentication, a colon between; absent without, or when neither is secret.",
            e => e.Credentials
        )
        .OptionalText("requestBody", "Absent when there was none, or it was not kept.", e => e.RequestBody)
        .OptionalObject("requestDigest", "In place of a body that was too long to be kept.", Digest, e => e.RequestDigest)
        .Number("requestSize", "Of the body, in bytes.", e => e.RequestSize)
        .OptionalNumber("status", "Of HTTP; absent when no answer came.", e => e.Status)
        .Text("reason", "The reason phrase; empty without an answer.", e => e.Reason)
        .Text("version", "Of HTTP: 2, 1.1 or 1.0; empty when it is not known.", e => e.Version)
        .List("answerHeaders", "In the order they were received.", Field, e => e.AnswerHeaders)
        .Text("answerBody", "As text; empty when it was not kept.", e => e.AnswerBody)
        .OptionalObject("answerDigest", "In place of a body that was too long to be kept.", Digest, e => e.AnswerDigest)
        .Number("answerSize", "Of the body, in bytes.", e => e.AnswerSize)
        .OptionalText("failure", "Why no answer came; absent when one did.", e => e.Failure)
        .List("cookieNotes", "Cookies that were refused or not sent, each with the reason.", Field, e => e.CookieNotes)
        .Time("durationMs", "From the first byte sent to the last byte received", e => e.Duration)
        .Object("phases", "What the time went into.", Phases, e => e.Phases);

    public static readonly Shape<ExchangeRecord> Exchange = new Shape<ExchangeRecord>(
        "exchange",
        "A request as sent and the answer as received."
    )
        .Include(Traffic, e => e)
        .List("tokens", "The tokens in it.", Token, e => e.Tokens);

    public static readonly Shape<ShownPlace> Place = new Shape<ShownPlace>("place", "Where a step belongs.")
        .Choice("phase", "The part of the run.", p => p.Phase)
        .Number("number", "From 1 within its phase and scenario.", p => p.Number)
        .Number("total", "How many there are; 0 when that is not known.", p => p.Total)
        .Number("depth", "0 for the entry scenario, 1 for what it calls or obtains from, and so on.", p => p.Depth)
        .Text("id", "Unique within its scenario.", p => p.Id)
        .Text("title", "For people.", p => p.Title)
        .Number("turn", "Which turn of a loop it is, from 1; 0 outside of loops.", p => p.Turn)
        .Number("turns", "How many turns there are; 0 outside of loops.", p => p.Turns)
        .Text("for", "The step or the input a scenario is run for that is not the entry; empty for the entry.", p => p.For)
        .Text("path", "By what the step, in this turn, is known among all of its run.", p => p.Path);

    public static readonly Shape<MadeValue> MadeValue = new Shape<MadeValue>("madeValue", "A variable an undo is made of.")
        .Text("name", "The variable.", v => v.Name)
        .Text("json", "The value as it may be shown, as JSON.", v => v.Json)
        .Flag("secret", "Whether what is secret in it is only named.", v => v.IsSecret);

    public static readonly Shape<MadeRecord> Made = new Shape<MadeRecord>("made", "Something that can be taken back.").List(
        "values",
        "The variables its undo is made of, as they were then.",
        MadeValue,
        m => m.Values
    );

    public static readonly Shape<RetryScheduled> Retry = new Shape<RetryScheduled>("retry", "An attempt that was followed by another.")
        .Number("attempt", "From 1.", r => r.Attempt)
        .OptionalNumber("status", "Of HTTP; absent when no answer came.", r => r.Status)
        .Text("reason", "Why it was not the last.", r => r.Reason)
        .Time("pauseMs", "Until the next one began", r => r.Pause)
        .Time("durationMs", "Of the attempt", r => r.Duration);

    public static readonly Shape<StepFinished> Finished = new Shape<StepFinished>("finished", "How a step ended.")
        .Include(Place, s => s.Step)
        .Choice(
            "outcome",
            "failed was judged and is wrong, broken could not be judged, unknown may have changed something.",
            s => s.Outcome
        )
        .Moment("at", "When it ended", s => s.At)
        .Time("durationMs", "From rendering to the last extraction", s => s.Duration)
        .OptionalText("method", "Absent for a call, or when no request was sent.", s => s.Method)
        .OptionalText("target", "The path and query; absent when nothing was sent.", s => s.Target)
        .OptionalNumber("status", "Of HTTP; absent when no answer came.", s => s.Status)
        .Number("attempts", "How often the request was sent.", s => s.Attempts)
        .OptionalNumber(
            "redirects",
            "How many redirects the last attempt followed; absent when it followed none.",
            s => s.Redirects == 0 ? null : s.Redirects
        )
        .OptionalText("file", "Where the step is written; absent for an undo.", s => s.Span?.Path)
        .OptionalNumber("line", "From 1; absent for an undo.", s => s.Span?.Line)
        .OptionalText("note", "Why it was skipped; absent when it was not.", s => s.Note)
        .List("extracted", "What was taken out of the answer.", Extracted, s => s.Extracted)
        .Texts("uses", "The variables it was made of.", s => s.Uses.Select(u => u.Text))
        .List("checks", "What was expected, and what was there.", Check, s => s.Checks)
        .List("made", "What it made that can be taken back, oldest first.", Made, s => s.Made)
        .List("problems", "Empty when it passed.", Problem, s => s.Problems);

    public static readonly Shape<StepLog> Step = new Shape<StepLog>("step", "A step and all that was told of it.")
        .Include(Finished, s => s.Step)
        .List("retries", "Why there was another attempt.", Retry, s => s.Retries)
        .List("exchanges", "What was sent and received, along redirects and attempts.", Exchange, s => s.Exchanges);

    public static readonly Shape<DoubtfulRequest> Doubt = new Shape<DoubtfulRequest>(
        "doubt",
        "A request that may have been carried out although no answer came."
    )
        .Text("method", "The HTTP method.", d => d.Method)
        .Text("address", "With its query.", d => d.Address)
        .Text("step", "The title of the step that sent it.", d => d.Step)
        .Number("attempt", "Of the step, from 1.", d => d.Attempt)
        .Text("reason", "Why no answer came.", d => d.Reason)
        .Choice(
            "settlement",
            "What settles it: ask the server, or send it again.",
            d => d.IsSettledAgain ? Settlement.Again : Settlement.Ask
        );

    public static readonly Shape<RunSummary> Summary = new Shape<RunSummary>("summary", "A run in numbers.")
        .Choice("outcome", "Of the run.", s => s.Outcome)
        .Number("passed", "How many steps of the entry scenario passed.", s => s.Passed)
        .Number("failed", "How many were judged and are wrong.", s => s.Failed)
        .Number("broken", "How many could not be judged.", s => s.Broken)
        .Number("skipped", "How many did not run.", s => s.Skipped)
        .Number("unknown", "How many may have changed something although no answer came.", s => s.Unknown)
        .Time("durationMs", "Of the whole run", s => s.Duration)
        .List("doubts", "What may have been made although no answer came, oldest first.", Doubt, s => s.Doubts)
        .Texts("leftBehind", "What was made and is still there, as the requests that remove it.", s => s.LeftBehind.Select(l => l.Text))
        .Flag("undoWasDue", "Whether it was to be taken back.", s => s.UndoWasDue)
        .Flag("takesBack", "Whether it only took back what an earlier run made.", s => s.TakesBack)
        .Mark(
            "isRunAnew",
            "That it does not count, because the scenario was to be begun anew: the next run of the same slot does; absent otherwise.",
            s => s.IsRunAnew
        )
        .Mark("isFlaky", "That it passed only when it was begun anew; absent otherwise.", s => s.IsFlaky)
        .Flag("refused", "Whether policy refused a request.", s => s.Refused)
        .List("problems", "Of the run as a whole.", Problem, s => s.Problems);

    public static readonly Shape<DoubtSettled> Settled = new Shape<DoubtSettled>(
        "settled",
        "What became of a request that may have been carried out although no answer came."
    )
        .Moment("at", "When that was known or decided", s => s.At)
        .Include(Place, s => s.Step)
        .Object("request", "The request.", Doubt, s => s.Request)
        .Choice(
            "end",
            "happened: it did what it was sent for; didNotHappen: it did not arrive, and is sent again; sentAgain: it is, whatever became of it.",
            s => s.End
        )
        .Text("by", "Who or what says so.", s => s.By);

    public static readonly Shape<RunResumed> Resumption = new Shape<RunResumed>("resumption", "A run goes on that had stopped.")
        .Moment("at", "When it goes on", r => r.At)
        .Moment("stoppedAt", "When the last was heard of it before", r => r.StoppedAt)
        .OptionalObject("step", "The step it goes on with; absent when none is left.", Place, r => r.Step)
        .Text("why", "What had ended it, or why steps that had ended are run again.", r => r.Why);

    public static readonly Shape<SourceRecord> Source = new Shape<SourceRecord>("source", "A file, secrets in it dotted out.")
        .Text("path", "As the user knows it.", s => s.Path)
        .Text("text", "The whole text.", s => s.Text);

    public static readonly Shape<FileDigest> File = new Shape<FileDigest>("file", "What a file was when the run began.")
        .Text("path", "As the user knows it.", f => f.Path)
        .Text("sha256", "Of its bytes, in hexadecimal digits.", f => f.Sha256);

    public static readonly Shape<BatchSlot> Slot = new Shape<BatchSlot>("slot", "Which of the many runs of a command one is.")
        .Number("index", "From 0, in the order of the command line, all shards together; the attempts of one have the same.", s => s.Index)
        .OptionalText("batch", "The id of the rows that are run together; absent without rows.", s => s.Batch)
        .OptionalNumber("rowNumber", "Which row of its file it is run with, from 1; absent without rows.", s => s.RowNumber)
        .OptionalText("row", "What its row is called; absent for one without a name.", s => s.Row)
        .OptionalNumber("repetition", "Which of the repetitions it belongs to, from 1; absent without any.", s => s.Repetition)
        .Number("attempt", "How often the scenario was begun with this row, from 1.", s => s.Attempt)
        .Mark(
            "isInMatrix",
            "That its scenario is run against other environments too: only the environment tells some of its runs apart; absent otherwise.",
            s => s.IsInMatrix
        )
        .OptionalText("shard", "Which part of the runs was done here, such as 2/5; absent where all were.", s => s.Shard);

    public static readonly Shape<RunStarted> Run = new Shape<RunStarted>("run", "A scenario that was run.")
        .Text("title", "Of the scenario.", r => r.Title)
        .Text("path", "Of its file.", r => r.Path)
        .Text("runId", "Eight characters that tell runs apart.", r => r.RunId)
        .Text("environment", "Its name.", r => r.Environment)
        .Moment("at", "When it began", r => r.At)
        .Number("stepCount", "How many steps it has, without finally.", r => r.Steps)
        .OptionalObject("slot", "Which of many runs it is; absent for the only one.", Slot, r => r.Slot);

    /// <summary>For the schema only: a run is written part by part.</summary>
    public static readonly Shape<(RunStarted Started, RunFinished Finished)> WholeRun = new Shape<(
        RunStarted Started,
        RunFinished Finished
    )>("run", "A scenario that was run.")
        .Include(Run, r => r.Started)
        .List("steps", "In the order they ended: those of a call come before the call.", Step, _ => [])
        .List("resumptions", "How it went on when it had stopped, in their order; empty when it never did.", Resumption, _ => [])
        .List("settled", "What became of requests in doubt, in the order that was known.", Settled, _ => [])
        .Object("summary", "The run in numbers.", Summary, r => r.Finished.Summary)
        .List("sources", "The files it was read from, the entry first.", Source, r => r.Finished.Sources)
        .List("files", "The digests of the same files.", File, r => r.Finished.Files);

    public static readonly Shape<RunNotStarted> NotStarted = new Shape<RunNotStarted>(
        "notStarted",
        "A scenario that could not begin; nothing of it was sent."
    )
        .Moment("at", "When that was found", r => r.At)
        .Text("path", "Of its file.", r => r.Path)
        .OptionalObject("slot", "Which of many runs it was to be; absent for the only one.", Slot, r => r.Slot)
        .List("problems", "What is wrong with it, or with what it was given.", Problem, r => r.Problems);
}
